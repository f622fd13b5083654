/** Checks of the options of a classifier or sampler: unknown names and values out of range are refused, with the option named. */
import { InputError } from './errors.ts';
import { nearestName } from './nearest.ts';

export type Options = Readonly<Record<string, unknown>>;

/** Refuses options that there are not; `kind` is who was asked. */
export function refuseUnknown(kind: string, options: Options, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const nearest = nearestName(name, known);
    throw new InputError({
      code: 'unknown-option',
      fn: kind,
      argument: 'options',
      expected: known.length === 0 ? 'empty' : `among ${known.join(', ')}`,
      received: name,
      ...(nearest === undefined ? {} : { advice: `did you mean '${nearest}'?` }),
    });
  }
}

export interface NumberRule {
  /** Used where the option is absent. */
  readonly fallback: number;
  readonly accepts: (value: number) => boolean;
  /** What is accepted, in words. */
  readonly expected: string;
}

/** A number option; whatever is not a number that the rule accepts is refused, NaN included. */
export function numberOption(kind: string, options: Options, name: string, rule: NumberRule): number {
  const value = options[name];
  if (value === undefined) return rule.fallback;
  if (typeof value === 'number' && rule.accepts(value)) return value;
  throw optionRefused(kind, name, rule.expected, value);
}

/** An option that is one of a few words; the first is the default. */
export function wordOption<W extends string>(
  kind: string,
  options: Options,
  name: string,
  words: readonly [W, ...W[]],
): W {
  const value = options[name];
  if (value === undefined) return words[0];
  const word = words.find((known) => known === value);
  if (word !== undefined) return word;
  throw optionRefused(kind, name, `one of ${words.join(', ')}`, value);
}

export function optionRefused(kind: string, name: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'option', fn: kind, argument: name, expected, received });
}
