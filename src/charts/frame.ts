/**
 * What every chart has around its marks: the svg element with its accessible name and description, a visible title,
 * text in three sizes, and axes. Nothing here knows what is being drawn.
 */
import { type Attributes, type Child, element, type Svg } from './svg.ts';
import { fill, fontFamily, type Role, stroke } from './theme.ts';
import { cells, shortenToCells, visible } from './visible.ts';

export interface FrameOptions {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** What a person who cannot see the chart should know. */
  readonly description: string;
}

/** A whole chart as a string. */
export function frame(options: FrameOptions, ...children: readonly Child[]): string {
  const { width, height, title, description } = options;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      width: Math.ceil(width),
      height: Math.ceil(height),
      role: 'img',
      'aria-label': `${visible(title)}. ${visible(description)}`,
      'font-family': fontFamily,
      class: 'rc-chart',
    },
    element('title', {}, title),
    element('desc', {}, description),
    label(title, { x: 0, y: 15, size: 14, weight: 600, maxWidth: width }),
    children,
  ).svg;
}

export interface LabelOptions {
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly weight?: number;
  readonly role?: Role;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Cut with an ellipsis beyond this many units; the whole text stays as a tooltip. */
  readonly maxWidth?: number;
  readonly rotate?: number;
}

/** Average advance of a character of a sans-serif face, in ems; on the safe side. */
const advance = 0.55;

/** Estimated width of a text in units. */
export function textWidth(text: string, size = 12): number {
  return cells(visible(text)) * size * advance;
}

/** One line of text. */
export function label(text: string, options: LabelOptions): Svg {
  const { x, y, size = 12, weight, role = 'ink', anchor, maxWidth, rotate } = options;
  const whole = visible(text);
  const shown = maxWidth === undefined ? whole : shortenToCells(whole, Math.floor(maxWidth / (size * advance)));
  const attributes: Attributes = {
    x,
    y,
    'font-size': size,
    'font-weight': weight,
    'text-anchor': anchor === 'start' ? undefined : anchor,
    transform: rotate === undefined ? undefined : `rotate(${rotate} ${x} ${y})`,
    ...fill(role),
  };
  return element('text', attributes, shown, shown === whole ? null : element('title', {}, whole));
}

/** A text with a rim in the colour of the page, readable on top of lines. */
export function haloLabel(text: string, options: LabelOptions): Svg {
  const rim = element(
    'g',
    { ...stroke('surface', 4), 'stroke-linejoin': 'round', 'aria-hidden': 'true' },
    element(
      'text',
      { x: options.x, y: options.y, 'font-size': options.size ?? 12, 'text-anchor': options.anchor },
      visible(text),
    ),
  );
  return element('g', {}, rim, label(text, options));
}

export function line(from: readonly [number, number], to: readonly [number, number], attributes: Attributes): Svg {
  return element('line', { x1: from[0], y1: from[1], x2: to[0], y2: to[1], ...attributes });
}
