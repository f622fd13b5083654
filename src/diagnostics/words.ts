/**
 * The few turns of phrase that all findings share. Names from the data are passed on as they are: whoever renders a finding
 * escapes it.
 */
import type { Finding } from './types.ts';

/** A share as a percentage with the digits that matter: `74 %`, `10.6 %`, `0.17 %`. */
export function percent(share: number): string {
  const value = 100 * share;
  if (value === 0) return '0 %';
  if (value > 99 && value < 100) return `${value < 99.9 ? value.toFixed(1) : 'more than 99.9'} %`;
  if (value >= 20) return `${Math.round(value)} %`;
  if (value >= 1) return `${Number(value.toFixed(1))} %`;
  return value < 0.001 ? 'less than 0.001 %' : `${Number(value.toPrecision(2))} %`;
}

/** A whole number with thousands separators: `1,061`. */
export function count(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 row`, `12 rows`. */
export function plural(n: number, one: string, many: string = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** A score, metric or cell value with at most four significant digits, never in exponent form for ordinary sizes. */
export function number(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e15 ? String(value) : value.toPrecision(4);
  return String(Number(value.toPrecision(4)));
}

/** A metric to three decimals, as in tables of results. */
export function decimal(value: number): string {
  return value.toFixed(3);
}

/** `a`, `a and b`, `a, b and c`, and with more than `limit` names `a, b, c and 4 more`. */
export function listing(names: readonly string[], limit: number = 6): string {
  const shown = names.length > limit ? [...names.slice(0, limit), `${count(names.length - limit)} more`] : names;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** A value from the data between quotation marks. */
export function quoted(name: string): string {
  return `'${name}'`;
}

/** A finding from what it is about; the three lists are empty where they are not given. */
export function finding(
  parts: Pick<Finding, 'code' | 'severity' | 'title' | 'evidence' | 'why' | 'fix'> & Partial<Finding>,
): Finding {
  return { columns: [], leavesOut: [], classes: [], ...parts };
}
