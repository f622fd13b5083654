import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asCategory,
  column,
  columnIndex,
  distinctCount,
  dropColumns,
  makeTable,
  selectColumns,
  takeRows,
  textOf,
} from '../../src/table/columns.ts';
import type { CategoryColumn, Column, NumericColumn } from '../../src/table/types.ts';
import { columnFrom, csv, rowsOf } from './support.ts';

const numeric = (name: string, ...values: number[]): NumericColumn => ({
  type: 'numeric',
  name,
  values: Float64Array.from(values),
  integer: values.every(Number.isInteger),
  missing: 0,
});

describe('columns by name', () => {
  const names = ['__proto__', 'toString', '<img src=x onerror=alert(1)>', ''];
  const table = makeTable(names.map((name, i) => numeric(name, i)));

  it('finds any name, and only its own', () => {
    expect(names.map((name) => columnIndex(table, name))).toEqual([0, 1, 2, 3]);
    expect(column(table, '__proto__')).toMatchObject({ values: Float64Array.of(0) });
    expect(column(table, 'constructor')).toBeUndefined();
    expect(columnIndex(table, 'constructor')).toBe(-1);
  });

  it('selects in the order asked for and drops the rest', () => {
    expect(selectColumns(table, ['', '__proto__', '']).columns.map(({ name }) => name)).toEqual(['', '__proto__']);
    expect(dropColumns(table, ['toString', '']).columns.map(({ name }) => name)).toEqual(['__proto__', names[2]]);
    expect(dropColumns(table, names)).toEqual({ rowCount: 1, columns: [] });
  });

  it('suggests the name that was meant', () => {
    expect(() => selectColumns(table, ['tostring'])).toThrow("there is no column 'tostring'; did you mean 'toString'?");
    expect(() => dropColumns(makeTable([numeric('a'), numeric('b')]), ['outcome'])).toThrow(
      "there is no column 'outcome'; its columns are a, b",
    );
    const many = makeTable(Array.from({ length: 10 }, (_, i) => numeric(`c${i}`)));
    expect(() => selectColumns(many, ['outcome'])).toThrow(
      "there is no column 'outcome'; its columns are c0, c1, c2, c3, c4, c5, c6, c7, and 2 more",
    );
  });
});

describe('makeTable', () => {
  it('refuses columns of different length and names given twice', () => {
    expect(() => makeTable([numeric('a', 1, 2), numeric('b', 1)])).toThrow(
      "column 'b' has 1 rows, expected 2 as in 'a'",
    );
    expect(() => makeTable([numeric('a', 1), numeric('a', 2)])).toThrow(
      "two columns are called 'a'; give every column its own name",
    );
    expect(makeTable([])).toEqual({ rowCount: 0, columns: [] });
  });
});

describe('takeRows', () => {
  it('takes rows in any order and more than once, and counts what is missing anew', async () => {
    const table = await csv('n,c,b,d\n1.5,x,true,2026-01-01\n,,,\n2,y,false,2026-01-02\n3,x,true,2026-01-03\n');
    const taken = takeRows(table, [3, 1, 1, 2]);
    expect(rowsOf(taken)).toEqual([
      ['3', 'x', 'true', '2026-01-03'],
      [null, null, null, null],
      [null, null, null, null],
      ['2', 'y', 'false', '2026-01-02'],
    ]);
    expect(taken.columns.map(({ missing }) => missing)).toEqual([2, 2, 2, 2]);
    expect(table.columns[0]).toMatchObject({ integer: false });
    expect(taken.columns[0]).toMatchObject({ integer: true });
    expect(taken.columns[1]).toMatchObject({ levels: ['x', 'y'], codes: Int32Array.of(0, -1, -1, 1) });
    expect(takeRows(table, []).rowCount).toBe(0);
  });

  it('refuses what is no row', () => {
    const table = makeTable([numeric('a', 1, 2)]);
    for (const row of [2, -1, 0.5, Number.NaN]) {
      expect(() => takeRows(table, [0, row])).toThrow(
        `takeRows: rows[1] must be a whole number from 0 to 1, got ${row}`,
      );
    }
    expect(() => takeRows(makeTable([]), [0])).toThrow(
      'takeRows: rows[0] must be absent, as the table has no rows, got 0',
    );
  });
});

describe('values as text', () => {
  it('numbers read back as the same double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        expect(Object.is(Number(textOf(numeric('a', value), 0)), value)).toBe(true);
      }),
    );
    expect(textOf(numeric('a', 1e20), 0)).toBe('1e+20');
    expect(textOf(numeric('a', 2 ** 53), 0)).toBe('9007199254740992');
    expect(textOf(numeric('a', -0), 0)).toBe('-0');
    expect(textOf(numeric('a', Number.NaN), 0)).toBeNull();
  });

  it('dates, booleans and categories as the file had them', async () => {
    const days = await columnFrom(['2026-01-01', '""']);
    expect([textOf(days, 0), textOf(days, 1)]).toEqual(['2026-01-01', null]);
    expect(textOf(await columnFrom(['2026-01-01T10:00+01:00']), 0)).toBe('2026-01-01T09:00:00.000Z');
    const words = await columnFrom(['NO', 'YES', '""']);
    expect([0, 1, 2].map((row) => textOf(words, row))).toEqual(['NO', 'YES', null]);
  });

  it('asCategory gives every value its text', async () => {
    const levels = (source: Column): CategoryColumn => asCategory(source);
    expect(levels(await columnFrom(['2', '10', '2.0', '""']))).toMatchObject({
      codes: Int32Array.of(0, 1, 0, -1),
      levels: ['2', '10'],
      missing: 1,
    });
    const category = await columnFrom(['x']);
    expect(asCategory(category)).toBe(category);
  });
});

describe('distinctCount', () => {
  it.each<[string, string[], number]>([
    ['numbers', ['1', '1.0', '2', '""', '-0', '0'], 3],
    ['categories', ['x', 'y', 'x', '""'], 2],
    ['booleans', ['true', 'true', '""'], 1],
    ['days', ['2026-01-01', '2026-01-01', '2026-01-02'], 2],
    ['nothing', ['""'], 0],
  ])('of %s', async (_, lines, count) => {
    expect(distinctCount(await columnFrom(lines))).toBe(count);
  });

  it('counts levels that are there, not levels that are listed', async () => {
    const table = await csv('a\nx\ny\n');
    expect(distinctCount(takeRows(table, [1, 1]).columns[0]!)).toBe(1);
  });
});
