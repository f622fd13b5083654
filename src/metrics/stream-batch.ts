/** Checks of what streams take in: batches of rows, and stored states. */
import { InputError } from '../core/errors.ts';
import { binaryScores } from './scores.ts';
import type { ScoreBatch, StoredNumber } from './stream-types.ts';
import type { Scores } from './types.ts';

/** The batch as checked scores; null where it has no rows of any weight. Throws `InputError` like `binaryScores`. */
export function checkedBatch({ labels, scores, weights }: ScoreBatch, probabilities: boolean): Scores | null {
  if (labels.length === 0 && scores.length === 0 && (weights === undefined || weights.length === 0)) return null;
  let weightless = weights !== undefined;
  for (let i = 0; weightless && i < weights!.length; i++) weightless = weights![i] === 0;
  const given = weights === undefined || weightless ? {} : { weights };
  if (weightless && weights!.length !== labels.length)
    throw refuse('weights', `as many as labels (${labels.length})`, weights);
  const checked = binaryScores({ labels, scores, probabilities, ...given });
  return weightless ? null : checked;
}

export function store(values: Float64Array): StoredNumber[] {
  return Array.from(values, (value) => (Number.isFinite(value) ? value : value > 0 ? 'Infinity' : '-Infinity'));
}

/** Stored numbers read back: finite or infinite, never NaN. */
export function restore(name: string, values: unknown, length: number): Float64Array {
  if (!Array.isArray(values) || values.length !== length) throw refuse(name, `an array of length ${length}`, values);
  return Float64Array.from(values, (value: unknown) => {
    const number = value === 'Infinity' ? Infinity : value === '-Infinity' ? -Infinity : value;
    if (typeof number !== 'number' || Number.isNaN(number)) throw refuse(name, 'made of numbers', value);
    return number;
  });
}

/** Stored weights: finite and at least 0. */
export function restoreWeights(name: string, values: unknown, length: number): Float64Array {
  const weights = restore(name, values, length);
  for (const weight of weights)
    if (!(0 <= weight && weight < Infinity)) throw refuse(name, 'finite and at least 0', weight);
  return weights;
}

/** Refuses numbers that do not fall strictly. */
export function checkFalling(name: string, values: Float64Array): void {
  for (let i = 1; i < values.length; i++) {
    if (!(values[i]! < values[i - 1]!)) throw refuse(`${name}[${i}]`, `below ${values[i - 1]}`, values[i]);
  }
}

/** For what `merge` cannot merge. */
export function refuseMerge(what: string, own: unknown, received: unknown): InputError {
  const expected = `${String(own)}, as in the stream merged into`;
  return new InputError({ code: 'stream-mismatch', fn: 'merge', argument: what, expected, received });
}

function refuse(argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'stream', fn: 'score stream', argument, expected, received });
}
