import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../src/table/bytes.ts';
import { makeTable } from '../../src/table/columns.ts';
import { readCsv } from '../../src/table/csv.ts';
import type { Column } from '../../src/table/types.ts';
import { writeCsv } from '../../src/table/write.ts';
import { csv, rowsOf, utf8 } from './support.ts';

const written = (...columns: Column[]): string => [...writeCsv(makeTable(columns))].join('');

const category = (name: string, values: readonly (string | null)[]): Column => {
  const levels = [...new Set(values.filter((value) => value !== null))];
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : levels.indexOf(value)));
  return { type: 'category', name, codes, levels, missing: values.filter((value) => value === null).length };
};
const numeric = (name: string, values: readonly (number | null)[]): Column => {
  const present = values.filter((value) => value !== null);
  const integer = present.every(Number.isInteger);
  return {
    type: 'numeric',
    name,
    values: Float64Array.from(values, (v) => v ?? Number.NaN),
    integer,
    missing: values.length - present.length,
  };
};

describe('writeCsv', () => {
  it('quotes what needs quotes, and nothing else', () => {
    const texts = ['plain', 'a,b', 'a"b', 'a\nb', 'a\rb', ' spaces ', '=1+1'];
    expect(written(category('a "name"', texts))).toBe(
      '"a ""name"""\nplain\n"a,b"\n"a""b"\n"a\nb"\n"a\rb"\n spaces \n=1+1\n',
    );
  });

  it('takes another delimiter and line end', () => {
    const table = makeTable([category('a', ['x;y', 'x,y']), numeric('b', [1, null])]);
    expect([...writeCsv(table, { delimiter: ';', lineEnd: '\r\n' })].join('')).toBe('a;b\r\n"x;y";1\r\nx,y;\r\n');
  });

  it('leaves missing values empty, and keeps the record of a single one', () => {
    expect(written(numeric('a', [1, null]), category('b', [null, 'x']))).toBe('a,b\n1,\n,x\n');
    expect(written(numeric('a', [1, null]))).toBe('a\n1\n""\n');
  });

  it('a byte order mark in the first name stays a part of the name', async () => {
    const table = await csv(written(numeric('\ufeffa', [1])));
    expect(table.columns[0]!.name).toBe('\ufeffa');
  });

  it('comes in pieces', () => {
    const pieces = [
      ...writeCsv(
        makeTable([
          numeric(
            'a',
            Array.from({ length: 50_000 }, (_, i) => i),
          ),
        ]),
      ),
    ];
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.join('').split('\n').length).toBe(50_002);
  });

  it('is read by csv-parse as the same cells', () => {
    const texts = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 2 }), { minLength: 1 });
    fc.assert(
      fc.property(texts, (rows) => {
        const text = written(
          category(
            'a',
            rows.map((row) => row[0]!),
          ),
          category(
            'b',
            rows.map((row) => row[1]!),
          ),
        );
        expect(parse(text, { record_delimiter: '\n' })).toEqual([['a', 'b'], ...rows]);
      }),
    );
  });

  it('what is written is read as the same columns', async () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => `w${text}`);
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const day = fc.integer({ min: -700_000, max: 2_900_000 }).map((days) => days * 86_400_000);
    const time = fc.integer({ min: -62_000_000_000_000, max: 253_000_000_000_000 });
    const row = fc.record({ n: number, c: word, b: fc.boolean(), day, time, gone: fc.integer({ min: 0, max: 31 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(',', ';', '\t'),
        async (rows, delimiter) => {
          // The first row is complete, so that every column has a value to be typed by.
          const at = <T>(i: number, bit: number, value: T): T | null =>
            i > 0 && (rows[i]!.gone >> bit) & 1 ? null : value;
          const dates = (name: string, values: (number | null)[], daysOnly: boolean): Column => ({
            type: 'date',
            name,
            values: Float64Array.from(values, (value) => value ?? Number.NaN),
            daysOnly,
            missing: values.filter((value) => value === null).length,
          });
          const flags = rows.map(({ b }, i) => at(i, 2, b));
          const table = makeTable([
            numeric(
              'n',
              rows.map(({ n }, i) => at(i, 0, n)),
            ),
            category(
              'c',
              rows.map(({ c }, i) => at(i, 1, c)),
            ),
            {
              type: 'boolean',
              name: 'b',
              values: Uint8Array.from(flags, (flag) => (flag === null ? 255 : Number(flag))),
              words: ['No', 'Yes'],
              missing: flags.filter((flag) => flag === null).length,
            },
            dates(
              'day',
              rows.map(({ day }, i) => at(i, 3, day)),
              true,
            ),
            dates(
              'time',
              rows.map(({ time }, i) => at(i, 4, time)),
              false,
            ),
          ]);
          const bytes = utf8([...writeCsv(table, { delimiter })].join(''));
          const { table: back } = await readCsv(bytesOf(bytes, 'x.csv'), { delimiter });
          expect(back).toEqual(table);
          expect(rowsOf(back)).toEqual(rowsOf(table));
        },
      ),
      { numRuns: 400 },
    );
  });
});
