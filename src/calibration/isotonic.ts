/** Isotonic calibration: the best increasing step through the labels. Free in shape, so it wants hundreds of positives. */
import { checked, checkScore } from './targets.ts';
import type { Calibrator, FittedCalibrator } from './types.ts';

/** Piecewise linear through (x, y), constant outside; x ascending, y non-decreasing. */
export interface FittedIsotonic extends FittedCalibrator {
  readonly kind: 'isotonic';
  readonly x: readonly number[];
  readonly y: readonly number[];
}

interface Block {
  readonly first: number;
  readonly last: number;
  readonly weight: number;
  readonly sum: number;
}

/**
 * Pool-adjacent-violators on the distinct scores (tied rows are one point with their mean), as scikit-learn keeps it: the
 * ends of every block, straight lines between them. O(n log n). Source: Zadrozny and Elkan (2002), doi:10.1145/775047.775151.
 */
export const isotonic: Calibrator<FittedIsotonic> = {
  kind: 'isotonic',
  title: 'isotonic calibration',
  takes: 'scores',
  strict: false,
  fit: (input) => {
    const { scores, labels, weights } = checked('isotonic', input, 'scores');
    const blocks: Block[] = [];
    for (const point of pointsOf(scores, labels, weights)) {
      let block = point;
      for (let before = blocks.at(-1); before !== undefined && mean(before) >= mean(block); before = blocks.at(-1)) {
        blocks.pop();
        block = join(before, block);
      }
      blocks.push(block);
    }
    const corners = blocks.flatMap((block) =>
      block.first === block.last
        ? [[block.first, mean(block)]]
        : [
            [block.first, mean(block)],
            [block.last, mean(block)],
          ],
    );
    return { kind: 'isotonic', version: 1, x: corners.map(([x]) => x!), y: corners.map(([, y]) => y!) };
  },
  apply: ({ x, y }, scores) =>
    scores.map((score, i) => {
      checkScore('isotonic', score, i, 'scores');
      return interpolate(x, y, score);
    }),
};

/** One point per distinct score, ascending; rows of weight 0 are no points. */
function pointsOf(scores: Float64Array, labels: Uint8Array, weights: Float64Array): Block[] {
  const order = Uint32Array.from(scores, (_, i) => i).sort((i, j) => scores[i]! - scores[j]!);
  const points: Block[] = [];
  for (const row of order) {
    const weight = weights[row]!;
    if (weight === 0) continue;
    const point = { first: scores[row]!, last: scores[row]!, weight, sum: weight * labels[row]! };
    const before = points.at(-1);
    if (before?.last === point.first) points[points.length - 1] = join(before, point);
    else points.push(point);
  }
  return points;
}

function mean({ sum, weight }: Block): number {
  return sum / weight;
}

function join(a: Block, b: Block): Block {
  return { first: a.first, last: b.last, weight: a.weight + b.weight, sum: a.sum + b.sum };
}

function interpolate(x: readonly number[], y: readonly number[], at: number): number {
  const last = x.length - 1;
  if (at <= x[0]!) return y[0]!;
  if (at >= x[last]!) return y[last]!;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x[middle]! <= at) low = middle;
    else high = middle;
  }
  const share = (at - x[low]!) / (x[high]! - x[low]!);
  return y[low]! + share * (y[high]! - y[low]!);
}
