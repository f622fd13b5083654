/**
 * How far each row (or group) pulls a statistic away from what it would be without it. Their skewness is the acceleration of
 * the BCa interval. Where the statistic has an influence function the pulls take O(P), else every place is left out in turn.
 */
import { addGroup, groupedSlots } from './bootstrap-draws.ts';
import { slottedGaps } from './gap-slots.ts';
import type { GapCounts } from './gaps.ts';
import type { Influence } from './influence.ts';
import type { Scores } from './types.ts';

/** Anything that gap counts tell. */
export interface CountStatistic {
  /** Null where it is undefined. */
  readonly value: (gaps: GapCounts) => number | null;
  /** Its derivative by the share of rows at each place, where it has one in closed form. */
  readonly influence?: (gaps: GapCounts) => Influence;
}

/** Pulls that occur so many times each. */
export interface Pulls {
  readonly values: Float64Array;
  readonly times: Float64Array;
}

/** Of rows; class sizes fixed or not. O(P), or O(P) evaluations without an influence function. */
export function rowPulls(statistic: CountStatistic, gaps: GapCounts, sampling: 'stratified' | 'plain'): Pulls {
  const { slots, read } = slottedGaps(gaps);
  const times = slots.slice();
  const m = gaps.scores.length;
  const sizes = [gaps.positiveTotal, gaps.negativeTotal] as const;
  const classOf = (slot: number): 0 | 1 => (slot < m ? 0 : 1);
  const values = new Float64Array(slots.length);
  if (statistic.influence !== undefined && sampling === 'stratified') {
    const { positive, between, tied } = statistic.influence(gaps);
    values.set(positive);
    values.set(between, m);
    values.set(tied, 2 * m + 1);
    const means = meansByClass(values, times, m);
    return { values: values.map((value, slot) => (value - means[classOf(slot)]!) / sizes[classOf(slot)]!), times };
  }
  for (let slot = 0; slot < slots.length; slot++) {
    if (times[slot] === 0) continue;
    const left = Math.min(1, times[slot]!);
    slots[slot]! -= left;
    values[slot] = -(statistic.value(read()) ?? NaN);
    slots[slot]! += left;
  }
  if (sampling === 'plain') return { values, times };
  const means = meansByClass(values, times, m);
  const scale = sizes.map((size) => (size - 1) / size);
  return { values: values.map((value, slot) => scale[classOf(slot)]! * (value - means[classOf(slot)]!)), times };
}

function meansByClass(values: Float64Array, times: Float64Array, m: number): readonly [number, number] {
  const sums = [0, 0];
  const totals = [0, 0];
  for (let slot = 0; slot < values.length; slot++) {
    const label = slot < m ? 0 : 1;
    sums[label]! += times[slot] === 0 ? 0 : times[slot]! * values[slot]!;
    totals[label]! += times[slot]!;
  }
  return [sums[0]! / totals[0]!, sums[1]! / totals[1]!];
}

/** Of groups, each left out in turn: O(groups) evaluations. */
export function groupPulls(statistic: CountStatistic, scores: Scores, groups: Int32Array, gaps: GapCounts): Pulls {
  const grouped = groupedSlots(scores, groups, gaps);
  const { slots, read } = slottedGaps(gaps);
  const values = Float64Array.from({ length: grouped.groups }, (_, group) => {
    addGroup(slots, grouped, group, -1);
    const value = statistic.value(read());
    addGroup(slots, grouped, group, 1);
    return -(value ?? NaN);
  });
  return { values, times: new Float64Array(grouped.groups).fill(1) };
}
