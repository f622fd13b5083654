import { readFileSync } from 'node:fs';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../src/core/errors.ts';
import { stream } from '../../src/core/random.ts';
import { bytesOf } from '../../src/table/bytes.ts';
import { textOf } from '../../src/table/columns.ts';
import { type ParquetOptions, readParquet } from '../../src/table/parquet.ts';
import type { Column, Table } from '../../src/table/types.ts';
import { pipe, rowsOf } from './support.ts';

type Codec = 'uncompressed' | 'snappy' | 'zstd' | 'gzip' | 'lz4';
interface Fixture {
  readonly values: Record<string, (string | number | boolean | null)[]>;
  readonly files: Record<Codec, string>;
  readonly nested: string;
  readonly binary: string;
  readonly empty: string;
}
const fixture: Fixture = JSON.parse(readFileSync(new URL('../fixtures/parquet.json', import.meta.url), 'utf8'));
const names = [...Object.keys(fixture.values)];
const fileOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
const parquet = (bytes: Uint8Array, options?: ParquetOptions): Promise<Table> =>
  readParquet(bytesOf(bytes, 'x.parquet'), options);

function plain(column: Column): (string | number | boolean | null)[] {
  const value = (row: number) => {
    const text = textOf(column, row);
    if (text === null || column.type === 'category') return text;
    return column.type === 'boolean' ? text === 'true' : column.values[row]!;
  };
  const rows = column.type === 'category' ? column.codes.length : column.values.length;
  return Array.from({ length: rows }, (_, row) => value(row));
}

describe('readParquet', () => {
  it.each(Object.keys(fixture.files) as Codec[])('gives the values that polars wrote, %s', async (compression) => {
    const table = await parquet(fileOf(fixture.files[compression]));
    expect(table.rowCount).toBe(7);
    expect(table.columns.map(({ name }) => name)).toEqual(names);
    for (const column of table.columns) {
      const expected = fixture.values[column.name]!;
      const asText = (value: unknown) => (value === null ? null : String(value));
      expect([column.name, plain(column)]).toEqual([
        column.name,
        column.type === 'category' ? expected.map(asText) : expected,
      ]);
      expect([column.name, column.missing]).toEqual([column.name, expected.filter((value) => value === null).length]);
    }
  });

  it('gives each type of Parquet its column type', async () => {
    const table = await parquet(fileOf(fixture.files.zstd));
    expect(Object.fromEntries(table.columns.map(({ name, type }) => [name, type]))).toMatchObject({
      int8: 'numeric',
      uint32: 'numeric',
      int64: 'numeric',
      id: 'category',
      uint64: 'category',
      float: 'numeric',
      price: 'numeric',
      account: 'category',
      city: 'category',
      level: 'category',
      fraud: 'boolean',
      day: 'date',
      seen: 'date',
    });
    expect(table.columns.find(({ name }) => name === 'int8')).toMatchObject({ integer: true });
    expect(table.columns.find(({ name }) => name === 'float')).toMatchObject({ integer: false });
    expect(table.columns.find(({ name }) => name === 'day')).toMatchObject({ daysOnly: true });
    expect(table.columns.find(({ name }) => name === 'seen')).toMatchObject({ daysOnly: false });
  });

  it('reads the columns wanted, and of the file only their bytes', async () => {
    const file = bytesOf(fileOf(fixture.files.snappy), 'x.parquet');
    const told: [number, number | undefined][] = [];
    const onProgress = (done: number, total: number | undefined) => told.push([done, total]);
    const table = await readParquet(file, { columns: ['city', 'int8'], onProgress });
    expect(table.columns.map(({ name }) => name)).toEqual(['int8', 'city']);
    expect(told.length).toBe(6);
    expect(told.at(-1)![0]).toBe(told[0]![1]);
    expect(told[0]![1]!).toBeLessThan(file.byteLength! / 4);
  });

  it('keeps a column wanted as text as category', async () => {
    const table = await parquet(fileOf(fixture.files.snappy), {
      columns: ['int8', 'fraud', 'day'],
      text: ['int8', 'fraud', 'day'],
    });
    expect(table.columns.map(({ type }) => type)).toEqual(['category', 'category', 'category']);
    expect(rowsOf(table).slice(0, 3)).toEqual([
      ['1', 'true', '2026-03-01'],
      ['-2', 'false', '1969-12-31'],
      [null, null, null],
    ]);
  });

  it('reads a pipe', async () => {
    const bytes = fileOf(fixture.files.snappy);
    const table = await readParquet(pipe(bytes, [1, 500]), { columns: ['city'] });
    expect(table.rowCount).toBe(7);
  });

  it('reads what another writer made: JSON, UUID, half floats, timestamps of three units', async () => {
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'json', data: [{ a: 1 }, null], type: 'JSON' },
          { name: 'uuid', data: ['123e4567-e89b-12d3-a456-426614174000', null], type: 'UUID' },
          { name: 'half', data: [0.5, null], type: 'FLOAT16' },
          { name: 'time', data: [new Date(Date.UTC(2026, 0, 2, 3)), null], type: 'TIMESTAMP' },
        ],
      }),
    );
    expect(rowsOf(await parquet(bytes))).toEqual([
      ['{"a":1}', '123e4567-e89b-12d3-a456-426614174000', '0.5', '2026-01-02T03:00:00.000Z'],
      [null, null, null, null],
    ]);
  });
});

