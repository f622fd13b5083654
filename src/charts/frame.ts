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
      'aria-label': visible(`${title}: ${description}`),
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

/** Breaks a text into at most `limit` lines, at spaces where it can, the last one cut with an ellipsis. */
export function wrapped(text: string, maxWidth: number, size: number, limit: number): readonly string[] {
  const room = Math.max(2, Math.floor(maxWidth / (size * advance)));
  const lines: string[] = [];
  let rest = visible(text).trim();
  while (rest !== '' && lines.length < limit - 1 && cells(rest) > room) {
    const start = shortenToCells(rest, room + 1).slice(0, -1);
    const space = start.lastIndexOf(' ');
    const cut = space > start.length / 3 ? space : start.length;
    lines.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest === '' ? lines : [...lines, shortenToCells(rest, room)];
}

export interface BlockOptions extends LabelOptions {
  readonly maxWidth: number;
  readonly lines: number;
  /** `y` is the baseline of the last line, or the middle of the block. */
  readonly align: 'bottom' | 'middle';
}

/** A text on several lines. */
export function block(text: string, options: BlockOptions): Svg {
  const { maxWidth, lines: limit, align, ...rest } = options;
  const size = rest.size ?? 12;
  const whole = visible(text);
  const lines = wrapped(whole, maxWidth, size, limit);
  const step = size * 1.2;
  const first = rest.y - (align === 'bottom' ? lines.length - 1 : (lines.length - 1) / 2) * step;
  const cut = lines.join('').replaceAll(' ', '') !== whole.replaceAll(' ', '');
  return element(
    'g',
    {},
    cut ? element('title', {}, whole) : null,
    lines.map((part, i) => label(part, { ...rest, y: first + i * step })),
  );
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
