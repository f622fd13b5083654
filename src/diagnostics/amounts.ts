/**
 * Amounts: numbers that stay at one usual value (or missing) on nearly all rows and take many different values on the rest, as
 * costs, penalties and durations do. A column that only speaks on few rows cannot rank the rest, so its ROC-AUC stays near .5
 * however much it gives away; what matters is whom it speaks about.
 */
import type { Column } from '../table/types.ts';
import { majorityValue } from './column-codes.ts';
import type { RowSet } from './pure-sets.ts';
import { number } from './words.ts';

const usualShare = 0.9;
const fewestValues = 10;

/** A `RowSet` of the rows an amount speaks about, per class, or null where the column is not an amount. */
export interface Amount {
  readonly phrase: string;
  readonly n: number;
  readonly perClass: readonly number[];
}

/** O(n). Dates count too: a date that is filled in for few rows only is a record of something that happened to them. */
export function amountOf(column: Column, labels: Int32Array, classCount: number): Amount | null {
  if (column.type !== 'numeric' && column.type !== 'date') return null;
  const { values, name } = column;
  const mostlyMissing = column.missing >= usualShare * values.length;
  const usual = mostlyMissing || column.type === 'date' ? null : majorityValue(values);
  if (!mostlyMissing && usual === null) return null;
  const seen = new Set<number>();
  const perClass = new Array<number>(classCount).fill(0);
  let n = 0;
  let below = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value) || value === usual) continue;
    n += 1;
    if (usual !== null && value < usual) below += 1;
    if (seen.size < fewestValues) seen.add(value);
    perClass[labels[i]!]! += 1;
  }
  if (seen.size < fewestValues || n > (1 - usualShare) * values.length) return null;
  if (usual === null) return { phrase: `${name} present`, n, perClass };
  const phrase = below === 0 ? `${name} above ${number(usual)}` : `${name} other than ${number(usual)}`;
  return { phrase, n, perClass };
}

/** The rows an amount speaks about as a set to be tested for the given classes. */
export function amountSet({ phrase, n, perClass }: Amount, classes: readonly number[]): RowSet {
  return { kind: 'unusual', phrase, n, ofClass: classes.reduce((sum, k) => sum + perClass[k]!, 0) };
}

/** What the lower bound must exceed for an amount: half as much as any other set, for it is known to speak of few rows only. */
export function amountBar(prevalence: number): number {
  return Math.min(2.5 * prevalence, 1 - (1 - prevalence) / 4);
}
