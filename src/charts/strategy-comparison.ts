/**
 * Strategies side by side on the same folds: one line per strategy with every fold's value, the mean, and the corrected
 * interval of the difference laid around the reference, which is doing nothing with the same model. Baselines that ignore the
 * features are left out: they would stretch the axis.
 */
import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { AuditResult } from '../audit/types.ts';
import { block, frame, label, line } from './frame.ts';
import { fixedText, unitText } from './numbers.ts';
import { element, type Svg } from './svg.ts';
import { fill, type Role, stroke } from './theme.ts';
import { type StrategyVerdict, verdictWords } from './verdict-words.ts';

type StrategyComparison = AuditResult['comparison'];
type StrategyResult = StrategyComparison['results'][number];
type PairedComparison = NonNullable<StrategyResult['comparison']>;

export interface StrategyChartOptions {
  /** In units of the drawing; defaults to 816. */
  readonly width?: number;
  /** `ranking` draws the primary measure, `decisions` the measure of decisions; defaults to `ranking`. */
  readonly on?: 'ranking' | 'decisions';
  readonly title?: string;
  /** How the measure is called on the axis; defaults to its name. */
  readonly measureTitle?: string;
}

const verdictRoles: Readonly<Record<StrategyVerdict, Role>> = {
  helps: 'good',
  hurts: 'bad',
  'cannot-tell': 'muted',
  unchanged: 'muted',
  reference: 'ink',
};

interface Row {
  readonly name: string;
  readonly model: string;
  readonly mean: number | null;
  readonly folds: readonly number[];
  /** The interval of the difference, moved to the reference. */
  readonly interval: readonly [number, number] | null;
  readonly verdict: StrategyVerdict;
}

const rowHeight = 30;
const groupGap = 30;
const top = 30;

export function strategyComparisonChart(comparison: StrategyComparison, options: StrategyChartOptions = {}): string {
  const { width = 816, on = 'ranking', title = 'Strategies on the same folds' } = options;
  const measure = on === 'ranking' ? comparison.primary : comparison.decision;
  const rows = comparison.results
    .filter((result) => !result.dummy)
    .map((result) => rowOf(result, measure, on, comparison.results));
  const models = [...new Set(rows.map((row) => row.model))];
  const narrow = width < 480;
  const nameWidth = narrow ? 118 : 190;
  const verdictWidth = narrow ? 66 : 84;
  const x = scaleLinear()
    .domain(paddedExtent(rows))
    .range([nameWidth, width - verdictWidth])
    .nice(5);
  const bottom = top + rows.length * rowHeight + models.length * groupGap;
  let y = top;
  const groups = models.map((model) => {
    const own = rows.filter((row) => row.model === model);
    const head = y + 18;
    const first = y + groupGap;
    y = first + own.length * rowHeight;
    return [
      label(model, { x: 0, y: head, size: 12, weight: 600, role: 'muted', maxWidth: nameWidth + 120 }),
      referenceLine(own, x, first, y),
      own.map((row, i) => drawRow(row, { x, y: first + (i + 0.5) * rowHeight, nameWidth, width })),
    ];
  });
  const ticks = x.ticks(narrow ? 4 : 6);
  const digits = Math.max(1, ...ticks.map((tick) => (String(Number(tick.toFixed(6))).split('.')[1] ?? '').length));
  return frame(
    { width, height: bottom + 42, title, description: describeRows(rows, options.measureTitle ?? measure) },
    ticks.map((tick) => [
      line([x(tick), top], [x(tick), bottom], stroke('grid')),
      label(fixedText(tick, digits), { x: x(tick), y: bottom + 16, size: 11, role: 'muted', anchor: 'middle' }),
    ]),
    label(options.measureTitle ?? measure, {
      x: nameWidth + (width - verdictWidth - nameWidth) / 2,
      y: bottom + 36,
      size: 12,
      anchor: 'middle',
    }),
    groups,
  );
}

function rowOf(
  result: StrategyResult,
  measure: string,
  on: 'ranking' | 'decisions',
  all: readonly StrategyResult[],
): Row {
  const own = result.measures.find((entry) => entry.name === measure);
  const compared = on === 'ranking' ? result.comparison : result.decisionComparison;
  const reference = all.find((other) => other.model === result.model && other.verdict === 'reference');
  const base = reference?.measures.find((entry) => entry.name === measure)?.mean;
  return {
    name: result.strategyTitle,
    model: result.modelTitle,
    mean: own?.mean ?? null,
    folds: (own?.folds ?? []).filter((value): value is number => value !== null && Number.isFinite(value)),
    interval: movedInterval(compared, base),
    verdict: on === 'ranking' ? result.verdict : result.decisionVerdict,
  };
}

function movedInterval(
  compared: PairedComparison | undefined,
  base: number | null | undefined,
): readonly [number, number] | null {
  if (compared === undefined || base === null || base === undefined) return null;
  const ends = [base + compared.interval.low, base + compared.interval.high] as const;
  return ends.every(Number.isFinite) ? ends : null;
}

function paddedExtent(rows: readonly Row[]): readonly [number, number] {
  const values = rows.flatMap((row) => [
    ...row.folds,
    ...(row.mean === null ? [] : [row.mean]),
    ...(row.interval ?? []),
  ]);
  const [low = 0, high = 1] = extent(values);
  const pad = Math.max(0.01, (high - low) * 0.05);
  return [low - pad < 0 && low >= 0 ? 0 : low - pad, high + pad > 1 && high <= 1 ? 1 : high + pad];
}

function referenceLine(rows: readonly Row[], x: (value: number) => number, from: number, to: number): Svg | null {
  const mean = rows.find((row) => row.verdict === 'reference')?.mean;
  if (mean === null || mean === undefined) return null;
  return line([x(mean), from], [x(mean), to], { ...stroke('muted', 1.2), 'stroke-dasharray': '5 4' });
}

interface Place {
  readonly x: (value: number) => number;
  readonly y: number;
  readonly nameWidth: number;
  readonly width: number;
}

function drawRow(row: Row, { x, y, nameWidth, width }: Place): Svg {
  const role = verdictRoles[row.verdict];
  return element(
    'g',
    {},
    block(row.name, {
      x: 0,
      y: y + 4,
      maxWidth: nameWidth - 8,
      size: nameWidth < 150 ? 12 : 13,
      lines: 2,
      align: 'middle',
    }),
    row.interval === null ? null : line([x(row.interval[0]), y], [x(row.interval[1]), y], stroke(role, 2.5)),
    row.folds.map((value) => line([x(value), y - 5], [x(value), y + 5], stroke('faint', 1.2))),
    row.mean === null ? null : element('circle', { cx: x(row.mean), cy: y, r: 5, ...fill(role) }),
    label(verdictWords[row.verdict], {
      x: width,
      y: y + 4,
      size: 12,
      weight: row.verdict === 'helps' || row.verdict === 'hurts' ? 600 : 400,
      role,
      anchor: 'end',
    }),
  );
}

function describeRows(rows: readonly Row[], measureTitle: string): string {
  const parts = rows.map((row) => {
    const mean = row.mean === null ? 'undefined' : unitText(row.mean);
    return `${row.model}, ${row.name}: ${mean} (${verdictWords[row.verdict]})`;
  });
  return `Strategies on the same folds, mean ${measureTitle}. ${parts.join('; ')}`;
}
