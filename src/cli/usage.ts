/** Wrong usage of the command line, told in one line with the way out, and the checks of option values that need no data. */
import { InputError } from '../core/errors.ts';

/** The arguments cannot be understood; the message is complete as it stands. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

interface Limits {
  readonly command: string;
  readonly flag: string;
  /** Smallest whole number accepted. */
  readonly atLeast: number;
}

/** A whole number written in digits only: `NaN`, the empty text, `1e3`, `5x` and `5.0` are refused. */
export function wholeNumber(text: string, { command, flag, atLeast }: Limits): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(Number.isSafeInteger(value) && value >= atLeast)) {
    const expected = `a whole number of at least ${atLeast}`;
    throw new InputError({ code: 'not-a-number', fn: command, argument: flag, expected, received: text });
  }
  return value;
}

/** A share strictly between 0 and 1, such as `.2`, `0.2` or `2e-1`. */
export function share(text: string, { command, flag }: Omit<Limits, 'atLeast'>): number {
  const value = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (!(0 < value && value < 1)) {
    const expected = 'a number between 0 and 1, both excluded';
    throw new InputError({ code: 'not-a-number', fn: command, argument: flag, expected, received: text });
  }
  return value;
}

/** `Minor,Medium` to its two parts; `\,` is a comma inside a part. */
export function commaList(text: string): string[] {
  return text
    .replaceAll('\\,', '\0')
    .split(',')
    .map((part) => part.replaceAll('\0', ','));
}

/** For options that may be repeated: collects the parts of every occurrence. */
export function collectList(text: string, before: readonly string[] = []): string[] {
  return [...before, ...commaList(text)];
}

/** `audit --json data.csv` gives the file to --json: `given` is what such options were given, since it is easily overlooked. */
export function missingInput(
  { command, argument, advice }: { readonly command: string; readonly argument: string; readonly advice: string },
  given: readonly (string | true | undefined)[],
): UsageError {
  const taken = given.find((asked) => typeof asked === 'string');
  const hint = taken === undefined ? advice : `'${taken}' went to the option before it; put ${argument} first`;
  return new UsageError(`${command}: ${argument} is missing; ${hint}`);
}
