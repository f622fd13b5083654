/**
 * ROC and precision-recall curves on a square, each with the line of a predictor that knows nothing, and with the operating
 * points that matter marked on it. Precision-recall is drawn in steps: between two points it is not a straight line.
 */
import { curveStepBefore, line as lineShape } from 'd3-shape';
import type { Confusion, CurvePoints } from '../metrics/types.ts';
import { frame, haloLabel, line } from './frame.ts';
import { unitText } from './numbers.ts';
import { type Plane, unitPlane } from './plane.ts';
import { element, type Svg } from './svg.ts';
import { fill, stroke } from './theme.ts';

/** An operating point to mark. */
export interface MarkedPoint {
  readonly x: number;
  readonly y: number;
  /** Short, such as `.5` or `chosen .17`. */
  readonly label: string;
  /** The point the reader should look at; others are drawn hollow. */
  readonly chosen: boolean;
}

export interface CurveChartOptions {
  readonly title?: string;
  readonly marks?: readonly MarkedPoint[];
}

const width = 372;
const height = 396;

/** x is 1 − specificity, y is recall; the diagonal is guessing. */
export function rocChart(points: CurvePoints, options: CurveChartOptions = {}): string {
  const { title = 'ROC curve', marks = [] } = options;
  const plane = unitPlane({ xTitle: 'false-positive rate (1 − specificity)', yTitle: 'recall (true-positive rate)' });
  const diagonal = line([plane.x(0), plane.y(0)], [plane.x(1), plane.y(1)], { ...stroke('muted', 1.2), ...dashed });
  return frame(
    { width, height, title, description: `ROC curve with the diagonal of guessing. ${describeMarks(marks)}` },
    plane.axes,
    diagonal,
    haloLabel('guessing', { x: plane.x(0.7), y: plane.y(0.62), size: 11, role: 'muted' }),
    curvePath(plane, points, false),
    drawMarks(plane, marks, 'below'),
  );
}

/** x is recall, y is precision; the level line is the prevalence, which guessing gets as its precision. */
export function precisionRecallChart(
  points: CurvePoints,
  options: CurveChartOptions & { readonly prevalence: number },
): string {
  const { title = 'Precision-recall curve', marks = [], prevalence } = options;
  const plane = unitPlane({
    xTitle: 'recall (share of positives caught)',
    yTitle: 'precision (share of alarms right)',
  });
  const level = plane.y(prevalence);
  const words = `guessing: prevalence ${unitText(prevalence)}`;
  return frame(
    { width, height, title, description: `Precision-recall curve; ${words}. ${describeMarks(marks)}` },
    plane.axes,
    line([plane.x(0), level], [plane.x(1), level], { ...stroke('muted', 1.2), ...dashed }),
    curvePath(plane, points, true),
    haloLabel(words, { x: plane.x(0) + 8, y: level < plane.y(0.9) ? level + 15 : level - 6, size: 11, role: 'muted' }),
    drawMarks(plane, marks, 'above'),
  );
}

/** Where a confusion matrix sits on the ROC plane; null where it lacks positives or negatives. */
export function rocPoint(confusion: Confusion): readonly [number, number] | null {
  const negatives = confusion.falsePositive + confusion.trueNegative;
  const positives = confusion.truePositive + confusion.falseNegative;
  if (!(negatives > 0 && positives > 0)) return null;
  return [confusion.falsePositive / negatives, confusion.truePositive / positives];
}

/** Where a confusion matrix sits on the precision-recall plane; null where nothing is predicted positive or none is. */
export function precisionRecallPoint(confusion: Confusion): readonly [number, number] | null {
  const alarms = confusion.truePositive + confusion.falsePositive;
  const positives = confusion.truePositive + confusion.falseNegative;
  if (!(alarms > 0 && positives > 0)) return null;
  return [confusion.truePositive / positives, confusion.truePositive / alarms];
}

const dashed = { 'stroke-dasharray': '5 4' };

function curvePath(plane: Plane, points: CurvePoints, steps: boolean): Svg {
  const places = points.x.flatMap((x, i) => {
    const y = points.y[i];
    return y !== undefined && Number.isFinite(x) && Number.isFinite(y)
      ? [[rounded(plane.x(x)), rounded(plane.y(y))] as const]
      : [];
  });
  const shape = lineShape<readonly [number, number]>(
    (place) => place[0],
    (place) => place[1],
  );
  const d = (steps ? shape.curve(curveStepBefore) : shape)(places);
  return element('path', { d: d ?? 'M0,0', ...stroke('accent', 2.2), 'stroke-linejoin': 'round' });
}

/** d3-shape writes numbers as they are. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Labels stand where the curve is not: right and below it for ROC, right and above for precision-recall. */
function drawMarks(plane: Plane, marks: readonly MarkedPoint[], side: 'above' | 'below'): readonly Svg[] {
  return marks.map((mark) => {
    const x = plane.x(mark.x);
    const y = plane.y(mark.y);
    const leftwards = mark.x > 0.7;
    return element(
      'g',
      {},
      element('circle', { cx: x, cy: y, r: 6, ...fill('surface') }),
      mark.chosen
        ? element('circle', { cx: x, cy: y, r: 5, ...fill('rare') })
        : element('circle', { cx: x, cy: y, r: 4.5, ...stroke('rare', 2) }),
      haloLabel(mark.label, {
        x: leftwards ? x - 10 : x + 10,
        y: side === 'above' ? Math.max(plane.top + 10, y - 10) : Math.min(plane.top + plane.size - 6, y + 16),
        size: 11.5,
        anchor: leftwards ? 'end' : 'start',
        ...(mark.chosen ? { weight: 600 } : {}),
      }),
    );
  });
}

function describeMarks(marks: readonly MarkedPoint[]): string {
  return marks
    .map((mark) => `${mark.label}: horizontal ${unitText(mark.x)}, vertical ${unitText(mark.y)}`)
    .concat(marks.length === 0 ? ['No operating points marked'] : [])
    .join('; ');
}
