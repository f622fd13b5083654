/**
 * The rows of an over-sampled result as rows to be searched. Where they are numbers alone they are joined, and the made ones
 * made, only in the memory of the search, not before.
 */
import { type Points, type RowSource, sourceOf, squaredDistance } from '../kernels/points.ts';
import { divideByScale, resampledInput } from './materialise.ts';
import { completed, type Outline } from './result.ts';
import { type Searchable, searchSpace } from './search-space.ts';
import { interpolateRows } from './segments.ts';
import type { SamplerInput } from './types.ts';

/** Made rows that lie between two rows of their class, and the nearer one of these. All numbers are places in the result. */
export interface MadeRows {
  /** The first of them; the others follow, and no other rows do. */
  readonly first: number;
  readonly anchors: Int32Array;
  /** Distance between the two. */
  readonly distances: Float64Array;
}

export interface JoinedRows extends Searchable {
  readonly made: MadeRows;
}

/** Made rows that are measured at a time. */
const together = 64;

/** The rows of a result that has every input row in its place, then rows that were moved from one of those towards another. */
export function joinedRows(input: SamplerInput, outline: Outline): JoinedRows {
  const searched = { labels: outline.labels, classCount: input.classes.length };
  if (input.categories.length > 0) {
    const space = searchSpace(resampledInput(input, completed(input, outline)));
    return { space, ...searched, made: madeRows(input, outline, sourceOf(space), space) };
  }
  const space = joined(input, outline);
  return { space, ...searched, made: madeRows(input, outline, space, input.space) };
}

/** `originals` are the input rows in the space of `all`, or those and others. */
function madeRows({ labels }: SamplerInput, { synthetic }: Outline, all: RowSource, originals: Points): MadeRows {
  const { base, neighbour, step } = synthetic;
  const { dimensions } = all;
  const first = labels.length;
  const count = base.length;
  const anchors = new Int32Array(count);
  const distances = new Float64Array(count);
  const some: Points = { count: together, dimensions, values: new Float64Array(together * dimensions) };
  for (let from = 0; from < count; from += together) {
    const to = Math.min(count, from + together);
    all.write(first + from, first + to, some.values);
    for (let i = from; i < to; i++) {
      const anchor = (step[i]! > 0.5 ? neighbour : base)[i]!;
      anchors[i] = anchor;
      distances[i] = Math.sqrt(squaredDistance(some, i - from, originals, anchor));
    }
  }
  return { first, anchors, distances };
}

/** Input rows, then made ones, which are made as they are written. */
function joined({ values, space, scale, labels }: SamplerInput, { synthetic: made }: Outline): RowSource {
  const { dimensions } = space;
  const first = labels.length;
  const write = (from: number, to: number, into: Float64Array): void => {
    const kept = Math.min(to, first);
    if (from < kept) into.set(space.values.subarray(from * dimensions, kept * dimensions));
    const start = Math.max(from, first);
    if (start >= to) return;
    const at = (start - from) * dimensions;
    interpolateRows(values, made, start - first, to - first, into, at);
    if (space !== values) divideByScale(into, at, (to - from) * dimensions, scale);
  };
  return { count: first + made.base.length, dimensions, write };
}
