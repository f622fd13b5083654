/** Ranking metrics for three or more classes, put together from binary ones. */
import { InputError } from '../core/errors.ts';
import { type GapCounts, gapCounts } from './gaps.ts';
import { type Average, weightedMean } from './multiclass.ts';
import { averagePrecisionOf, rocAucOf, type ZeroDivision } from './ranking.ts';
import type { ClassScores, Scores } from './types.ts';
import { defined, undefinedBecause, type Value } from './value.ts';

/** One class against the rest: its probability column as the score. */
export function oneVersusRestScores(scores: ClassScores, position: number): Scores {
  const k = scores.classes.length;
  const n = scores.labels.length;
  const column = new Float64Array(n);
  const labels = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    column[i] = scores.probabilities[i * k + position]!;
    labels[i] = scores.labels[i] === position ? 1 : 0;
  }
  return {
    labels,
    scores: column,
    ...(scores.weights === undefined ? {} : { weights: scores.weights }),
    probabilities: true,
    positive: scores.classes[position]!,
    role: scores.role,
  };
}

/** All rows times classes pooled into one binary problem. */
function pooledScores(scores: ClassScores): Scores {
  const k = scores.classes.length;
  const n = scores.labels.length;
  const labels = new Uint8Array(n * k);
  for (let i = 0; i < n; i++) labels[i * k + scores.labels[i]!] = 1;
  const { weights } = scores;
  return {
    labels,
    scores: scores.probabilities,
    ...(weights === undefined ? {} : { weights: Float64Array.from(labels, (_, i) => weights[Math.floor(i / k)]!) }),
    probabilities: true,
    positive: 'true class',
    role: scores.role,
  };
}

/** Total weight of each class among the truths. */
export function classTotals(scores: ClassScores): number[] {
  const totals = new Array<number>(scores.classes.length).fill(0);
  for (let i = 0; i < scores.labels.length; i++) totals[scores.labels[i]!]! += scores.weights?.[i] ?? 1;
  return totals;
}

/** Gap counts of every class against the rest, the raw material of the one-versus-rest metrics. */
export function oneVersusRestGaps(scores: ClassScores): GapCounts[] {
  return scores.classes.map((_, k) => gapCounts(oneVersusRestScores(scores, k)));
}

/** ROC-AUC of every class against the rest. */
export function rocAucPerClass(scores: ClassScores): Value[] {
  return oneVersusRestGaps(scores).map(rocAucOf);
}

/** Average precision of every class against the rest. */
export function averagePrecisionPerClass(scores: ClassScores, options: ZeroDivision = {}): Value[] {
  return oneVersusRestGaps(scores).map((gaps) => averagePrecisionOf(gaps, options));
}

export interface MulticlassAucOptions {
  /** `ovr`: each class against the rest; `ovo`: each pair of classes (Hand and Till); defaults to `ovr`. */
  readonly scheme?: 'ovr' | 'ovo';
  /** Defaults to `macro`; `micro` only for `ovr`, where it pools all rows and classes. */
  readonly average?: Average;
}

/** ROC-AUC averaged over classes or pairs of classes. O(K N) for `ovr`, O(K N + N log N) for `ovo` on the rows of a pair. */
export function multiclassRocAuc(
  scores: ClassScores,
  { scheme = 'ovr', average = 'macro' }: MulticlassAucOptions = {},
): Value {
  if (scheme === 'ovo') return pairwiseAuc(scores, average === 'weighted');
  if (average === 'micro') return rocAucOf(gapCounts(pooledScores(scores)));
  const weights = average === 'macro' ? scores.classes.map(() => 1) : classTotals(scores);
  return weightedMean(rocAucPerClass(scores), weights, scores.classes);
}

/** Average precision averaged over classes; macro has the mean prevalence 1 / K as its baseline. */
export function multiclassAveragePrecision(
  scores: ClassScores,
  { average = 'macro', ...options }: { readonly average?: Average } & ZeroDivision = {},
): Value {
  if (average === 'micro') return averagePrecisionOf(gapCounts(pooledScores(scores)), options);
  const weights = average === 'macro' ? scores.classes.map(() => 1) : classTotals(scores);
  return weightedMean(averagePrecisionPerClass(scores, options), weights, scores.classes);
}

/**
 * Mean over pairs of classes of the AUC with either class as the positive one (Hand and Till 2001,
 * doi:10.1023/A:1010920819831), by itself or weighted by the share of the pair's rows.
 */
function pairwiseAuc(scores: ClassScores, byShare: boolean): Value {
  const totals = classTotals(scores);
  const members = scores.classes.map((_, k) => membersOf(scores, k));
  const values: Value[] = [];
  const weights: number[] = [];
  const names: string[] = [];
  for (let a = 0; a < totals.length; a++) {
    for (let b = a + 1; b < totals.length; b++) {
      const one = rocAucOf(gapCounts(pairScores(scores, members, a, b)));
      const other = rocAucOf(gapCounts(pairScores(scores, members, b, a)));
      values.push(one.value === null || other.value === null ? one : defined((one.value + other.value) / 2));
      weights.push(byShare ? totals[a]! + totals[b]! : 1);
      names.push(`${scores.classes[a]} against ${scores.classes[b]}`);
    }
  }
  return weightedMean(values, weights, names);
}

/** Share of rows whose true class is among the k most probable; among equals the later class comes first. O(N K). */
export function topKAccuracy(scores: ClassScores, { k }: { readonly k: number }): Value {
  const classCount = scores.classes.length;
  if (!(Number.isInteger(k) && 1 <= k && k <= classCount)) {
    const expected = `a whole number from 1 to ${classCount}`;
    throw new InputError({ code: 'out-of-range', fn: 'topKAccuracy', argument: 'k', expected, received: k });
  }
  let hits = 0;
  let total = 0;
  for (let i = 0; i < scores.labels.length; i++) {
    const weight = scores.weights?.[i] ?? 1;
    const truth = scores.labels[i]!;
    const own = scores.probabilities[i * classCount + truth]!;
    let ahead = 0;
    for (let c = 0; c < classCount; c++) {
      const other = scores.probabilities[i * classCount + c]!;
      if (other > own || (other === own && c > truth)) ahead++;
    }
    if (ahead < k) hits += weight;
    total += weight;
  }
  return total === 0 ? undefinedBecause('there are no rows') : defined(hits / total);
}

function membersOf(scores: ClassScores, position: number): number[] {
  const rows: number[] = [];
  for (let i = 0; i < scores.labels.length; i++) if (scores.labels[i] === position) rows.push(i);
  return rows;
}

function pairScores(scores: ClassScores, members: readonly number[][], positive: number, negative: number): Scores {
  const rows = [...members[positive]!, ...members[negative]!];
  const k = scores.classes.length;
  const { weights } = scores;
  return {
    labels: Uint8Array.from(rows, (_, i) => (i < members[positive]!.length ? 1 : 0)),
    scores: Float64Array.from(rows, (row) => scores.probabilities[row * k + positive]!),
    ...(weights === undefined ? {} : { weights: Float64Array.from(rows, (row) => weights[row]!) }),
    probabilities: true,
    positive: scores.classes[positive]!,
    role: scores.role,
  };
}
