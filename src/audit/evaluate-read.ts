/** From a file to predictions that can be judged: only the columns that are needed, every bad value refused by its line. */
import { DataError } from '../core/errors.ts';
import type { Warning } from '../core/warnings.ts';
import { listNames } from '../data/class-names.ts';
import type { Finding } from '../diagnostics/types.ts';
import type { FileBytes } from '../table/bytes.ts';
import { asCategory } from '../table/columns.ts';
import { readTable } from '../table/read.ts';
import type { CategoryColumn } from '../table/types.ts';
import { type JudgedClasses, manyClasses, recoded, twoClasses } from './evaluate-classes.ts';
import {
  columnOf,
  completeNumbers,
  faultyRow,
  numbersOf,
  placeOf,
  type ReadFile,
  takeKept,
} from './evaluate-columns.ts';
import { keptRows } from './evaluate-kept.ts';
import { labelValues } from './evaluate-labels.ts';
import type { CompleteEvaluateOptions } from './evaluate-options.ts';

/** Rows that have a label and something predicted; all arrays have their number. */
export interface Predictions {
  readonly file: ReadFile;
  /** In the binary case [negative, positive]. */
  readonly classes: readonly string[];
  /** Values of the label that make up each class. */
  readonly values: readonly (readonly string[])[];
  readonly binary: boolean;
  readonly positiveInferred: boolean;
  /** Positions in `classes`. */
  readonly labels: Int32Array;
  /** Scores of the positive class; row-major probabilities where there are several columns; null for predicted classes. */
  readonly scores: Float64Array | null;
  /** Predicted positions in `classes`, where classes and not scores are given. */
  readonly predicted: Int32Array | null;
  readonly probabilities: boolean;
  readonly weights: Float64Array | null;
  readonly groups: Int32Array | null;
  readonly amounts: Float64Array | null;
  readonly ids: { readonly codes: Int32Array; readonly levels: readonly string[] } | null;
  /** Position in the file of each row; null where all rows are there. */
  readonly rows: Int32Array | null;
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
}

/** Reads the columns that are needed and nothing else. */
export async function readPredictionFile(file: FileBytes, options: CompleteEvaluateOptions): Promise<ReadFile> {
  const { label, scores, prediction, weight, group, amount, id, missing } = options;
  const named = [label, ...scores.map(({ column }) => column), prediction, weight, group, amount, id];
  const columns = [...new Set(named.filter((name) => name !== null))];
  const text = [group, id].filter((name) => name !== null && name !== label) as string[];
  const { table, format } = await readTable(file, { columns, text, missing });
  return { name: file.name, format, table };
}

/** Everything checked; `like` is the first of several files, whose classes the others share. */
export function predictionsOf(file: ReadFile, options: CompleteEvaluateOptions, like?: Predictions): Predictions {
  const { label: column, scores: asked } = options;
  const label = labelValues(columnOf(file, column), 'label');
  if (label.texts.length === 0) {
    throw new DataError('no-labels', `column '${column}' has no values, so there is nothing to judge by`, {
      file: file.name,
    });
  }
  const many = like === undefined ? label.texts.length > 2 : !like.binary;
  const several = asked.length > 1 || (options.prediction !== null && options.positive === null && many);
  const judged = several ? manyClasses(file, label, options) : twoClasses(label, options, like);
  const raw = scoresOf(file, options);
  const predicted = options.prediction === null ? null : predictedOf(file, options.prediction, judged);
  const kept = keptRows(file, options, judged, raw ?? predicted!);
  const labels = takeKept(judged.codes, kept.rows);
  const scores = raw === null ? null : takeScores(raw, asked.length, kept.rows);
  const positive = several ? null : labels;
  return {
    file,
    classes: judged.classes,
    values: judged.values,
    binary: !several,
    positiveInferred: judged.inferred,
    labels,
    scores,
    predicted: predicted === null ? null : takeKept(predicted, kept.rows),
    probabilities: scores !== null && (several || areProbabilities(file, scores, kept.rows, options)),
    weights: weightsOf(file, options.weight, kept.rows),
    groups: options.group === null ? null : takeKept(namesOf(file, options.group).codes, kept.rows),
    amounts: options.amount === null ? null : amountsOf(file, options.amount, kept.rows, positive),
    ids: options.id === null ? null : idsOf(file, options.id, kept.rows),
    rows: kept.rows,
    findings: kept.findings,
    warnings: kept.warnings,
  };
}

