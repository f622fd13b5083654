/** Confusion matrices, two classes or many: count and share of the true class in every cell, shaded by that share. */
import type { Confusion } from '../metrics/types.ts';
import { block, frame, label, textWidth } from './frame.ts';
import { countText, percentText } from './numbers.ts';
import { element, type Svg } from './svg.ts';
import { fill, type Role, stroke } from './theme.ts';
import { visibleName } from './visible.ts';

export interface ConfusionChartOptions {
  readonly title?: string;
  /** Class names, in the order of rows and columns. */
  readonly classes: readonly string[];
  /** Words under the counts of a two-class matrix, such as `caught`; absent: none. */
  readonly words?: readonly (readonly string[])[];
}

/** Shading stays pale enough for dark text on it, on screen and in grey print. */
const strongestShade = 0.5;

/** confusion[truth][prediction]. Rows are the truth. Draws up to about fifteen classes legibly. */
export function confusionChart(confusion: readonly (readonly number[])[], options: ConfusionChartOptions): string {
  const { title = 'Confusion matrix', words } = options;
  const classes = options.classes.map((name) => visibleName(name));
  const k = classes.length;
  const cell = k === 2 ? 130 : Math.max(46, Math.min(84, 420 / Math.max(1, k)));
  const cellHeight = k === 2 ? 88 : Math.max(40, cell * 0.72);
  const nameWidth = Math.min(k === 2 ? 92 : 130, Math.max(50, ...classes.map((name) => textWidth(name, 12))) + 12);
  const left = nameWidth + 18;
  const tilted = classes.some((name) => textWidth(name, 12) > cell - 6) && k > 2;
  const top = k === 2 ? 94 : 48 + (tilted ? 70 : 18);
  const width = left + k * cell + (tilted ? 40 : 2);
  const height = top + k * cellHeight + 4;
  const cells = confusion.flatMap((row, truth) =>
    row.map((count, predicted) =>
      drawCell({
        x: left + predicted * cell,
        y: top + truth * cellHeight,
        width: cell,
        height: cellHeight,
        count,
        share: rowShare(row, count),
        right: truth === predicted,
        word: words?.[truth]?.[predicted],
        large: k === 2,
      }),
    ),
  );
  const columnNames = classes.map((name, i) => {
    const middle = left + (i + 0.5) * cell;
    return tilted
      ? label(name, { x: middle, y: top - 8, size: 12, rotate: -40, maxWidth: 96 })
      : block(name, {
          x: middle,
          y: top - 8,
          anchor: 'middle',
          maxWidth: cell - 6,
          lines: k === 2 ? 3 : 1,
          align: 'bottom',
        });
  });
  const rowNames = classes.map((name, i) =>
    block(name, {
      x: left - 8,
      y: top + (i + 0.5) * cellHeight + 4,
      anchor: 'end',
      maxWidth: nameWidth,
      lines: k === 2 ? 4 : 2,
      align: 'middle',
    }),
  );
  return frame(
    { width, height, title, description: describeMatrix(confusion, classes) },
    label('predicted', { x: left + (k * cell) / 2, y: k === 2 ? 36 : 40, size: 11, role: 'muted', anchor: 'middle' }),
    label('truth', {
      x: 10,
      y: top + (k * cellHeight) / 2,
      size: 11,
      role: 'muted',
      anchor: 'middle',
      rotate: -90,
    }),
    columnNames,
    rowNames,
    cells,
  );
}

/** A two-class matrix in everyday words, the positive class in the first row and column. */
export function binaryConfusionChart(
  confusion: Confusion,
  options: { readonly title?: string; readonly positive: string; readonly negative?: string },
): string {
  const { positive, negative = 'all others', title } = options;
  return confusionChart(
    [
      [confusion.truePositive, confusion.falseNegative],
      [confusion.falsePositive, confusion.trueNegative],
    ],
    {
      ...(title === undefined ? {} : { title }),
      classes: [positive, negative],
      words: [
        ['caught', 'missed'],
        ['false alarm', 'rightly left alone'],
      ],
    },
  );
}

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** Null where the true class has no rows. */
  readonly share: number | null;
  readonly right: boolean;
  readonly word: string | undefined;
  readonly large: boolean;
}

function drawCell(cell: Cell): Svg {
  const { x, y, width, height, count, share, right, word, large } = cell;
  const role: Role = right ? 'accent' : 'rare';
  const middle = x + width / 2;
  const base = y + height / 2;
  const countSize = large ? 22 : Math.max(10, Math.min(15, (width - 8) / (countText(count).length * 0.6)));
  const shareLine = share === null ? 'no rows' : percentText(share);
  return element(
    'g',
    {},
    element('rect', {
      x,
      y,
      width,
      height,
      ...fill(role),
      'fill-opacity': share === null ? 0 : share * strongestShade,
    }),
    element('rect', { x, y, width, height, ...stroke('grid') }),
    label(countText(count), {
      x: middle,
      y: base + (large ? -4 : 0),
      size: countSize,
      weight: right || large ? 600 : 400,
      anchor: 'middle',
    }),
    label(shareLine, { x: middle, y: base + 14, size: large ? 12 : 10, anchor: 'middle' }),
    word === undefined ? null : label(word, { x: middle, y: base + 31, size: 11, anchor: 'middle', maxWidth: width }),
  );
}

function rowShare(row: readonly number[], count: number): number | null {
  const total = row.reduce((sum, value) => sum + value, 0);
  return total > 0 ? count / total : null;
}

function describeMatrix(confusion: readonly (readonly number[])[], classes: readonly string[]): string {
  const rows = confusion.map((row, truth) => {
    const parts = row.map((count, predicted) => `${countText(count)} predicted ${classes[predicted] ?? ''}`);
    return `Of the rows that are ${classes[truth] ?? ''}: ${parts.join(', ')}`;
  });
  return `Confusion matrix. ${rows.join('. ')}`;
}
