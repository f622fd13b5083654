/** Small files of predictions for the tests of evaluate. */
import { readFileSync } from 'node:fs';
import { evaluatePredictions } from '../../src/audit/evaluate-predictions.ts';
import type { EvaluateOptions, EvaluationResult } from '../../src/audit/evaluate-types.ts';
import type { Measure } from '../../src/metrics/types.ts';
import { bytesOf, type FileBytes } from '../../src/table/bytes.ts';

export const peerMeasures = [
  'rocAuc',
  'averagePrecision',
  'brier',
  'recall',
  'precision',
  'f1',
  'balancedAccuracy',
] as const;

type Range = readonly [low: number, high: number];

interface Expected
  extends Readonly<Record<'new' | 'old' | 'weighted', Readonly<Record<(typeof peerMeasures)[number], number>>>> {
  readonly delong: { readonly difference: number; readonly z: number; readonly pValue: number };
  readonly mcnemar: Readonly<
    Record<
      'all' | 'positives' | 'negatives',
      { readonly n: number; readonly onlyThis: number; readonly onlyReference: number; readonly pValue: number }
    >
  >;
  readonly apDifference: Range;
  readonly apDifferenceByGroup: Range;
  readonly recallByGroup: Range;
  readonly aucByGroup: Range;
  readonly caught: number;
  readonly atStake: number;
}

export interface Peers {
  readonly label: readonly number[];
  readonly new: readonly number[];
  readonly old: readonly number[];
  readonly group: readonly number[];
  readonly weight: readonly number[];
  readonly amount: readonly number[];
  readonly expected: Expected;
  readonly multiclass: {
    readonly truth: readonly string[];
    readonly matrix: readonly (readonly [number, number, number])[];
    readonly expected: { readonly confusion: readonly (readonly number[])[] } & Readonly<
      Record<'balancedAccuracy' | 'macroF1' | 'macroRocAuc', number>
    >;
  };
}

export const peers: Peers = JSON.parse(readFileSync(new URL('../fixtures/evaluate.json', import.meta.url), 'utf8'));

/** Columns of equal length as a CSV file. */
export function csv(columns: Readonly<Record<string, readonly (string | number)[]>>, name = 'new.csv'): FileBytes {
  const names = Object.keys(columns);
  const rows = Object.values(columns)[0]!.map((_, i) => names.map((column) => columns[column]![i]).join(','));
  return fileOf([names.join(','), ...rows].join('\n'), name);
}

export function fileOf(text: string, name = 'new.csv'): FileBytes {
  return bytesOf(new TextEncoder().encode(text), name);
}

export const options: EvaluateOptions = { label: 'label', scores: [{ column: 'score' }] };

export async function judged(file: FileBytes, more: Partial<EvaluateOptions> = {}): Promise<EvaluationResult> {
  return await evaluatePredictions({ files: [file] }, { ...options, ...more });
}

/** The named measure, of the operating point, the ranking or the probabilities. */
export function measureOf({ evaluation, multiclass }: EvaluationResult, name: string): Measure {
  const all =
    evaluation === null
      ? multiclass!.measures
      : [...(evaluation.points.at(-1)?.measures ?? []), ...evaluation.ranking, ...evaluation.probability];
  return all.find((measure) => measure.name === name)!;
}

export const codes = ({ findings }: EvaluationResult): string[] => findings.map(({ code }) => code);
