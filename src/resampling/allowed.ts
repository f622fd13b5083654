/**
 * Categories that are allowed in made rows: checking what is given for a column, and putting an allowed category in the place of
 * one that is not. No draws are spent on it, so that rows are otherwise what they would have been.
 */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import { joinWords, listNames } from '../data/class-names.ts';
import type { BooleanColumn, CategoryColumn } from '../table/types.ts';
import type { CategoryPart, SamplerInput, Synthetic } from './types.ts';

export type LevelColumn = CategoryColumn | BooleanColumn;

/** Allowed categories by the name of the column. */
export type AllowedCategories = ReadonlyMap<string, readonly string[]>;

/** Which categories the made rows of a column were held to, and how many had another one put in place. */
export interface CategoryAdjustment {
  readonly column: string;
  /** Rows made. */
  readonly made: number;
  /** What was given. */
  readonly allowed: readonly string[];
  /** Made rows whose category was not allowed: `fromBase`, `fromNeighbour` and `fromClass` together. */
  readonly replaced: number;
  /** They got the category of their base row. */
  readonly fromBase: number;
  /** They got that of the row of their class they were moved towards, as that of the base row is not allowed either. */
  readonly fromNeighbour: number;
  /** They got the most common allowed category among the observed rows of their class. */
  readonly fromClass: number;
}

/** The texts of a column's categories by its own codes. */
export function levelTexts(column: LevelColumn): readonly string[] {
  return column.type === 'category' ? column.levels : column.words;
}

/**
 * The allowed categories of a column, each once.
 *
 * @throws InputError where they are no array, there is none, or one is not a category of the column.
 */
export function checkAllowed(fn: string, column: LevelColumn, given: readonly string[]): readonly string[] {
  const refuse = (expected: string, received: unknown, advice?: string): InputError =>
    allowedRefused(fn, column.name, { expected, received, ...(advice !== undefined && { advice }) });
  const has = levelTexts(column);
  const known = new Set(has);
  if (!Array.isArray(given)) throw refuse('an array of categories', given);
  if (given.length === 0) throw refuse('at least one category', 'none', `it has ${listNames(has)}`);
  const unknown = given.find((text) => !known.has(text));
  if (unknown === undefined) return [...new Set(given)];
  const nearest = nearestName(String(unknown), has);
  const hint = nearest === undefined ? '' : `did you mean '${nearest}'? `;
  throw refuse('categories that it has', unknown, `${hint}it has ${listNames(has)}`);
}

/** The refusal of allowed categories. */
export function allowedRefused(
  fn: string,
  name: string,
  detail: { readonly expected: string; readonly received: unknown; readonly advice?: string },
): InputError {
  return new InputError({ code: 'allowed', fn, argument: `constraint 'allowed' for column '${name}'`, ...detail });
}

/** Observed values of a column that are not allowed: how many there are, and which they are. */
export function notAllowed(
  column: LevelColumn,
  allowed: readonly string[],
): { count: number; texts: readonly string[] } {
  const wanted = new Set(allowed);
  const isAllowed = levelTexts(column).map((text) => wanted.has(text));
  const codes = column.type === 'category' ? column.codes : column.values;
  const counts = new Array<number>(isAllowed.length).fill(0);
  for (let i = 0; i < codes.length; i++) if (isAllowed[codes[i]!] === false) counts[codes[i]!]! += 1;
  const texts = levelTexts(column).filter((_, code) => counts[code]! > 0);
  return { count: counts.reduce((sum, count) => sum + count, 0), texts };
}

/** A column of made rows, and what is known of the rows they were made from. */
export interface MadeCategories {
  readonly column: string;
  /** One per made row, a code of `part`. */
  readonly codes: Int32Array;
  readonly part: CategoryPart;
  /** The text of each code. */
  readonly texts: readonly string[];
  readonly input: Pick<SamplerInput, 'labels' | 'classes'>;
  readonly synthetic: Pick<Synthetic, 'base' | 'neighbour'>;
}

/**
 * Replaces in `codes` each category that is not allowed: by that of the base row; where that is not allowed either by that of
 * the row it was moved towards, if of the same class; else by the most common allowed one among the observed rows of the class,
 * the first in the order of codes where several are. Missing values stay missing. O(made rows), and O(rows) for each class that
 * has to be asked.
 *
 * @throws InputError where a class has to be asked and none of its rows has an allowed category.
 */
export function holdToAllowed(fn: string, made: MadeCategories, allowed: readonly string[]): CategoryAdjustment {
  const { column, codes, part, texts, input, synthetic } = made;
  const { labels } = input;
  const wanted = new Set(allowed);
  const isAllowed = Uint8Array.from(texts, (text) => (wanted.has(text) ? 1 : 0));
  const ofClasses = new Map<number, number>();
  let [fromBase, fromNeighbour, fromClass] = [0, 0, 0];
  for (let i = 0; i < codes.length; i++) {
    if (isAllowed[codes[i]!] !== 0) continue;
    const [base, neighbour] = [synthetic.base[i]!, synthetic.neighbour[i]!];
    const label = labels[base]!;
    const [own, other] = [part.codes[base]!, labels[neighbour] === label ? part.codes[neighbour]! : -1];
    if (isAllowed[own] === 1) {
      codes[i] = own;
      fromBase++;
    } else if (isAllowed[other] === 1) {
      codes[i] = other;
      fromNeighbour++;
    } else {
      const common = ofClasses.get(label) ?? commonest(fn, made, { allowed, isAllowed, label });
      ofClasses.set(label, common);
      codes[i] = common;
      fromClass++;
    }
  }
  const replaced = fromBase + fromNeighbour + fromClass;
  return { column, made: codes.length, allowed, replaced, fromBase, fromNeighbour, fromClass };
}

interface ClassQuestion {
  readonly allowed: readonly string[];
  /** 1 or 0 by code. */
  readonly isAllowed: Uint8Array;
  readonly label: number;
}

/** The most common allowed category of a class. */
function commonest(
  fn: string,
  { column, part, texts, input: { labels, classes } }: MadeCategories,
  { allowed, isAllowed, label }: ClassQuestion,
): number {
  const counts = new Float64Array(part.levels);
  for (let i = 0; i < labels.length; i++) {
    const code = part.codes[i]!;
    if (labels[i] === label && code >= 0) counts[code]! += 1;
  }
  const found = largest(counts.map((count, code) => count * isAllowed[code]!));
  if (found >= 0) return found;
  const expected = `a category that observed rows of class '${classes[label]}' have`;
  const most = largest(counts);
  const advice = most < 0 ? {} : { advice: `the most common of theirs is '${texts[most]}'` };
  throw allowedRefused(fn, column, { expected, received: joinWords(allowed, 'or'), ...advice });
}

/** Position of the first of the largest counts, -1 where all are 0. */
function largest(counts: Float64Array): number {
  const most = counts.reduce((soFar, count) => Math.max(soFar, count), 0);
  return most === 0 ? -1 : counts.indexOf(most);
}
