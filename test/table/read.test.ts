import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { bytesOf, type FileBytes } from '../../src/table/bytes.ts';
import { readTable } from '../../src/table/read.ts';
import { pipe, rowsOf, utf8 } from './support.ts';

const parquetBytes = new Uint8Array(
  parquetWriteBuffer({ columnData: [{ name: 'a', data: [1.5, 2.5], type: 'DOUBLE' }] }),
);

describe('readTable', () => {
  it.each<[string, string, string, string]>([
    ['x.csv', 'a;b\n1;2\n', 'csv', ';'],
    ['x.txt', 'a\tb\n1\t2\n', 'csv', '\t'],
    ['x.tsv', 'a,a\tb\n1,5\t2\n', 'tsv', '\t'],
    ['X.TAB', 'a\tb\n1\t2\n', 'tsv', '\t'],
    ['-', 'a|b\n1|2\n', 'csv', '|'],
  ])('tells the format of %s', async (name, text, format, delimiter) => {
    expect(await readTable(bytesOf(utf8(text), name))).toMatchObject({ format, delimiter, table: { rowCount: 1 } });
    expect(await readTable(pipe(utf8(text), [1, 3], name))).toMatchObject({ format, delimiter });
  });

  it('knows Parquet by its first bytes, whatever the name, and through a pipe', async () => {
    for (const file of [bytesOf(parquetBytes, 'data'), pipe(parquetBytes, [2, 3], 'data.csv')]) {
      const { table, format, delimiter } = await readTable(file);
      expect([format, delimiter]).toEqual(['parquet', undefined]);
      expect(rowsOf(table)).toEqual([['1.5'], ['2.5']]);
    }
  });

  it('a name that promises Parquet is held to it', async () => {
    await expect(readTable(bytesOf(utf8('a,b\n1,2\n3,4\n'), 'x.parquet'))).rejects.toThrow(
      'x.parquet: this is not a Parquet file, or it was cut short',
    );
  });

  it('a format asked for is taken', async () => {
    const { table } = await readTable(bytesOf(utf8('a,b\tc\n1,2\t3\n'), 'x.csv'), { format: 'tsv' });
    expect(table.columns.map(({ name }) => name)).toEqual(['a,b', 'c']);
    await expect(readTable(bytesOf(parquetBytes, 'x.parquet'), { format: 'csv' })).rejects.toThrow(
      'x.parquet: this is a Parquet file, not CSV; read it with format parquet',
    );
    await expect(readTable(bytesOf(utf8('a\n1\n'), 'x.csv'), { format: 'xls' as 'csv' })).rejects.toThrow(
      "readTable: format must be 'csv', 'tsv' or 'parquet', got 'xls'",
    );
  });

  it('reads empty files and empty pipes to their error', async () => {
    for (const file of [bytesOf(new Uint8Array(0), 'x.csv'), pipe(new Uint8Array(0), [], 'x.csv')]) {
      await expect(readTable(file)).rejects.toThrow('x.csv: the file is empty');
    }
  });

  it('reads a Blob in several pieces', async () => {
    const text = `a,b\n${Array.from({ length: 200_000 }, (_, i) => `${i},x${i % 7}\n`).join('')}`;
    const file = bytesOf(new Blob([text]), 'x.csv');
    let pieces = 0;
    for await (const piece of file.stream()) if (piece.length > 0) pieces++;
    expect(pieces).toBeGreaterThan(1);
    const { table } = await readTable(file);
    expect(table.rowCount).toBe(200_000);
    expect(rowsOf({ ...table, rowCount: 3 })).toEqual([
      ['0', 'x0'],
      ['1', 'x1'],
      ['2', 'x2'],
    ]);
  });

  it('closes the source when it fails', async () => {
    let closed = false;
    const file: FileBytes = {
      name: 'x.csv',
      async *stream() {
        try {
          yield utf8(`a,b\n1,2\n1\n${'1,2\n'.repeat(40_000)}`);
          yield utf8('1,2\n');
        } finally {
          closed = true;
        }
      },
    };
    await expect(readTable(file)).rejects.toThrow('x.csv: line 3 has 1 field, expected 2');
    expect(closed).toBe(true);
  });
});