describe('errors', () => {
  const rejects = async (bytes: Uint8Array, message: string | RegExp, options?: ParquetOptions) => {
    const error = await parquet(bytes, options).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DataError);
    expect((error as DataError).message).toMatch(message);
    expect((error as DataError).message).not.toContain('\n');
  };
  const good = fileOf(fixture.files.zstd);

  it('columns that hold no single values', async () => {
    const advice = 'not one value per row; choose the columns to read without it';
    const nested = fileOf(fixture.nested);
    await rejects(nested, `x.parquet: column 'tags' is nested: it holds lists or records, ${advice}`);
    await rejects(nested, `x.parquet: column 'place' is nested: it holds lists or records, ${advice}`, {
      columns: ['a', 'place'],
    });
    expect((await parquet(nested, { columns: ['a'] })).rowCount).toBe(2);
    await rejects(
      fileOf(fixture.binary),
      "x.parquet: column 'raw' holds bytes that are not UTF-8 text; choose the columns to read without it",
    );
  });

  it('columns that are not there', async () => {
    await rejects(good, "x.parquet: there is no column 'fraude'; did you mean 'fraud'?", { columns: ['fraude'] });
  });

  it('no rows', async () => {
    await rejects(fileOf(fixture.empty), 'x.parquet: the file has columns but no rows');
  });

  it('what is not Parquet, or not all of it', async () => {
    await rejects(new Uint8Array(0), 'x.parquet: the file is empty');
    await rejects(good.subarray(0, 4), 'x.parquet: this is not a Parquet file, or it was cut short');
    await rejects(
      new TextEncoder().encode('a,b\n1,2\n3,4\n5,6\n'),
      'x.parquet: this is not a Parquet file, or it was cut short',
    );
    await rejects(
      good.subarray(0, good.length - 1),
      'x.parquet: the Parquet file is cut short: its end is missing; copy or write it again',
    );
  });

  it('damage is one clear error wherever it is, never an exception of the decoder', async () => {
    const random = stream(3, 'damage');
    let refused = 0;
    for (let i = 0; i < 300; i++) {
      const bytes = good.slice();
      for (let k = 0; k < 3; k++) bytes[4 + random.integer(good.length - 8)] = random.integer(256);
      const result = await parquet(bytes).catch((error: unknown) => error);
      if (result instanceof Error) {
        expect(result).toBeInstanceOf(DataError);
        expect(result.message).toMatch(/^x\.parquet: /);
        refused++;
      } else {
        expect((result as Table).columns.length).toBeGreaterThan(0);
      }
    }
    expect(refused).toBeGreaterThan(100);
  });

  it('raw bytes of fixed length, and types that are no single value', async () => {
    const schema = [
      { name: 'root', num_children: 2 },
      { name: 'a', type: 'INT32', repetition_type: 'REQUIRED' },
      { name: 'raw', type: 'FIXED_LEN_BYTE_ARRAY', type_length: 2, repetition_type: 'REQUIRED' },
    ] as const;
    const columnData = [
      { name: 'a', data: [1] },
      { name: 'raw', data: [Uint8Array.of(1, 2)] },
    ];
    const write = (elements: readonly object[], data: readonly object[]) =>
      new Uint8Array(parquetWriteBuffer({ schema: elements as never, columnData: data as never }));
    const advice = 'not one value per row; choose the columns to read without it';
    await rejects(write(schema, columnData), `x.parquet: column 'raw' holds raw bytes, ${advice}`);
    const bson = [
      schema[0],
      schema[1],
      { name: 'doc', type: 'BYTE_ARRAY', converted_type: 'BSON', repetition_type: 'REQUIRED' },
    ];
    const documents = [
      { name: 'a', data: [1] },
      { name: 'doc', data: [Uint8Array.of(1)] },
    ];
    await rejects(write(bson, documents), `x.parquet: column 'doc' holds values of type BSON, ${advice}`);
    const twice = [schema[0], schema[1], schema[1]];
    const same = [
      { name: 'a', data: [1] },
      { name: 'a', data: [2] },
    ];
    await rejects(write(twice, same), "x.parquet: two columns are called 'a'; give every column its own name");
  });

  it('a damaged list of contents', async () => {
    const bytes = good.slice();
    bytes.fill(0xff, bytes.length - 200, bytes.length - 8);
    await rejects(bytes, /^x\.parquet: the Parquet file is damaged or of an unknown kind \(.+\); write it again$/);
  });

  it('a hole in the middle', async () => {
    const bytes = good.slice();
    bytes.fill(0, 4, 400);
    await rejects(
      bytes,
      /^x\.parquet: column 'int8' of the Parquet file is damaged or of an unknown kind \(.+\); write it again$/,
    );
  });
});
