/** Tables for the tests of encoding, from plain arrays; null is missing. */
import type { Column, Table } from '../../src/table/types.ts';

type Cell = number | string | boolean | null;

/** Numbers make a numeric column, texts a category, truth values a boolean. */
export function tableOf(columns: readonly (readonly [name: string, cells: readonly Cell[]])[]): Table {
  return {
    rowCount: columns[0]?.[1].length ?? 0,
    columns: columns.map(([name, cells]) => columnOf(name, cells)),
  };
}

function columnOf(name: string, cells: readonly Cell[]): Column {
  const missing = cells.filter((cell) => cell === null).length;
  const kinds = new Set(cells.filter((cell) => cell !== null).map((cell) => typeof cell));
  if (kinds.has('boolean')) {
    const values = Uint8Array.from(cells, (cell) => (cell === null ? 255 : cell === true ? 1 : 0));
    return { type: 'boolean', name, values, words: ['no', 'yes'], missing };
  }
  if (kinds.has('number')) {
    const values = Float64Array.from(cells, (cell) => (cell === null ? NaN : (cell as number)));
    return { type: 'numeric', name, values, integer: values.every((value) => !(value % 1 !== 0)), missing };
  }
  const levels = [...new Set(cells.filter((cell) => cell !== null))] as string[];
  const codes = Int32Array.from(cells, (cell) => (cell === null ? -1 : levels.indexOf(cell as string)));
  return { type: 'category', name, codes, levels, missing };
}

export function dateColumn(name: string, days: readonly (string | null)[]): Column {
  const values = Float64Array.from(days, (day) => (day === null ? NaN : Date.parse(`${day}T00:00Z`)));
  return { type: 'date', name, values, daysOnly: true, missing: days.filter((day) => day === null).length };
}

export const repeat = <T>(value: T, times: number): T[] => new Array<T>(times).fill(value);
