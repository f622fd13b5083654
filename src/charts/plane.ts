/** The square from 0 to 1 on both axes, on which ROC, precision-recall and reliability are drawn. */
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { label, line } from './frame.ts';
import { unitText } from './numbers.ts';
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
}

const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;

export function unitPlane(options: PlaneOptions): Plane {
  const { xTitle, yTitle, left = 50, top = 34, size = 312 } = options;
  const x = scaleLinear()
    .domain([0, 1])
    .range([left, left + size]);
  const y = scaleLinear()
    .domain([0, 1])
    .range([top + size, top]);
  const grid = ticks.flatMap((tick) => [
    line([x(tick), top], [x(tick), top + size], stroke(tick === 0 ? 'faint' : 'grid')),
    line([left, y(tick)], [left + size, y(tick)], stroke(tick === 0 ? 'faint' : 'grid')),
  ]);
  const numbers = ticks.flatMap((tick) => [
    label(unitText(tick, 1), { x: x(tick), y: top + size + 17, size: 11, role: 'muted', anchor: 'middle' }),
    label(unitText(tick, 1), { x: left - 7, y: y(tick) + 4, size: 11, role: 'muted', anchor: 'end' }),
  ]);
  const names = [
    label(xTitle, { x: left + size / 2, y: top + size + 38, size: 12, anchor: 'middle' }),
    label(yTitle, { x: 14, y: top + size / 2, size: 12, anchor: 'middle', rotate: -90 }),
  ];
  return { x, y, left, top, size, axes: [...grid, ...numbers, ...names] };
}
