/** Horizontal bars, one per class, with count and share; the rare classes in their own colour. */
import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Distribution } from '../data/types.ts';
import { block, frame, label, line, textWidth } from './frame.ts';
import { countText, percentText } from './numbers.ts';
import { element, type Svg } from './svg.ts';
import { fill, stroke } from './theme.ts';
import { visibleName } from './visible.ts';

export interface ClassDistributionOptions {
  /** In units of the drawing; defaults to 816. */
  readonly width?: number;
  /** Classes drawn in the accent colour; by default all but the largest. */
  readonly rare?: readonly string[];
  /** Bars drawn before the rest is put into one line; defaults to 12. */
  readonly limit?: number;
}

const rowHeight = 36;
const top = 42;

/** Counts are shown in full, so the axis needs no ticks; bars share one scale from 0. */
export function classDistributionChart(distribution: Distribution, options: ClassDistributionOptions = {}): string {
  const { width = 816, limit = 12 } = options;
  const largest = distribution.classes[0]?.label;
  const rare = new Set(
    options.rare ?? distribution.classes.map((entry) => entry.label).filter((name) => name !== largest),
  );
  const shown = distribution.classes.slice(0, limit);
  const rest = distribution.classes.slice(limit);
  const narrow = width < 480;
  const nameWidth = narrow ? 0 : Math.min(230, Math.max(60, ...shown.map((entry) => textWidth(entry.label, 13))) + 20);
  const countWidth = Math.max(...shown.map((entry) => textWidth(barText(entry.count, entry.share), 13)), 0) + 10;
  const step = narrow ? rowHeight + 16 : rowHeight;
  const x = scaleLinear()
    .domain([0, max(shown, (entry) => entry.count) || 1])
    .range([0, Math.max(40, width - nameWidth - countWidth)]);
  const height = top + shown.length * step + (rest.length > 0 ? 24 : 0) + 4;
  const bars = shown.map((entry, i): Svg => {
    const y = top + i * step + (narrow ? 18 : 0);
    return element(
      'g',
      {},
      narrow
        ? label(visibleName(entry.label), { x: 0, y: y - 5, size: 13, maxWidth: width })
        : block(visibleName(entry.label), {
            x: nameWidth - 10,
            y: y + 17,
            size: 13,
            anchor: 'end',
            maxWidth: nameWidth - 10,
            lines: 2,
            align: 'middle',
          }),
      element('rect', {
        x: nameWidth,
        y: y + 1,
        width: Math.max(1.5, x(entry.count)),
        height: 24,
        rx: 2,
        ...fill(rare.has(entry.label) ? 'rare' : 'common'),
      }),
      label(barText(entry.count, entry.share), { x: nameWidth + x(entry.count) + 8, y: y + 17, size: 13 }),
    );
  });
  return frame(
    { width, height, title: 'Rows in each class', description: describeClasses(distribution) },
    label('bar length: number of rows', { x: 0, y: 32, size: 11, role: 'muted' }),
    line([nameWidth, top - 3], [nameWidth, top + shown.length * step - 5], stroke('faint')),
    bars,
    rest.length > 0
      ? label(restText(rest), { x: nameWidth, y: height - 10, size: 12, role: 'muted', maxWidth: width - nameWidth })
      : null,
  );
}

function barText(count: number, share: number): string {
  return `${countText(count)} (${percentText(share)})`;
}

function restText(rest: Distribution['classes']): string {
  const total = rest.reduce((sum, entry) => sum + entry.count, 0);
  return `and ${rest.length} smaller ${rest.length === 1 ? 'class' : 'classes'} with ${countText(total)} rows together`;
}

function describeClasses(distribution: Distribution): string {
  return distribution.classes
    .slice(0, 12)
    .map((entry) => `${visibleName(entry.label)}: ${countText(entry.count)} rows, ${percentText(entry.share)}`)
    .join('; ');
}
