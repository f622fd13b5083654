/** From a result to the rows themselves: what a second sampler works on, or a caller of the matrix form wants. */
import type { Points } from '../kernels/points.ts';
import type { Resampled, SamplerInput } from './types.ts';

/** The output rows as an input of their own, in the units and the search space of the first. O(rows x columns). */
export function resampledInput(
  input: SamplerInput,
  resampled: Pick<Resampled, 'source' | 'labels' | 'synthetic'>,
): SamplerInput {
  const { source, synthetic, labels } = resampled;
  const values = mergePoints(input.values, synthetic.values, source);
  return {
    ...input,
    values,
    space: input.space === input.values ? values : scaled(values, input.scale),
    categories: input.categories.map(({ codes, levels }, c) => ({
      codes: mergeCodes(codes, synthetic.categories[c]!, source),
      levels,
    })),
    labels,
  };
}

/** Rows of `kept` where `source` says which, the next row of `made` where it is -1. */
export function mergePoints(kept: Points, made: Points, source: Int32Array): Points {
  const { dimensions } = kept;
  const values = new Float64Array(source.length * dimensions);
  for (let i = 0, next = 0; i < source.length; i++) {
    const row = source[i]!;
    const from = row < 0 ? made.values : kept.values;
    const at = (row < 0 ? next++ : row) * dimensions;
    for (let d = 0; d < dimensions; d++) values[i * dimensions + d] = from[at + d]!;
  }
  return { count: source.length, dimensions, values };
}

function mergeCodes(kept: Int32Array, made: Int32Array, source: Int32Array): Int32Array {
  let next = 0;
  return source.map((row) => (row < 0 ? made[next++]! : kept[row]!));
}

/** Every column divided by its scale. */
export function scaled({ count, dimensions, values }: Points, scale: Float64Array): Points {
  const divided = values.slice();
  divideByScale(divided, 0, divided.length, scale);
  return { count, dimensions, values: divided };
}

/** Divides places [from, to) by the scales of their columns; they begin and end with a row. */
export function divideByScale(values: Float64Array, from: number, to: number, scale: Float64Array): void {
  for (let at = from; at < to; ) {
    for (let d = 0; d < scale.length; d++, at++) values[at]! /= scale[d]!;
  }
}
