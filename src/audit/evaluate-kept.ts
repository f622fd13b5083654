/** Which rows can be judged: those with a label and something predicted. */
import { DataError } from '../core/errors.ts';
import type { Warning } from '../core/warnings.ts';
import type { Finding } from '../diagnostics/types.ts';
import type { JudgedClasses } from './evaluate-classes.ts';
import type { ReadFile } from './evaluate-columns.ts';
import { type MissingScores, missingFinding, refuseMissing } from './evaluate-missing-scores.ts';
import type { CompleteEvaluateOptions } from './evaluate-options.ts';

export interface KeptRows {
  /** Ascending; null for all rows. */
  readonly rows: Int32Array | null;
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
}

/**
 * Rows without a label are set aside with a warning. Rows without a score (NaN) or predicted class (-1) are refused, or where
 * they are to be dropped, dropped with a finding. `predicted` has one or more entries for each row.
 */
export function keptRows(
  file: ReadFile,
  options: CompleteEvaluateOptions,
  { codes, classes }: JudgedClasses,
  predicted: Float64Array | Int32Array,
): KeptRows {
  if (allThere(codes) && allThere(predicted)) return { rows: null, findings: [], warnings: [] };
  const kept: number[] = [];
  const without: number[] = [];
  const totals = classes.map(() => 0);
  const width = predicted.length / codes.length;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! < 0) continue;
    totals[codes[row]!]!++;
    (allThere(predicted.subarray(row * width, (row + 1) * width)) ? kept : without).push(row);
  }
  const columns = options.prediction === null ? options.scores.map(({ column }) => column) : [options.prediction];
  const missing: MissingScores = { rows: without, labels: without.map((row) => codes[row]!), totals, classes };
  if (without.length > 0 && options.missingScores === 'refuse') throw refuseMissing(file, columns, missing);
  if (kept.length === 0) {
    throw new DataError('no-rows', 'no row has both a label and a score', { file: file.name });
  }
  const unlabelled = codes.length - kept.length - without.length;
  return {
    rows: Int32Array.from(kept),
    findings: without.length === 0 ? [] : [missingFinding(columns, missing)],
    warnings: unlabelled === 0 ? [] : [unlabelledWarning(options.label, codes.length, unlabelled)],
  };
}

/** No NaN among numbers, no -1 among positions. */
function allThere(values: Float64Array | Int32Array): boolean {
  if (values instanceof Int32Array) {
    for (let i = 0; i < values.length; i++) if (values[i]! < 0) return false;
    return true;
  }
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i]!)) return false;
  return true;
}

function unlabelledWarning(column: string, rows: number, missing: number): Warning {
  const verbs = missing === 1 ? ['has', 'is'] : ['have', 'are'];
  const message = `${missing} of ${rows} rows ${verbs[0]} no value in the label '${column}' and ${verbs[1]} set aside.`;
  return { code: 'missing-target', message };
}
