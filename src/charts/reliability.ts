/** Reliability: does a predicted probability of .3 come true three times in ten? Bins with intervals against the diagonal. */
import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { ReliabilityBin } from '../metrics/types.ts';
import { frame, haloLabel, label, line } from './frame.ts';
import { countText, unitText } from './numbers.ts';
import { unitPlane } from './plane.ts';
import { element, linePath, type Svg } from './svg.ts';
import { fill, stroke } from './theme.ts';

export interface ReliabilityChartOptions {
  readonly title?: string;
}

const width = 372;
const countHeight = 44;

/** Below the plane, a strip shows how many rows each bin holds. */
export function reliabilityChart(bins: readonly ReliabilityBin[], options: ReliabilityChartOptions = {}): string {
  const { title = 'Reliability of the probabilities' } = options;
  const end = axisEnd(bins);
  const plane = unitPlane({ xTitle: '', yTitle: 'share that came true', max: end });
  const { x, y, left, top, size } = plane;
  const base = top + size + 26 + countHeight;
  const tallest = max(bins, (bin) => bin.n) || 1;
  const rows = scaleLinear().domain([0, tallest]).range([0, countHeight]);
  const marks = bins.map(
    (bin): Svg =>
      element(
        'g',
        {},
        element('title', {}, describeBin(bin)),
        line([x(bin.predicted), y(bin.interval.low)], [x(bin.predicted), y(bin.interval.high)], stroke('accent', 1.6)),
        element('circle', { cx: x(bin.predicted), cy: y(bin.observed), r: 4, ...fill('accent') }),
      ),
  );
  const strip = bins.map((bin) =>
    element('rect', {
      x: x(bin.predicted) - 2,
      y: base - rows(bin.n),
      width: 4,
      height: Math.max(0.5, rows(bin.n)),
      ...fill('common'),
    }),
  );
  const description = `Predicted against observed: ${bins.map(describeBin).join('; ')}`;
  return frame(
    { width, height: base + 32, title, description },
    plane.axes,
    line([x(0), y(0)], [x(end), y(end)], { ...stroke('muted', 1.2), 'stroke-dasharray': '5 4' }),
    haloLabel('what is said comes true', {
      x: x(0.93 * end),
      y: y(0.94 * end),
      size: 11,
      role: 'muted',
      anchor: 'end',
    }),
    element('path', {
      d: bins.length === 0 ? 'M0,0' : linePath(bins.map((bin) => [x(bin.predicted), y(bin.observed)])),
      ...stroke('accent', 1.2),
      'stroke-opacity': 0.55,
    }),
    marks,
    line([left, base], [left + size, base], stroke('faint')),
    strip,
    label(`rows per bin (up to ${countText(tallest)})`, {
      x: left + size,
      y: base - countHeight + 8,
      size: 11,
      role: 'muted',
      anchor: 'end',
    }),
    label('predicted probability', { x: left + size / 2, y: base + 22, size: 12, anchor: 'middle' }),
  );
}

/** Rare classes have small probabilities: the axes end a little above the last of them, not at 1. */
function axisEnd(bins: readonly ReliabilityBin[]): number {
  const last = max(bins, (bin) => Math.max(bin.predicted, bin.interval.high)) || 1;
  return Math.min(1, scaleLinear().domain([0, last]).nice(5).domain()[1]!);
}

function describeBin(bin: ReliabilityBin): string {
  const { low, high } = bin.interval;
  return (
    `said ${unitText(bin.predicted)}, came true ${unitText(bin.observed)} ` +
    `(${unitText(low)} to ${unitText(high)}; ${countText(bin.nPositive)} of ${countText(bin.n)})`
  );
}
