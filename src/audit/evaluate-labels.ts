/** The column of true classes: which values there are, which of them is positive, and what each row has. */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import { joinWords, listNames } from '../data/class-names.ts';
import { compareText } from '../data/label-order.ts';
import { textOf } from '../table/columns.ts';
import type { Column } from '../table/types.ts';

/** More distinct values than this are no classes. */
const mostClasses = 50;

export interface LabelValues {
  /** Distinct values as texts: numbers by size, texts by code point. */
  readonly texts: readonly string[];
  /** Position in `texts`, -1 where missing. */
  readonly codes: Int32Array;
  readonly counts: readonly number[];
}

/** The values of a column of classes. O(rows). Throws an InputError for more values than classes could be. */
export function labelValues(column: Column, argument: string): LabelValues {
  const values: ArrayLike<number> = column.type === 'category' ? column.codes : column.values;
  const missing = column.type === 'category' ? -1 : column.type === 'boolean' ? 255 : Number.NaN;
  const seen: number[] = [];
  const counts: number[] = [];
  const codes = new Int32Array(values.length);
  const positions = new Map<number, number>();
  let last = Number.NaN;
  let code = -1;
  for (let row = 0; row < codes.length; row++) {
    const value = values[row]!;
    if (value !== last) {
      last = value;
      if (value === missing || Number.isNaN(value)) code = -1;
      else {
        const known = positions.get(value);
        code = known ?? seen.length;
        if (known === undefined) {
          positions.set(value, code);
          seen.push(row);
          counts.push(0);
          if (seen.length > mostClasses) throw tooMany(column, argument);
        }
      }
    }
    codes[row] = code;
    if (code >= 0) counts[code]!++;
  }
  return ordered(column, seen, codes, counts);
}

function tooMany({ name }: Column, argument: string): InputError {
  return new InputError({
    code: 'too-many-classes',
    fn: 'evaluate',
    argument,
    expected: `a column of at most ${mostClasses} classes`,
    received: name,
    advice: 'it has more values, as in an identifier or a measurement; choose another column',
  });
}

/** Codes in the order of the values, which must not depend on the order of the rows. */
function ordered(column: Column, rows: readonly number[], codes: Int32Array, counts: readonly number[]): LabelValues {
  const texts = rows.map((row) => textOf(column, row)!);
  const values = column.type === 'category' ? null : rows.map((row) => column.values[row]!);
  const order = texts
    .map((_, k) => k)
    .sort((a, b) => (values === null ? compareText(texts[a]!, texts[b]!) : values[a]! - values[b]!));
  const rank = new Int32Array(order.length);
  order.forEach((k, position) => {
    rank[k] = position;
  });
  if (order.some((k, position) => k !== position)) {
    for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) codes[row] = rank[codes[row]!]!;
  }
  return { texts: order.map((k) => texts[k]!), codes, counts: order.map((k) => counts[k]!) };
}

/** The two classes of a binary judgement, [negative, positive]. */
export interface BinaryClasses {
  readonly names: readonly [negative: string, positive: string];
  readonly values: readonly [negative: readonly string[], positive: readonly string[]];
  readonly inferred: boolean;
}

const yes: ReadonlySet<string> = new Set(['1', 'true', 'yes', 'y', 't', 'positive', 'pos']);

/**
 * Which values are positive: those named, or else the rarer of two (of equally rare ones the later). Of a single value, which
 * happens where a class is absent, the one named, or one that reads as yes, is positive.
 */
export function binaryClasses(
  { texts, counts }: LabelValues,
  { positive, column }: { readonly positive: readonly string[] | null; readonly column: string },
): BinaryClasses {
  if (positive !== null) return namedClasses(texts, [...new Set(positive)], column);
  if (texts.length > 2) {
    throw refuse(
      'label',
      'a column of two classes where there is one score',
      column,
      `it has ${listNames(texts)}; name --positive, or give one score column for each class`,
    );
  }
  if (texts.length === 1) {
    const only = texts[0]!;
    const other = `not ${only}`;
    return yes.has(only.toLowerCase())
      ? { names: [other, only], values: [[], [only]], inferred: true }
      : { names: [only, other], values: [[only], []], inferred: true };
  }
  const rarer = counts[0]! < counts[1]! ? 0 : 1;
  const [negative, rare] = [texts[1 - rarer]!, texts[rarer]!];
  return { names: [negative, rare], values: [[negative], [rare]], inferred: true };
}

function namedClasses(texts: readonly string[], positive: readonly string[], column: string): BinaryClasses {
  const named = positive.map((value) => texts.find((text) => sameValue(text, value)) ?? value);
  const unknown = named.find((value) => !texts.includes(value));
  if (unknown !== undefined && texts.length > 1) {
    const nearest = nearestName(unknown, texts);
    const hint = nearest === undefined ? '' : `did you mean '${nearest}'? `;
    throw refuse('positive', `a value of '${column}'`, unknown, `${hint}it has ${listNames(texts)}`);
  }
  const rest = texts.filter((text) => !named.includes(text));
  if (rest.length === 0 && texts.length > 1) {
    throw refuse('positive', `some but not all values of '${column}'`, joinWords(named, 'and'), 'name fewer');
  }
  const name = joinWords(named, 'or');
  const negative = rest.length === 1 ? rest[0]! : named.length === 1 ? `not ${name}` : `none of ${name}`;
  return { names: [negative, name], values: [rest, named], inferred: false };
}

/** `1` names `1.0` too. */
function sameValue(text: string, asked: string): boolean {
  return text === asked || (text.trim() !== '' && asked.trim() !== '' && Number(text) === Number(asked));
}

function refuse(argument: string, expected: string, received: unknown, advice: string): InputError {
  return new InputError({ code: 'classes', fn: 'evaluate', argument, expected, received, advice });
}
