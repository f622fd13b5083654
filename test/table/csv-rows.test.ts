/** Rows as raw bytes: the same rows `readCsv` reads, whatever the pieces, quotes and line ends. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, type FileBytes } from '../../src/table/bytes.ts';
import { readCsv } from '../../src/table/csv.ts';
import { contentLength, RowCutter, readCsvTop } from '../../src/table/csv-rows.ts';
import { writeCsv } from '../../src/table/write.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

async function rowsOf(text: string, pieceLength = 1 << 20) {
  const file: FileBytes = bytesOf(encode(text), 'x.csv');
  const top = await readCsvTop(file);
  const cutter = new RowCutter(top);
  const rows: string[] = [];
  const take = (row: Uint8Array) => rows.push(decode(row));
  const bytes = encode(text);
  for (let at = 0; at < bytes.length; at += pieceLength) cutter.add(bytes.subarray(at, at + pieceLength), take);
  cutter.end(take);
  return { top: decode(top.bytes), rows };
}

describe('rows as they are written', () => {
  it.each([
    ['line feeds', 'a,b\n1,2\n3,4\n', 'a,b\n', ['1,2\n', '3,4\n']],
    ['both', 'a,b\r\n1,2\r\n3,4', 'a,b\r\n', ['1,2\r\n', '3,4']],
    ['carriage returns', 'a,b\r1,2\r3,4\r', 'a,b\r', ['1,2\r', '3,4\r']],
    ['a byte order mark', '\ufeffa,b\n1,2\n', '\ufeffa,b\n', ['1,2\n']],
    ['blank lines at the end', 'a,b\n1,2\n\n\r\n', 'a,b\n', ['1,2\n']],
    ['quotes', 'a,b\n"x\n""y""\r",2\n5"6","""\n"""\n', 'a,b\n', ['"x\n""y""\r",2\n', '5"6","""\n"""\n']],
    ['empty quoted fields', 'a,b\n"",""\n,\n', 'a,b\n', ['"",""\n', ',\n']],
  ])('%s', async (_, text, top, rows) => {
    for (const piece of [1, 2, 3, 7, 1000]) expect(await rowsOf(text, piece)).toEqual({ top, rows });
  });

  it('are together the whole file, and each alone reads as its row', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', ' ') });
    const table = fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (cells, pieceLength) => {
        const quoted = (text: string) => (/["\n\r,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
        const text = `p,q\n${cells.map((row) => `${row.map(quoted).join(',')}\n`).join('')}`;
        const { top, rows } = await rowsOf(text, pieceLength);
        expect(top + rows.join('')).toBe(text);
        const read = async (content: string) => {
          const { table: whole } = await readCsv(bytesOf(encode(content), 'x.csv'), { text: ['p', 'q'] });
          return [...writeCsv(whole)].join('').split('p,q\n')[1];
        };
        const one = await Promise.all(rows.map((row) => read(top + row)));
        expect(one.join('')).toBe(await read(text));
      }),
      { numRuns: 60 },
    );
  });

  it('content ends before the line end', () => {
    expect(['a\r\n', 'a\n', 'a\r', 'a', '\n', ''].map((text) => contentLength(encode(text)))).toEqual([
      1, 1, 1, 1, 0, 0,
    ]);
  });
});
