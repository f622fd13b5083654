/** The CSV reader against csv-parse, on random tables, and against itself on every way to cut a file into pieces. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, joined } from '../../src/table/bytes.ts';
import { readCsv } from '../../src/table/csv.ts';
import { pipe, rowsOf, utf8 } from './support.ts';

const tricky = fc.constantFrom(
  '"',
  '""',
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r',
  '\r\n',
  ' ',
  'a',
  'é',
  '€',
  '😀',
  '\ufeff',
  '0',
  '1',
  '-',
  '.',
);
const word = fc.oneof(
  fc.array(tricky, { maxLength: 6 }).map((parts) => parts.join('')),
  fc.integer().map(String),
);

/** A table as text, quoted where it must be and sometimes where it need not. */
function written(rows: readonly (readonly string[])[], delimiter: string, lineEnd: string, quoteAll: boolean): string {
  const field = (text: string) =>
    quoteAll || text === '' || text.includes(delimiter) || /["\r\n\ufeff]/.test(text)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  return rows.map((row) => row.map(field).join(delimiter) + lineEnd).join('');
}

const tables = fc
  .record({
    width: fc.integer({ min: 1, max: 5 }),
    height: fc.integer({ min: 1, max: 8 }),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    quoteAll: fc.boolean(),
  })
  .chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      rows: fc.array(fc.array(word, { minLength: shape.width, maxLength: shape.width }), {
        minLength: shape.height,
        maxLength: shape.height,
      }),
      cuts: fc.array(fc.nat(400), { maxLength: 20 }),
    }),
  );

/**
 * Bytes are gathered up to the end of the header and to at least 64 KB before rows are read; a first name this long puts every
 * cut after the header where the rows are.
 */
const longName = 'x'.repeat(70_000);

describe('against csv-parse', () => {
  it('gives the same cells for random tables in random pieces', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ({ shape, rows, cuts }) => {
        const { delimiter, lineEnd, quoteAll } = shape;
        const header = Array.from({ length: shape.width }, (_, i) => (i === 0 ? longName : `c${i}`));
        const start = utf8(written([header], delimiter, lineEnd, false));
        const text = written(rows, delimiter, lineEnd, quoteAll);
        const bytes = joined([start, utf8(text)]);
        const peer = parse(text, { delimiter, record_delimiter: lineEnd }) as string[][];
        const places = [0, ...cuts].map((cut) => start.length + cut).filter((cut) => cut <= bytes.length);
        const { table } = await readCsv(
          pipe(
            bytes,
            places.sort((a, b) => a - b),
          ),
          { delimiter, text: header },
        );
        expect(rowsOf(table)).toEqual(peer.map((row) => row.map((cell) => (cell === '' ? null : cell))));
      }),
      { numRuns: 400 },
    );
  });

  it('finds the delimiter of random tables of words', async () => {
    const plain = fc.stringMatching(/^[a-z ]{1,6}$/);
    const shape = fc.record({
      rows: fc
        .integer({ min: 2, max: 4 })
        .chain((width) =>
          fc.array(fc.array(plain, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 9 }),
        ),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ rows, delimiter }) => {
        const header = rows[0]!.map((_, i) => `c${i}`);
        const text = written([header, ...rows], delimiter, '\n', false);
        expect((await readCsv(bytesOf(utf8(text), 'x.csv'))).delimiter).toBe(delimiter);
      }),
      { numRuns: 300 },
    );
  });
});

describe('pieces', () => {
  const rows = '1,"a ""b"", €",0.30000000000000004\r\n"",😀,1e-5\r2,"\r\n",\n\n';
  const expected = [
    ['1', 'a "b", €', '0.30000000000000004'],
    [null, '😀', '0.00001'],
    ['2', '\r\n', null],
  ];

  it('reads the tricky file as it is, also in single bytes', async () => {
    const bytes = utf8(`\ufeff"id\r\n",né,x\r\n${rows}`);
    for (const cuts of [[], Array.from(bytes.keys())]) {
      const { table } = await readCsv(pipe(bytes, cuts));
      expect(table.columns.map(({ name }) => name)).toEqual(['id\r\n', 'né', 'x']);
      expect(rowsOf(table)).toEqual(expected);
    }
  });

  it.each(['\n', '\r', '\r\n'])(
    'reads it the same cut at any two places, after a header that ends in %j',
    async (lineEnd) => {
      const header = utf8(`${longName},né,x${lineEnd}`);
      const bytes = joined([header, utf8(rows)]);
      const ways: number[][] = [Array.from(bytes.keys()).slice(header.length - 3)];
      for (let a = header.length - 3; a <= bytes.length; a++)
        for (let b = a; b <= bytes.length; b += 7) ways.push([a, b]);
      for (const cuts of ways) {
        const { table } = await readCsv(pipe(bytes, cuts), { delimiter: ',' });
        expect([cuts, rowsOf(table)]).toEqual([cuts, expected]);
      }
    },
  );

  it('finds the same errors in single bytes', async () => {
    const broken: [string, string][] = [
      ['1,2\n3,"4\n', 'pipe.csv: line 3: a quote is opened and never closed'],
      ['1,2\r\n3\r\n', 'pipe.csv: line 3 has 1 field, expected 2'],
      ['1,2\r\n\r\n3,4\r\n', 'pipe.csv: line 3 is blank, expected 2 fields'],
      ['1,"2"x\n', 'pipe.csv: line 2: a field goes on after its closing quote'],
      ['1,a\0\n', 'pipe.csv: line 2 holds a NUL byte; this is not a text file, or it is UTF-16'],
    ];
    for (const [text, message] of broken) {
      const bytes = utf8(`${longName},b\n${text}`);
      const cuts = Array.from(bytes.keys()).slice(longName.length);
      await expect(readCsv(pipe(bytes, cuts))).rejects.toThrow(message);
    }
  });
});
