/**
 * Measures as functions of how often each row counts. A bootstrap asks for their values under other counts; where rows are too
 * many for that, their derivative by each row's count gives the spread in one pass.
 */
import { type GapCounts, gapCounts } from '../metrics/gaps.ts';
import { averagePrecisionInfluence, type Influence, rocAucInfluence } from '../metrics/influence.ts';
import { logarithmicLoss, nullBrier, nullLogLoss, squaredLoss } from '../metrics/probability.ts';
import { averagePrecisionOf, rocAucOf } from '../metrics/ranking.ts';
import type { Scores } from '../metrics/types.ts';

/** Some measures of the same rows. */
export interface Statistics {
  readonly names: readonly string[];
  /** Values where row i counts `times[i]` times (its weight included); NaN where undefined. O(rows). */
  readonly values: (times: Float64Array) => readonly number[];
  /** By how much the k-th measure moves for each unit of weight more of row i, at `times`. O(rows). */
  readonly effects: (k: number, times: Float64Array) => Float64Array;
}

/** Measures that follow from counts of rows in a few cells, such as those of a confusion matrix. */
export function cellStatistics(
  cellOf: Uint8Array | Uint16Array,
  cellCount: number,
  measures: readonly { readonly name: string; readonly of: (cells: Float64Array) => number }[],
): Statistics {
  const count = (times: Float64Array): Float64Array => {
    const cells = new Float64Array(cellCount);
    for (let i = 0; i < times.length; i++) cells[cellOf[i]!]! += times[i]!;
    return cells;
  };
  return {
    names: measures.map(({ name }) => name),
    values: (times) => {
      const cells = count(times);
      return measures.map(({ of }) => of(cells));
    },
    effects: (k, times) => {
      const slopes = slopesOf(measures[k]!.of, count(times));
      const effects = new Float64Array(times.length);
      for (let i = 0; i < effects.length; i++) effects[i] = slopes[cellOf[i]!]!;
      return effects;
    },
  };
}

/** Numerical derivative by each cell; one-sided where a cell is empty. */
function slopesOf(of: (cells: Float64Array) => number, cells: Float64Array): Float64Array {
  return cells.map((size, c) => {
    const step = 1e-4 * Math.max(1, size);
    const at = (by: number): number => {
      const moved = cells.slice();
      moved[c] = size + by;
      return of(moved);
    };
    const back = Math.min(size, step);
    const slope = (at(step) - at(-back)) / (step + back);
    return Number.isFinite(slope) ? slope : 0;
  });
}

/** ROC-AUC and average precision. */
export function rankingStatistics(scores: Scores): Statistics {
  const gaps = gapCounts(scores);
  const m = gaps.scores.length;
  const placeOf = placesOf(scores, gaps.scores);
  const counted = (times: Float64Array): GapCounts => {
    const places = new Float64Array(3 * m + 1);
    for (let i = 0; i < times.length; i++) places[placeOf[i]!]! += times[i]!;
    const positives = places.subarray(0, m);
    const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
    const positiveTotal = sum(positives);
    return {
      scores: gaps.scores,
      positives,
      tied: places.subarray(m, 2 * m),
      between: places.subarray(2 * m),
      positiveTotal,
      negativeTotal: sum(places) - positiveTotal,
    };
  };
  return {
    names: ['rocAuc', 'averagePrecision'],
    values: (times) => {
      const drawn = counted(times);
      return [rocAucOf(drawn).value ?? Number.NaN, averagePrecisionOf(drawn).value ?? Number.NaN];
    },
    effects: (k, times) => {
      const at = counted(times);
      const byPlace = k === 0 ? aucEffects(at) : precisionEffects(at);
      const effects = new Float64Array(times.length);
      for (let i = 0; i < effects.length; i++) effects[i] = byPlace[placeOf[i]!]!;
      return effects;
    },
  };
}

/** Where each row stands among the descending scores of positives: m places of positives, m of ties, m + 1 of gaps. */
function placesOf({ labels, scores }: Scores, descending: Float64Array): Int32Array {
  const m = descending.length;
  const places = new Int32Array(scores.length);
  for (let i = 0; i < places.length; i++) {
    const score = scores[i]!;
    let low = 0;
    let high = m;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (descending[middle]! > score) low = middle + 1;
      else high = middle;
    }
    if (labels[i] === 1) places[i] = descending[low] === score ? low : 2 * m + low;
    else places[i] = descending[low] === score ? m + low : 2 * m + low;
  }
  return places;
}

/** Derivatives by counts from those by shares: a row more also makes every other row's share smaller. */
function aucEffects(gaps: GapCounts): Float64Array {
  const area = rocAucOf(gaps).value ?? Number.NaN;
  return byCounts(gaps, rocAucInfluence(gaps), { positive: area, negative: area });
}

function precisionEffects(gaps: GapCounts): Float64Array {
  const area = averagePrecisionOf(gaps).value ?? Number.NaN;
  return byCounts(gaps, averagePrecisionInfluence(gaps), { positive: area, negative: 0 });
}

function byCounts(
  { positiveTotal, negativeTotal }: GapCounts,
  influence: Influence,
  mean: { readonly positive: number; readonly negative: number },
): Float64Array {
  const of = (value: number): number => (value - mean.negative) / negativeTotal;
  return Float64Array.from([
    ...influence.positive.map((value) => (value - mean.positive) / positiveTotal),
    ...influence.tied.map(of),
    ...influence.between.map(of),
  ]);
}

/** Brier score and log loss, and both as skill against the prevalence. */
export function probabilityStatistics({ labels, scores }: Scores): Statistics {
  const losses = [squaredLoss, logarithmicLoss].map((loss) => scores.map((score, i) => loss(labels[i]!, score)));
  const sums = (times: Float64Array, k: number) => {
    let [all, positives, total] = [0, 0, 0];
    for (let i = 0; i < times.length; i++) {
      all += times[i]!;
      positives += times[i]! * labels[i]!;
      total += times[i]! * losses[k]![i]!;
    }
    const reference = [nullBrier, nullLogLoss][k]!({ positives, negatives: all - positives });
    return { all, prevalence: positives / all, mean: total / all, reference };
  };
  return {
    names: ['brier', 'brierSkill', 'logLoss', 'logLossSkill'],
    values: (times) =>
      [0, 1].flatMap((k) => {
        const { mean, reference } = sums(times, k);
        return [mean, reference > 0 ? 1 - mean / reference : Number.NaN];
      }),
    effects: (k, times) => {
      const own = losses[k >> 1]!;
      const { all, prevalence, mean, reference } = sums(times, k >> 1);
      const slope = k < 2 ? 1 - 2 * prevalence : Math.log((1 - prevalence) / prevalence);
      if (k % 2 === 0) return own.map((loss) => (loss - mean) / all);
      return own.map((loss, i) => {
        const shifted = ((mean / reference) * slope * (labels[i]! - prevalence)) / reference;
        return (shifted - (loss - mean) / reference) / all;
      });
    },
  };
}

/** Several sets of measures of the same rows as one. */
export function joinedStatistics(parts: readonly Statistics[]): Statistics {
  const owners = parts.flatMap((part) => part.names.map((_, k) => ({ part, k })));
  return {
    names: parts.flatMap(({ names }) => names),
    values: (times) => parts.flatMap((part) => part.values(times)),
    effects: (position, times) => owners[position]!.part.effects(owners[position]!.k, times),
  };
}
