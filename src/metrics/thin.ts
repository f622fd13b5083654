/**
 * Curves for drawing: the corners of the exact curve, and where those are too many, the subset of them whose line stays
 * closest (Ramer-Douglas-Peucker, worst point first). How far the worst left-out point lies from the line is part of the
 * answer. ROC curves are meant to be joined by straight lines, precision-recall curves by steps.
 */
import type { ThresholdCounts } from './counts.ts';
import { cornersOf, type GapCounts } from './gaps.ts';
import type { CurvePoints } from './types.ts';

export interface ThinOptions {
  /** At least 2; defaults to 400. */
  readonly maxPoints?: number;
}

interface Segment {
  readonly from: number;
  readonly to: number;
  /** The point between that is farthest from the chord, and its distance. */
  readonly at: number;
  readonly distance: number;
}

/** How neighbouring points are joined: straight, or first to the next height and then along to the next point. */
export type Joined = 'lines' | 'steps';

/** ROC curve for drawing with lines, (0, 0) first; empty where a class is missing. O(P log P). */
export function rocPoints(gaps: GapCounts, options: ThinOptions = {}): CurvePoints {
  if (gaps.positiveTotal === 0 || gaps.negativeTotal === 0) return emptyCurve;
  const corners = cornersOf(gaps);
  const fpr = prepended(0, corners.falsePositives, gaps.negativeTotal);
  const tpr = prepended(0, corners.truePositives, gaps.positiveTotal);
  return drawn(fpr, tpr, corners, 'lines', options);
}

/**
 * Precision-recall curve for drawing with steps, by rising recall: the precision from one recall to the next is that of the
 * next, so the drawn area is the average precision. It begins at recall 0 with the precision of the highest threshold, not
 * with the conventional precision of 1 that no threshold attains. Empty without positives. O(P log P).
 */
export function precisionRecallPoints(gaps: GapCounts, options: ThinOptions = {}): CurvePoints {
  if (gaps.positiveTotal === 0) return emptyCurve;
  const corners = cornersOf(gaps);
  const precision = corners.truePositives.map((tp, i) => tp / (tp + corners.falsePositives[i]!));
  const recall = prepended(0, corners.truePositives, gaps.positiveTotal);
  return drawn(recall, prepended(precision[0]!, precision, 1), corners, 'steps', options);
}

const emptyCurve: CurvePoints = { x: [], y: [], thresholds: [], error: 0 };

/** Rates, with a point in front for the threshold above all scores. */
function prepended(first: number, counts: Float64Array, total: number): Float64Array {
  const result = new Float64Array(counts.length + 1);
  result[0] = first;
  for (let i = 0; i < counts.length; i++) result[i + 1] = counts[i]! / total;
  return result;
}

function drawn(
  x: Float64Array,
  y: Float64Array,
  { thresholds }: ThresholdCounts,
  joined: Joined,
  { maxPoints = 400 }: ThinOptions,
): CurvePoints {
  const { kept, error } = keepClosest(x, y, maxPoints, joined);
  return {
    x: kept.map((i) => x[i]!),
    y: kept.map((i) => y[i]!),
    thresholds: kept.map((i) => (i > 0 && Number.isFinite(thresholds[i - 1]!) ? thresholds[i - 1]! : null)),
    error,
  };
}

/** Positions of at most `maxPoints` points, ends included, and the largest distance of a left-out point from the line. */
export function keepClosest(
  x: Float64Array,
  y: Float64Array,
  maxPoints: number,
  joined: Joined,
): { kept: number[]; error: number } {
  const last = x.length - 1;
  const chosen = new Set<number>([0, last]);
  const open: Segment[] = [];
  push(open, farthest(x, y, 0, last, joined));
  while (chosen.size < maxPoints && open.length > 0) {
    const { from, to, at } = pop(open);
    chosen.add(at);
    push(open, farthest(x, y, from, at, joined));
    push(open, farthest(x, y, at, to, joined));
  }
  return { kept: [...chosen].sort((a, b) => a - b), error: open.length > 0 ? open[0]!.distance : 0 };
}

function farthest(x: Float64Array, y: Float64Array, from: number, to: number, joined: Joined): Segment {
  const dx = x[to]! - x[from]!;
  const dy = y[to]! - y[from]!;
  const apartOf = joined === 'lines' ? fromChord : fromStep;
  let at = from;
  let distance = 0;
  for (let i = from + 1; i < to; i++) {
    const apart = apartOf(x[i]! - x[from]!, y[i]! - y[from]!, dx, dy);
    if (apart > distance) {
      distance = apart;
      at = i;
    }
  }
  /* Rounding alone bends a straight run by about 1e-16; that is no corner. */
  return { from, to, at, distance: distance > 1e-12 ? distance : 0 };
}

/** Distance of (px, py) from the segment (0, 0) to (dx, dy). */
function fromChord(px: number, py: number, dx: number, dy: number): number {
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
  return Math.sqrt((px - along * dx) ** 2 + (py - along * dy) ** 2);
}

/** Distance of (px, py) from the step (0, 0), (0, dy), (dx, dy). */
function fromStep(px: number, py: number, dx: number, dy: number): number {
  return Math.min(fromChord(px, py, 0, dy), fromChord(px, py - dy, dx, 0));
}

/** Puts a segment into the heap with the largest distance at the root. */
function push(heap: Segment[], segment: Segment): void {
  if (segment.distance === 0) return;
  let i = heap.length;
  heap.push(segment);
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if (heap[parent]!.distance >= segment.distance) break;
    heap[i] = heap[parent]!;
    i = parent;
  }
  heap[i] = segment;
}

function pop(heap: Segment[]): Segment {
  const top = heap[0]!;
  const moved = heap.pop()!;
  if (heap.length === 0) return top;
  let i = 0;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]!.distance > heap[child]!.distance) child++;
    if (heap[child]!.distance <= moved.distance) break;
    heap[i] = heap[child]!;
    i = child;
  }
  heap[i] = moved;
  return top;
}
