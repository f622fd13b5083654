/**
 * SVG as strings, without a DOM: an element helper that escapes everything it is given, and coordinates rounded so that the
 * same result gives the same bytes everywhere.
 */
import { visible, withoutEndlessWords } from './visible.ts';

/** Finished markup, told apart from plain text so that text is always escaped and markup never twice. */
export interface Svg {
  readonly svg: string;
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;
export type Child = Svg | string | null | readonly Child[];

/** Text made safe for element content and for double-quoted attributes. */
export function escapeXml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** A coordinate with at most two decimals. A coordinate that is no finite number is a defect of the chart. */
export function coordinate(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`coordinate: value must be finite, got ${value}`);
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}

function attributeText(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? coordinate(value) : escapeXml(String(value))}"`)
    .join('');
}

function childText(child: Child): string {
  if (child === null) return '';
  if (typeof child === 'string') return escapeXml(withoutEndlessWords(visible(child)));
  if ('svg' in child) return child.svg;
  return child.map(childText).join('');
}

/** One element. Strings among the children are text and are escaped. */
export function element(name: string, attributes: Attributes, ...children: readonly Child[]): Svg {
  const inside = children.map(childText).join('');
  const open = `<${name}${attributeText(attributes)}`;
  return { svg: inside === '' ? `${open}/>` : `${open}>${inside}</${name}>` };
}

/** The `d` of a straight-lined path through points. */
export function linePath(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${coordinate(x)},${coordinate(y)}`).join('');
}
