/** Words on lines and cells in columns, counted in character cells of a fixed-width font. */
import { cells, shortenToCells, visible, visibleName, withoutEndlessWords } from '../../charts/visible.ts';
import type { Colour, Paint } from './paint.ts';

/** Lines of at most `width` cells; an endless word is cut, not spilled. */
export function wrapText(text: string, width: number): readonly string[] {
  const words = withoutEndlessWords(visible(text)).split(' ').filter(Boolean);
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const piece = shortenToCells(word, width);
    const longer = line === '' ? piece : `${line} ${piece}`;
    if (cells(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = piece;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** Wrapped, with the first line after `first` and the others indented below it. */
export function indented(
  text: string,
  width: number,
  indent: number,
  first: string = ' '.repeat(indent),
): readonly string[] {
  return wrapText(text, Math.max(16, width - indent)).map(
    (line, i) => `${i === 0 ? first : ' '.repeat(indent)}${line}`,
  );
}

/** Cells that a name takes once it is made safe. */
export function cellsOf(name: string): number {
  return cells(visibleName(name));
}

/** A name made safe and cut to a width. */
export function fitName(name: string, width: number): string {
  return shortenToCells(visibleName(name), width);
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cells(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - cells(text))) + text;
}

export interface Cell {
  readonly text: string;
  readonly colour?: Colour;
}

export interface GridColumn {
  readonly head: string;
  readonly right?: boolean;
  /** May be cut to make the grid fit. */
  readonly gives?: boolean;
}

/** Columns as wide as their widest cell; those that give are cut until the line fits. A row of one cell is a heading across all. */
export function grid(
  columns: readonly GridColumn[],
  rows: readonly (readonly Cell[])[],
  { width, paint, indent = 2 }: { readonly width: number; readonly paint: Paint; readonly indent?: number },
): readonly string[] {
  const gap = 2;
  const widths = fittedWidths(columns, rows, width - indent - gap * (columns.length - 1));
  const lineOf = (texts: readonly Cell[], colour?: Colour): string => {
    const last = texts.findLastIndex((cell) => cell.text !== '');
    const parts = texts.slice(0, last + 1).map((cell, i) => {
      const cut = shortenToCells(cell.text, widths[i]!);
      const left = i === last ? cut : padEnd(cut, widths[i]!);
      const padded = columns[i]!.right === true ? padStart(cut, widths[i]!) : left;
      const own = colour ?? cell.colour;
      return own === undefined ? padded : paint(own, padded);
    });
    return `${' '.repeat(indent)}${parts.join(' '.repeat(gap))}`;
  };
  const headingOf = ({ text, colour }: Cell): string => {
    const cut = shortenToCells(text, width - indent);
    return `${' '.repeat(indent)}${colour === undefined ? cut : paint(colour, cut)}`;
  };
  const heads = columns.some((column) => column.head !== '')
    ? [
        lineOf(
          columns.map((column) => ({ text: column.head })),
          'dim',
        ),
      ]
    : [];
  return [...heads, ...rows.map((row) => (row.length === 1 ? headingOf(row[0]!) : lineOf(row)))];
}

/** Natural widths, cut where the room is too small: first the columns that give, then all of them. */
function fittedWidths(columns: readonly GridColumn[], rows: readonly (readonly Cell[])[], room: number): number[] {
  const widths = columns.map((column, i) =>
    Math.max(cells(column.head), ...rows.map((row) => (row.length === 1 ? 0 : cells(row[i]?.text ?? '')))),
  );
  const cut = (least: number, may: (column: GridColumn) => boolean): void => {
    columns.forEach((column, i) => {
      const over = widths.reduce((sum, value) => sum + value, 0) - room;
      if (over > 0 && may(column)) widths[i] = Math.min(widths[i]!, Math.max(least, widths[i]! - over));
    });
  };
  cut(12, (column) => column.gives === true);
  cut(6, () => true);
  cut(2, () => true);
  return widths;
}

/** A horizontal bar of eighths of a cell. */
export function bar(share: number, width: number): string {
  const eighths = Math.max(share > 0 ? 1 : 0, Math.round(share * width * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + ' ▏▎▍▌▋▊▉'.charAt(eighths % 8).trim();
}
