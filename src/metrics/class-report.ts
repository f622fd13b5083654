/** The two classification reports of the field, as plain data and as text: scikit-learn's and imbalanced-learn's. */
import { truthTotals } from './confusion.ts';
import { type Average, averaged, type Matrix, matrixAccuracy, perClass, weightedMean } from './multiclass.ts';
import { indexOfBalancedAccuracy, type PointMetric, type PointOptions, pointMetric } from './point.ts';
import type { Value } from './value.ts';

/** One line: values in the order of the report's columns, null where undefined. */
export interface ReportRow {
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly support: number;
}

export interface ClassificationReport {
  /** Column titles. */
  readonly columns: readonly string[];
  readonly classes: readonly ReportRow[];
  /** Absent in imbalanced-learn's report. */
  readonly accuracy?: number | null;
  readonly averages: readonly ReportRow[];
}

export interface ImbalancedReportOptions extends PointOptions {
  /** Weight of dominance in the index of balanced accuracy, defaults to 0.1. */
  readonly alpha?: number;
}

const threeMetrics = ['precision', 'recall', 'f1'].map((name) => pointMetric(name)!);

function rowsOf(
  metrics: readonly PointMetric[],
  matrix: Matrix,
  classes: readonly string[],
  options: PointOptions,
): { rows: ReportRow[]; columns: Value[][] } {
  const columns = metrics.map((metric) => perClass(metric, matrix, options));
  const supports = truthTotals(matrix);
  const rows = classes.map((label, k) => ({
    label,
    values: columns.map((column) => column[k]!.value),
    support: supports[k]!,
  }));
  return { rows, columns };
}

/** Precision, recall, F1 and support per class with their macro and weighted means, and the accuracy. O(K^2). */
export function classificationReport(
  matrix: Matrix,
  classes: readonly string[],
  options: PointOptions = {},
): ClassificationReport {
  const support = truthTotals(matrix).reduce((sum, count) => sum + count, 0);
  const mean = (average: Average): ReportRow => ({
    label: `${average} avg`,
    values: threeMetrics.map((metric) => averaged(metric, matrix, average, options).value),
    support,
  });
  return {
    columns: ['precision', 'recall', 'f1-score'],
    classes: rowsOf(threeMetrics, matrix, classes, options).rows,
    accuracy: matrixAccuracy(matrix).value,
    averages: [mean('macro'), mean('weighted')],
  };
}

/** Precision, recall, specificity, F1, geometric mean and index of balanced accuracy per class with their weighted means. */
export function imbalancedReport(
  matrix: Matrix,
  classes: readonly string[],
  { alpha = 0.1, ...options }: ImbalancedReportOptions = {},
): ClassificationReport {
  const named = ['precision', 'recall', 'specificity', 'f1', 'gMean'].map((name) => pointMetric(name)!);
  const { rows, columns } = rowsOf([...named, indexOfBalancedAccuracy(alpha)], matrix, classes, options);
  const supports = truthTotals(matrix);
  const values = columns.map((column) => weightedMean(column, supports).value);
  const support = supports.reduce((sum, count) => sum + count, 0);
  return {
    columns: ['pre', 'rec', 'spe', 'f1', 'geo', 'iba'],
    classes: rows,
    averages: [{ label: 'avg / total', values, support }],
  };
}

const cell = (value: number | null, digits: number): string => (value === null ? '-' : halfEven(value, digits));

/** Fixed decimals, an exact half going to the even digit as the peers' formatting has it (0.8125 is 0.812). */
function halfEven(value: number, digits: number): string {
  const rounded = value.toFixed(digits);
  const exact = value.toFixed(Math.min(100, digits + 60));
  const cut = exact.length - (Math.min(100, digits + 60) - digits);
  if (!/^50*$/.test(exact.slice(cut))) return rounded;
  const down = digits === 0 ? exact.slice(0, cut - 1) : exact.slice(0, cut);
  return Number(down.at(-1)) % 2 === 0 ? down : rounded;
}

/** The report as aligned text, laid out as the peers lay out theirs; undefined values are shown as a dash. */
export function formatReport(report: ClassificationReport, { digits = 2 }: { readonly digits?: number } = {}): string {
  const compact = report.accuracy === undefined;
  const labels = [...report.classes, ...report.averages].map((row) => row.label.length);
  const width = Math.max(...labels, digits);
  const line = (label: string, cells: readonly string[]): string =>
    compact
      ? `${label.padStart(width)}  ${cells.map((text) => text.padStart(9)).join(' ')}\n`
      : `${label.padStart(width)} ${cells.map((text) => ` ${text.padStart(9)}`).join('')}\n`;
  const row = ({ label, values, support }: ReportRow): string =>
    line(label, [...values.map((value) => cell(value, digits)), String(support)]);
  const titles = line('', [...report.columns, compact ? 'sup' : 'support']);
  const accuracy =
    report.accuracy === undefined
      ? ''
      : line('accuracy', ['', '', cell(report.accuracy, digits), String(report.averages[0]!.support)]);
  return `${titles}\n${report.classes.map(row).join('')}\n${accuracy}${report.averages.map(row).join('')}`;
}
