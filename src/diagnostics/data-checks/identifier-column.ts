/**
 * Columns that name the row: nearly every value occurs once. Texts by that alone; whole numbers only where they also look like
 * numbers given out in turn, since measurements can be unique too. Decimal numbers never.
 */
import type { CategoryColumn, Column, NumericColumn } from '../../table/types.ts';
import type { DataCheck } from '../context.ts';
import { candidateColumns } from '../dataset-view.ts';
import { count, finding, percent } from '../words.ts';

const code = 'identifier-column';
const uniqueShare = 0.95;
const uniqueShareOfNumbers = 0.99;
/** In fewer rows, values differ by chance. */
const fewestRows = 20;

export const identifierColumn: DataCheck = {
  code,
  title: 'columns that identify the row',
  detect: (context) =>
    candidateColumns(context).flatMap((column) => {
      const distinct = identifies(column);
      if (distinct === null) return [];
      const present = context.train.rows.length - column.missing;
      return [
        finding({
          code,
          severity: 'warning',
          title: `${column.name} looks like an identifier`,
          evidence: `${column.name} has ${count(distinct)} different values in ${count(present)} training rows (${percent(distinct / present)}).`,
          why:
            'A value that occurs once cannot be learned from, and where numbers are given out in turn they tell when or where ' +
            'a row was recorded, which may go with the class in this table and nowhere else.',
          fix:
            `${column.name} is left out; bring it back with --keep if it is a measurement after all. If several rows belong ` +
            'to one person, machine or batch, split by that instead of by row.',
          columns: [column.name],
          leavesOut: [column.name],
        }),
      ];
    }),
};

/** Number of distinct values where the column is an identifier, else null. */
export function identifies(column: Column): number | null {
  if (column.type === 'category') return distinctLevels(column);
  return column.type === 'numeric' ? distinctNumbers(column) : null;
}

function distinctLevels({ codes, levels, missing }: CategoryColumn): number | null {
  const present = codes.length - missing;
  if (present < fewestRows || levels.length <= uniqueShare * present) return null;
  const seen = new Uint8Array(levels.length);
  let distinct = 0;
  for (const level of codes) {
    if (level < 0 || seen[level] === 1) continue;
    seen[level] = 1;
    distinct += 1;
  }
  return distinct > uniqueShare * present ? distinct : null;
}

function distinctNumbers({ name, values, integer, missing }: NumericColumn): number | null {
  const present = values.length - missing;
  if (!integer || present < fewestRows) return null;
  // A column with repeats gives itself away within the first rows, without a pass over the rest.
  const head = values.subarray(0, 1000);
  if (new Set(head).size < uniqueShareOfNumbers * head.length - missing) return null;
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  let distinct = 1;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) distinct += 1;
  if (distinct < uniqueShareOfNumbers * present) return null;
  return namedAsIdentifier(name) || givenInTurn(values, sorted) ? distinct : null;
}

/** The numbers fill a range without large holes, or rise (or fall) from row to row. */
function givenInTurn(values: Float64Array, sorted: Float64Array): boolean {
  if (sorted.at(-1)! - sorted[0]! + 1 <= 2 * sorted.length) return true;
  let rises = 0;
  let falls = 0;
  for (let i = 1; i < values.length; i++) {
    if (values[i]! > values[i - 1]!) rises += 1;
    else if (values[i]! < values[i - 1]!) falls += 1;
  }
  return Math.max(rises, falls) >= uniqueShareOfNumbers * (values.length - 1);
}

/** `id`, `patient_id`, `caseId`, `UUID`, `Record Number`, `row no`. */
export function namedAsIdentifier(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  if (words.some((word) => /^(id|ids|uuid|guid|identifier|key|(case|row|user|patient|customer)id)$/.test(word)))
    return true;
  return words.length === 1 ? words[0] === 'index' : /^(number|no|nr)$/.test(words.at(-1) ?? '');
}
