/** Results that select rows: of the input (under-sampling, cleaning), or of an earlier result (cleaning after over-sampling). */
import type { Warning } from '../core/warnings.ts';
import { takePoints } from '../kernels/points.ts';
import { finish, noSynthetic, type Outcome } from './result.ts';
import type { Resampled, SamplerInput, Synthetic } from './types.ts';

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
 * Some rows of an earlier result, by their positions in it, in that order; lineage and provenance stay those of the input.
 * Where the same made row is taken twice it is made twice.
 */
export function selectResampled(
  fn: string,
  input: SamplerInput,
  earlier: Resampled,
  positions: Int32Array,
  warnings: readonly Warning[] = [],
): Resampled {
  const madeAt = new Int32Array(earlier.source.length);
  for (let i = 0, next = 0; i < madeAt.length; i++) madeAt[i] = earlier.source[i]! < 0 ? next++ : -1;
  const made = positions.filter((position) => madeAt[position]! >= 0).map((position) => madeAt[position]!);
  return finish(fn, input, {
    source: positions.map((position) => earlier.source[position]!),
    synthetic: takeSynthetic(earlier.synthetic, made),
    asked: input.classes.map(() => null),
    warnings: [...earlier.warnings, ...warnings],
  });
}

function takeSynthetic(synthetic: Synthetic, rows: Int32Array): Synthetic {
  const { values, categories, base, neighbour, step } = synthetic;
  if (rows.length === base.length && rows.every((row, i) => row === i)) return synthetic;
  return {
    values: takePoints(values, rows),
    categories: categories.map((codes) => rows.map((row) => codes[row]!)),
    base: rows.map((row) => base[row]!),
    neighbour: rows.map((row) => neighbour[row]!),
    step: Float64Array.from(rows, (row) => step[row]!),
  };
}
