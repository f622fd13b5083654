/**
 * Measures as functions of how often each row counts. A bootstrap asks for their values under other counts; where rows are too
 * many for that, their derivative by each row's count gives the spread in one pass.
 */
import { areaStatistics } from '../metrics/bootstrap.ts';
import { slotsOfRows, slottedGaps } from '../metrics/gap-slots.ts';
import { type GapCounts, gapCounts } from '../metrics/gaps.ts';
import { logarithmicLoss, nullBrier, nullLogLoss, squaredLoss } from '../metrics/probability.ts';
import { areaEffects, lossEffects } from '../metrics/row-effects.ts';
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
  const { weights: _, ...rows } = scores;
  const gaps = gapCounts(rows);
  const slotOf = slotsOfRows(rows, gaps);
  const { slots, read } = slottedGaps(gaps);
  const names = ['rocAuc', 'averagePrecision'] as const;
  const counted = (times: Float64Array): GapCounts => {
    slots.fill(0);
    for (let i = 0; i < times.length; i++) slots[slotOf[i]!]! += times[i]!;
    return read();
  };
  return {
    names,
    values: (times) => {
      const drawn = counted(times);
      return names.map((name) => areaStatistics[name].value(drawn) ?? Number.NaN);
    },
    effects: (k, times) => {
      const at = counted(times);
      const { value, influence } = areaStatistics[names[k]!];
      return areaEffects(slotOf, value(at) ?? Number.NaN, at, influence!(at)).effects;
    },
  };
}

/** Brier score and log loss, and both as skill against the prevalence. */
export function probabilityStatistics(scores: Scores): Statistics {
  const { labels } = scores;
  const losses = [squaredLoss, logarithmicLoss].map((loss) => scores.scores.map((score, i) => loss(labels[i]!, score)));
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
      const loss = [squaredLoss, logarithmicLoss][k >> 1]!;
      const { effects } = lossEffects({ ...scores, weights: times }, loss);
      if (k % 2 === 0) return effects;
      const { all, prevalence, mean, reference } = sums(times, k >> 1);
      const slope = k < 2 ? 1 - 2 * prevalence : Math.log((1 - prevalence) / prevalence);
      return effects.map((effect, i) => {
        const shifted = ((mean / reference) * slope * (labels[i]! - prevalence)) / all;
        return (shifted - effect) / reference;
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
