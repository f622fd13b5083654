/**
 * The rows of an over-sampled result as rows to be searched. Where they are numbers alone they are joined only in the memory of
 * the search, not before.
 */
import { type Points, type RowSource, squaredDistance } from '../kernels/points.ts';
import { resampledInput, scaled } from './materialise.ts';
import { type Searchable, searchSpace } from './search-space.ts';
import type { Resampled, SamplerInput } from './types.ts';

/** Made rows that lie between two rows of their class, and the nearer one of these. All numbers are places in the result. */
export interface MadeRows {
  readonly rows: Int32Array;
  readonly anchors: Int32Array;
  /** Distance between the two. */
  readonly distances: Float64Array;
}

export interface JoinedRows extends Searchable {
  readonly made: MadeRows;
}

/** The rows of a result in which every input row is kept, and every made row was moved from one towards another. */
export function joinedRows(input: SamplerInput, result: Resampled): JoinedRows {
  const searched = { labels: result.labels, classCount: input.classes.length };
  if (input.categories.length > 0) {
    const space = searchSpace(resampledInput(input, result));
    const made = madeRows(result, (anchor, row) => squaredDistance(space, row, space, anchor));
    return { space, ...searched, made };
  }
  const { values } = result.synthetic;
  const makes = input.space === input.values ? values : scaled(values, input.scale);
  const numbers = numbersWithin(result.source);
  const made = madeRows(result, (anchor, row) =>
    squaredDistance(makes, numbers[row]!, input.space, result.source[anchor]!),
  );
  return { space: joined(input.space, makes, result.source, numbers), ...searched, made };
}

/** For every output row the input row it is, or its number among the made ones. */
function numbersWithin(source: Int32Array): Int32Array {
  let next = 0;
  return source.map((row) => (row < 0 ? next++ : row));
}

function madeRows({ source, synthetic }: Resampled, squared: (anchor: number, row: number) => number): MadeRows {
  const { base, neighbour, step } = synthetic;
  const places = new Int32Array(source.reduce((most, row) => Math.max(most, row), -1) + 1);
  for (let at = 0; at < source.length; at++) if (source[at]! >= 0) places[source[at]!] = at;
  const rows = Int32Array.from(source.keys()).filter((at) => source[at]! < 0);
  const anchors = rows.map((_, i) => places[step[i]! > 0.5 ? neighbour[i]! : base[i]!]!);
  const distances = Float64Array.from(rows, (row, i) => Math.sqrt(squared(anchors[i]!, row)));
  return { rows, anchors, distances };
}

/** Kept and made rows in the order of the result, written in runs. */
function joined(kept: Points, made: Points, source: Int32Array, numbers: Int32Array): RowSource {
  const { dimensions } = kept;
  const runEnd = (from: number, to: number): number => {
    let end = from + 1;
    const isMade = source[from]! < 0;
    while (end < to && source[end]! < 0 === isMade && numbers[end] === numbers[end - 1]! + 1) end++;
    return end;
  };
  const write = (from: number, to: number, into: Float64Array): void => {
    for (let at = from; at < to; ) {
      const end = runEnd(at, to);
      const { values } = source[at]! < 0 ? made : kept;
      const first = numbers[at]! * dimensions;
      into.set(values.subarray(first, first + (end - at) * dimensions), (at - from) * dimensions);
      at = end;
    }
  };
  return { count: source.length, dimensions, write };
}
