/** Results that select rows: of the input (under-sampling, cleaning), or of an earlier result (cleaning after over-sampling). */
import { finish, noSynthetic, type Outcome, type Outline } from './result.ts';
import { placesWhere } from './rows.ts';
import type { Segments } from './segments.ts';
import type { Resampled, SamplerInput } from './types.ts';

/** Input rows in the order they are to have; a row may come more than once. */
export function selectRows(
  fn: string,
  input: SamplerInput,
  rows: Int32Array,
  rest: Pick<Outcome, 'asked' | 'whyNot' | 'warnings'>,
): Resampled {
  return finish(fn, input, { source: rows, synthetic: noSynthetic(input), ...rest });
}

/**
 * Some rows of an earlier result that has all input rows in their places and then made ones, by their positions in it, in that
 * order; lineage and provenance stay those of the input. Only the made rows that are taken are given their numbers.
 */
export function selectResampled(
  fn: string,
  input: SamplerInput,
  { synthetic, warnings }: Outline,
  positions: Int32Array,
): Resampled {
  const first = input.labels.length;
  const made = placesWhere(positions.length, (place) => positions[place]! >= first);
  for (let i = 0; i < made.length; i++) made[i] = positions[made[i]!]! - first;
  return finish(fn, input, {
    source: positions.map((position) => (position < first ? position : -1)),
    synthetic: takeSegments(synthetic, made),
    asked: input.classes.map(() => null),
    warnings,
  });
}

function takeSegments({ categories, base, neighbour, step }: Segments, rows: Int32Array): Segments {
  if (rows.length === base.length && rows.every((row, i) => row === i)) return { categories, base, neighbour, step };
  const steps = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) steps[i] = step[rows[i]!]!;
  return {
    categories: categories.map((codes) => rows.map((row) => codes[row]!)),
    base: rows.map((row) => base[row]!),
    neighbour: rows.map((row) => neighbour[row]!),
    step: steps,
  };
}
