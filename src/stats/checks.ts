/** The refusals that the functions of this room share. */
import { InputError } from '../core/errors.ts';

export function outOfRange(fn: string, argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'out-of-range', fn, argument, expected, received });
}

/** Coverage of an interval: strictly between 0 and 1, so that 95 and NaN are refused. */
export function checkLevel(fn: string, level: number): void {
  if (!(0 < level && level < 1)) throw outOfRange(fn, 'level', 'between 0 and 1, both excluded', level);
}

export function checkCount(fn: string, argument: string, count: number): void {
  if (!(Number.isInteger(count) && count >= 0)) throw outOfRange(fn, argument, 'a whole number of at least 0', count);
}