function scoresOf(file: ReadFile, { scores }: CompleteEvaluateOptions): Float64Array | null {
  if (scores.length === 0) return null;
  const columns = scores.map(({ column }) => numbersOf(file, column, 'scores, which are numbers'));
  if (columns.length === 1) return columns[0]!;
  const n = file.table.rowCount;
  const matrix = new Float64Array(n * columns.length);
  columns.forEach((values, k) => {
    for (let i = 0; i < n; i++) matrix[i * columns.length + k] = values[i]!;
  });
  return matrix;
}

function takeScores(raw: Float64Array, k: number, kept: Int32Array | null): Float64Array {
  if (kept === null || k === 1) return takeKept(raw, kept);
  const taken = new Float64Array(kept.length * k);
  for (let i = 0; i < kept.length; i++) taken.set(raw.subarray(kept[i]! * k, kept[i]! * k + k), i * k);
  return taken;
}

/** Predicted classes as positions; a value that is no class is refused, since it would always be wrong. */
function predictedOf(file: ReadFile, name: string, judged: JudgedClasses): Int32Array {
  const found = labelValues(columnOf(file, name), 'prediction');
  const positions = found.texts.map((text) => judged.values.findIndex((values) => values.includes(text)));
  const known = judged.values.flat();
  /* With a class that has no row its values cannot be known: whatever is predicted beside the class that is there is it. */
  const absent = judged.values.findIndex((values) => values.length === 0);
  const unknown = positions.indexOf(-1);
  if (unknown >= 0 && absent < 0) {
    const what = `must hold values of the label (${listNames(known)}), got '${found.texts[unknown]}'`;
    throw faultyRow(file, name, found.codes.indexOf(unknown), what);
  }
  return recoded(
    found.codes,
    positions.map((position) => (position < 0 ? absent : position)),
  );
}

function areProbabilities(
  file: ReadFile,
  scores: Float64Array,
  rows: Int32Array | null,
  { probabilities, scores: columns }: CompleteEvaluateOptions,
): boolean {
  if (probabilities === false) return false;
  for (let i = 0; i < scores.length; i++) {
    if (0 <= scores[i]! && scores[i]! <= 1) continue;
    if (probabilities === null) return false;
    const what = `must hold probabilities from 0 to 1, got ${scores[i]}; say --no-probabilities where they are other scores`;
    throw faultyRow(file, columns[0]!.column, rows?.[i] ?? i, what);
  }
  return true;
}

function weightsOf(file: ReadFile, name: string | null, kept: Int32Array | null): Float64Array | null {
  if (name === null) return null;
  const fits = (weight: number): boolean => 0 <= weight && weight < Infinity;
  const weights = takeKept(completeNumbers(file, name, { what: 'weights, finite and at least 0', fits }), kept);
  if (weights.some((weight) => weight > 0)) return weights;
  throw new DataError('no-weight', `column '${name}' must hold at least one weight above 0`, { file: file.name });
}

/** Names of groups or rows; every row must have one. */
function namesOf(file: ReadFile, name: string): CategoryColumn {
  const names = asCategory(columnOf(file, name));
  if (names.missing > 0) throw faultyRow(file, name, names.codes.indexOf(-1), 'must name every row, got nothing');
  return names;
}

/** Amounts count only for positives; elsewhere a missing one is no harm. */
function amountsOf(file: ReadFile, name: string, kept: Int32Array | null, positive: Int32Array | null): Float64Array {
  const values = takeKept(numbersOf(file, name, 'amounts, which are numbers'), kept).slice();
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i]) && values[i]! >= 0) continue;
    if (Number.isNaN(values[i]) && positive !== null && positive[i] === 0) values[i] = 0;
    else {
      const got = Number.isNaN(values[i]) ? 'nothing for a positive row' : values[i];
      throw faultyRow(file, name, kept?.[i] ?? i, `must hold amounts, finite and at least 0, got ${got}`);
    }
  }
  return values;
}

function idsOf(file: ReadFile, name: string, kept: Int32Array | null): NonNullable<Predictions['ids']> {
  const { codes, levels } = namesOf(file, name);
  const first = new Int32Array(levels.length).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    const before = first[codes[row]!]!;
    if (before >= 0) {
      const twice = `'${levels[codes[row]!]}' is here and on ${placeOf(file, row)}`;
      throw faultyRow(file, name, before, `must name each row once, but ${twice}`);
    }
    first[codes[row]!] = row;
  }
  return { codes: takeKept(codes, kept), levels };
}
