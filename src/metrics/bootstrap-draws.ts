/**
 * Bootstrap samples as gap counts: rows that rank alike are one count, so a replicate costs O(P) whatever the number of
 * negatives. Drawn within each class, from all rows together, or by whole groups.
 */
import type { Random } from '../core/random.ts';
import { countResampler } from '../stats/count-resampler.ts';
import { type ClassTotals, slotsOfRows, slottedGaps } from './gap-slots.ts';
import type { GapCounts } from './gaps.ts';
import type { Scores } from './types.ts';

/** A function that draws one replicate a call, into the same memory. Scores without a drawn positive stay, with a count of 0. */
export type GapDraw = (random: Random) => GapCounts;

/**
 * Draws rows: `stratified` (default) within each class, class sizes fixed (total weights are rounded to whole rows), `plain`
 * from all rows together, so that class sizes vary and a class may be missing. O(P) a replicate where weights are whole.
 */
export function resampledGaps(
  gaps: GapCounts,
  { sampling = 'stratified' }: { readonly sampling?: 'stratified' | 'plain' } = {},
): GapDraw {
  const { slots, read } = slottedGaps(gaps);
  const m = gaps.scores.length;
  const parts = sampling === 'plain' ? [slots] : [slots.subarray(0, m), slots.subarray(m)];
  const draws = parts
    .filter((part) => part.some((count) => count > 0))
    .map((part) => [countResampler(part), part] as const);
  let fixed: ClassTotals | undefined;
  return (random) => {
    for (const [draw, part] of draws) draw(random, part);
    const replicate = read(fixed);
    const { positiveTotal, negativeTotal } = replicate;
    if (sampling === 'stratified') fixed = { positiveTotal, negativeTotal };
    return replicate;
  };
}

/** The rows of each group, by slot. */
export interface GroupedSlots {
  readonly groups: number;
  /** Rows of group g are entries starts[g] to starts[g + 1]. */
  readonly starts: Int32Array;
  readonly slots: Int32Array;
  readonly weights: Float64Array;
}

/** Draws whole groups, as many as there are, so that class sizes vary and a class may be missing. O(N) a replicate. */
export function resampledGroups(scores: Scores, groups: Int32Array, gaps: GapCounts): GapDraw {
  const grouped = groupedSlots(scores, groups, gaps);
  const { slots, read } = slottedGaps(gaps);
  return (random) => {
    slots.fill(0);
    for (let drawn = 0; drawn < grouped.groups; drawn++) addGroup(slots, grouped, random.integer(grouped.groups), 1);
    return read();
  };
}

/** Adds a group's rows so many times (-1 takes them away). */
export function addGroup(slots: Float64Array, grouped: GroupedSlots, group: number, times: number): void {
  const end = grouped.starts[group + 1]!;
  for (let i = grouped.starts[group]!; i < end; i++) slots[grouped.slots[i]!]! += times * grouped.weights[i]!;
}

/** Rows of weight 0 are left out, and so are groups of nothing else. O(N log P). */
export function groupedSlots(scores: Scores, groups: Int32Array, gaps: GapCounts): GroupedSlots {
  const rowSlots = slotsOfRows(scores, gaps);
  const numbers = new Map<number, number>();
  const counts: number[] = [];
  const numberOf = Int32Array.from(groups, (group, i) => {
    if (rowSlots[i]! < 0) return -1;
    const known = numbers.get(group);
    const number = known ?? counts.length;
    if (known === undefined) {
      numbers.set(group, number);
      counts.push(0);
    }
    counts[number]!++;
    return number;
  });
  const starts = new Int32Array(counts.length + 1);
  counts.forEach((count, g) => {
    starts[g + 1] = starts[g]! + count;
  });
  const next = starts.slice();
  const slots = new Int32Array(starts.at(-1)!);
  const weights = new Float64Array(slots.length);
  numberOf.forEach((number, i) => {
    if (number < 0) return;
    const at = next[number]!++;
    slots[at] = rowSlots[i]!;
    weights[at] = scores.weights?.[i] ?? 1;
  });
  return { groups: counts.length, starts, slots, weights };
}
