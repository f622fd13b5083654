/** The square from 0 to 1 (or less) on both axes, on which ROC, precision-recall and reliability are drawn. */
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { label, line } from './frame.ts';
import { fixedText } from './numbers.ts';
import type { Svg } from './svg.ts';
import { stroke } from './theme.ts';

export interface Plane {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly left: number;
  readonly top: number;
  readonly size: number;
  /** Grid, ticks and axis names. */
  readonly axes: readonly Svg[];
}

export interface PlaneOptions {
  readonly xTitle: string;
  readonly yTitle: string;
  readonly left?: number;
  readonly top?: number;
  readonly size?: number;
  /** Upper end of both axes; defaults to 1. */
  readonly max?: number;
}

export function unitPlane(options: PlaneOptions): Plane {
  const { xTitle, yTitle, left = 50, top = 34, size = 312, max = 1 } = options;
  const x = scaleLinear()
    .domain([0, max])
    .range([left, left + size]);
  const y = scaleLinear()
    .domain([0, max])
    .range([top + size, top]);
  const ticks = x.ticks(5);
  const digits = Math.max(...ticks.map((tick) => (String(Number(tick.toFixed(6))).split('.')[1] ?? '').length));
  const grid = ticks.flatMap((tick) => [
    line([x(tick), top], [x(tick), top + size], stroke(tick === 0 ? 'faint' : 'grid')),
    line([left, y(tick)], [left + size, y(tick)], stroke(tick === 0 ? 'faint' : 'grid')),
  ]);
  const numbers = ticks.flatMap((tick) => [
    label(tickText(tick, digits), { x: x(tick), y: top + size + 17, size: 11, role: 'muted', anchor: 'middle' }),
    label(tickText(tick, digits), { x: left - 7, y: y(tick) + 4, size: 11, role: 'muted', anchor: 'end' }),
  ]);
  const names = [
    label(xTitle, { x: left + size / 2, y: top + size + 38, size: 12, anchor: 'middle' }),
    label(yTitle, { x: 14, y: top + size / 2, size: 12, anchor: 'middle', rotate: -90 }),
  ];
  return { x, y, left, top, size, axes: [...grid, ...numbers, ...names] };
}

function tickText(tick: number, digits: number): string {
  return tick === 0 || tick === 1 ? String(tick) : fixedText(tick, digits);
}
