/**
 * How numbers and names are put into plain English, the same in HTML, Markdown and the terminal. Nothing here escapes markup;
 * names are only made harmless and visible.
 */
import { countText, fixedText, percentText, unitText } from '../charts/numbers.ts';
import { visibleName } from '../charts/visible.ts';
import type { Measure } from '../metrics/types.ts';
import type { Interval } from '../stats/types.ts';

export { countText, fixedText, percentText, unitText };

/** Names longer than this are cut where they stand in a sentence; tables show them whole. */
const longestName = 60;

/** A class, column or file name in a sentence: “None”. Right-to-left names are isolated so they do not reorder the rest. */
export function quoted(name: string, longest: number = longestName): string {
  const shown = visibleName(name, longest);
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(shown) ? `“\u2068${shown}\u2069”` : `“${shown}”`;
}

/** `1 row`, `12 rows`, `1,061 rows`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${countText(n)} ${n === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A share as people say it: `about 1 in 9`, `about half`, `all but about 1 in 10`. */
export function oneIn(share: number): string {
  if (!(share > 0)) return 'none';
  if (share >= 1) return 'all';
  if (share < 0.37) return `about 1 in ${countText(Math.round(1 / share))}`;
  if (share < 0.45) return 'about 2 in 5';
  if (share < 0.55) return 'about half';
  if (share < 0.65) return 'about 3 in 5';
  return `all but about 1 in ${countText(Math.round(1 / (1 - share)))}`;
}

/** `95 %`, of an interval. */
export function levelText(level: number): string {
  return `${Number((level * 100).toFixed(2))} %`;
}

/** `0.54 to 0.68`: both ends with the decimals that the larger needs; open ends in words. */
export function rangeText({ low, high }: Interval, digits = 3): string {
  const decimals = decimalsOf([low, high], digits);
  const end = (value: number): string => {
    if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
    return value === 0 || value === 1 ? String(value) : fixedText(value, decimals);
  };
  return `${end(low)} to ${end(high)}`;
}

/** How many decimals the largest of the values needs. */
function decimalsOf(values: readonly number[], digits: number): number {
  const largest = Math.max(...values.map((value) => (Number.isFinite(value) ? Math.abs(value) : 0)));
  return unitText(largest, digits).split('.')[1]?.length ?? digits;
}

/** `0.61`, or `undefined` where there is no value. */
export function valueText(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || Number.isNaN(value)) return 'undefined';
  return Number.isFinite(value) ? unitText(value, digits) : value < 0 ? '−∞' : '∞';
}

/** `0.613 (0.545 to 0.677)`, or `undefined: nothing is predicted positive`. */
export function measureText(measure: Measure, digits = 3): string {
  const { value, reason, interval } = measure;
  if (value === null) return reason === undefined ? 'undefined' : `undefined: ${reason}`;
  if (interval === undefined || !Number.isFinite(value)) return valueText(value, digits);
  const decimals = decimalsOf([value, interval.low, interval.high], digits);
  const point = value === 0 || value === 1 ? String(value) : fixedText(value, decimals);
  return `${point} (${rangeText(interval, digits)})`;
}

/** A difference with its sign: `+0.012`, `−0.019`. */
export function signedText(value: number, digits = 3): string {
  const text = fixedText(Math.abs(value), digits);
  if (Number(text) === 0) return text;
  return value > 0 ? `+${text}` : `−${text}`;
}

/** `−0.030 to −0.008`: the ends of an interval of a difference. */
export function signedRangeText({ low, high }: Interval, digits = 3): string {
  return `${signedText(low, digits)} to ${signedText(high, digits)}`;
}

/** A threshold: enough digits to tell it from its neighbours, and `none` where nothing is feasible. */
export function thresholdText(threshold: number | null): string {
  if (threshold === null) return 'none';
  if (!Number.isFinite(threshold)) return threshold > 0 ? 'above every score' : 'below every score';
  return String(Number(threshold.toPrecision(4))).replace('-', '−');
}

/** A p value without false precision. */
export function pText(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`;
}

/** The measure of that name, where there is one. */
export function findMeasure(measures: readonly Measure[], name: string): Measure | undefined {
  return measures.find((measure) => measure.name === name);
}

/** First letter large, for sentences built from fragments. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
