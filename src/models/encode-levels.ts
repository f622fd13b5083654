/** Encoding of category columns: one indicator per frequent level, one for being missing, one for all other levels. */
import { DataError } from '../core/errors.ts';
import type { Warning } from '../core/warnings.ts';
import type { CategoryColumn, Column } from '../table/types.ts';
import type { IndicatorBlock } from './types.ts';

/** What was learned about one category column; indicators are `levels`, then missing, then others, where they exist. */
export interface LevelEncoding {
  readonly kind: 'levels';
  readonly column: string;
  /** Levels with an indicator of their own, sorted by text so that the order of rows does not matter. */
  readonly levels: readonly string[];
  /** Being missing has an indicator of its own. */
  readonly missing: boolean;
  /** The rare levels (being missing among them where that is rare) share an indicator. */
  readonly others: boolean;
}

/** Learns one column; the encoding is null where the column gives no feature. */
export function fitLevels(
  column: CategoryColumn,
  weights: Float64Array,
  minLevelCount: number,
): { encoding: LevelEncoding | null; note: Warning | null } {
  const counts = new Float64Array(column.levels.length);
  let missing = 0;
  column.codes.forEach((code, i) => {
    if (code < 0) missing += weights[i]!;
    else counts[code]! += weights[i]!;
  });
  const levels = column.levels.filter((_, code) => counts[code]! >= minLevelCount).sort(byCodeUnits);
  const rare = (count: number) => count > 0 && count < minLevelCount;
  const encoding: LevelEncoding = {
    kind: 'levels',
    column: column.name,
    levels,
    missing: missing >= minLevelCount,
    others: rare(missing) || counts.some(rare),
  };
  // A single indicator would be 1 in every row, which is the intercept.
  if (widthOf(encoding) > 1) return { encoding, note: null };
  const present = counts.filter((count) => count > 0).length;
  const distinct = present + (missing > 0 ? 1 : 0);
  const rareOnly = distinct > 1 ? `no value in ${minLevelCount} rows or more` : 'the same value in every row';
  const reason = present === 0 ? 'no value in any row' : rareOnly;
  return { encoding: null, note: { code: 'constant-column', message: `column '${column.name}' has ${reason}` } };
}

/** The one-hot block of a column, which may come from another table and even be of another type. */
export function encodeBlock(encoding: LevelEncoding, column: Column): IndicatorBlock {
  const positions = new Map(encoding.levels.map((level, position) => [level, position]));
  const others = encoding.others ? widthOf(encoding) - 1 : -1;
  const missing = encoding.missing ? encoding.levels.length : others;
  const positionOf = (text: string) => positions.get(text) ?? others;
  return { codes: codesOf(column, positionOf, missing), width: widthOf(encoding) };
}

/** A few rows of a category may look numeric or boolean to a reader; their texts are matched all the same. */
function codesOf(column: Column, positionOf: (text: string) => number, missing: number): Int32Array {
  switch (column.type) {
    case 'category': {
      const byLevel = Int32Array.from(column.levels, positionOf);
      return column.codes.map((code) => (code < 0 ? missing : byLevel[code]!));
    }
    case 'boolean': {
      const byValue = Int32Array.from(column.words, positionOf);
      return Int32Array.from(column.values, (value) => (value === 255 ? missing : byValue[value]!));
    }
    case 'numeric':
      return Int32Array.from(column.values, (value) => (Number.isNaN(value) ? missing : positionOf(String(value))));
    case 'date':
      if (column.missing === column.values.length) return new Int32Array(column.values.length).fill(missing);
      throw new DataError('column-type', `column '${column.name}' must be category as it was in training, got date`, {
        column: column.name,
      });
  }
}

function widthOf(encoding: LevelEncoding): number {
  return encoding.levels.length + (encoding.missing ? 1 : 0) + (encoding.others ? 1 : 0);
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
