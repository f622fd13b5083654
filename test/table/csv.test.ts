import { describe, expect, it } from 'vitest';
import { DataError } from '../../src/core/errors.ts';
import { bytesOf } from '../../src/table/bytes.ts';
import { readCsv } from '../../src/table/csv.ts';
import { columnFrom, csv, pipe, rowsOf, utf8 } from './support.ts';

describe('records', () => {
  it('reads quotes, doubled quotes, and delimiters and line ends inside quotes', async () => {
    const table = await csv('a,b\r\n"x, ""y""","1\n2"\r\n"",plain "quote" inside\r\n');
    expect(rowsOf(table)).toEqual([
      ['x, "y"', '1\n2'],
      [null, 'plain "quote" inside'],
    ]);
  });

  it.each([
    ['LF', 'a,b\n1,x\n2,y\n'],
    ['CR LF', 'a,b\r\n1,x\r\n2,y\r\n'],
    ['CR', 'a,b\r1,x\r2,y\r'],
    ['no end on the last line', 'a,b\n1,x\n2,y'],
    ['blank lines at both ends', '\n\r\na,b\n1,x\n2,y\n\r\n\n'],
    ['a byte order mark', '\ufeffa,b\n1,x\n2,y\n'],
    ['all quoted', '"a","b"\n"1","x"\n"2","y"'],
  ])('reads %s', async (_, text) => {
    const table = await csv(text);
    expect(table.columns.map(({ name, type }) => [name, type])).toEqual([
      ['a', 'numeric'],
      ['b', 'category'],
    ]);
    expect(rowsOf(table)).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ]);
  });

  it.each([
    [',', 'a,b\n1,x;y\n2,"p;q"\n'],
    [';', 'a;b\n1,5;x\n2,5;"y;z"\n'],
    ['\t', 'a\tb\n1,2\tx\n3,4\ty\n'],
    ['|', 'a|b\n1|x,y\n2|z,w\n'],
    [',', 'a b\n1\n'],
  ])('finds the delimiter %j', async (delimiter, text) => {
    expect((await readCsv(bytesOf(utf8(text), 'x.csv'))).delimiter).toBe(delimiter);
  });

  it('a delimiter given is not searched for', async () => {
    expect(rowsOf(await csv('a~b,c\n1~x\n', { delimiter: '~' }))).toEqual([['1', 'x']]);
  });

  it('a blank line in a file of one column is a missing value, but not at the end', async () => {
    expect(rowsOf(await csv('a\n1\n\n\r\n2\n\n\n'))).toEqual([['1'], [null], [null], ['2']]);
  });

  it('an empty quoted field in a file of one column is a missing value, at the end too', async () => {
    expect(rowsOf(await csv('a\n1\n""\n'))).toEqual([['1'], [null]]);
  });

  it('names the first column where it has no name, as pandas writes an index', async () => {
    expect((await csv(',x\n0,1\n')).columns.map(({ name }) => name)).toEqual(['(unnamed)', 'x']);
  });

  it('keeps any string as a name', async () => {
    const names = ['__proto__', 'constructor', '<img src=x onerror=alert(1)>', 'a "b"'];
    const table = await csv(`__proto__,constructor,<img src=x onerror=alert(1)>,"a ""b"""\n1,2,3,4\n`);
    expect(table.columns.map(({ name }) => name)).toEqual(names);
  });

  it('reads a field far longer than a piece', async () => {
    const long = `"${'x""\n'.repeat(200_000)}"`;
    const table = await csv(`a,b\n${long},1\ny,2\n`);
    expect(rowsOf(table)[0]).toEqual(['x"\n'.repeat(200_000), '1']);
    expect(rowsOf(table)[1]).toEqual(['y', '2']);
  });

  it('reads a header longer than the head', async () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `column${i}`);
    const table = await csv(`${names.join(',')}\n${names.map((_, i) => i).join(',')}\n`);
    expect(table.columns.length).toBe(20_000);
    expect(rowsOf(table)[0]![19_999]).toBe('19999');
  });
});

describe('types', () => {
  it.each<[string, string[], string]>([
    ['numeric', ['1', '-2.5', '+3', '.5', '5.', '1e5', '1E-7', '-0', ' 7 ', ''], 'numeric'],
    ['0 and 1', ['0', '1', '1'], 'numeric'],
    ['nothing at all', ['""', '""'], 'numeric'],
    ['leading zeros', ['1', '007'], 'category'],
    ['leading zeros with a sign', ['-01'], 'category'],
    ['2^53', ['9007199254740992', '-9007199254740992'], 'numeric'],
    ['beyond 2^53', ['9007199254740993'], 'category'],
    ['20 digits', ['12345678901234567890'], 'category'],
    ['20 digits and a point', ['12345678901234567890.0'], 'numeric'],
    ['beyond the largest double', ['1e999'], 'category'],
    ['the word NaN', ['1', 'NaN'], 'category'],
    ['the word Infinity', ['1', 'Infinity'], 'category'],
    ['only spaces', ['1', '  '], 'category'],
    ['thousands', ['"1,000"'], 'category'],
    ['hexadecimal', ['0x10'], 'category'],
    ['half an exponent', ['1e', '2e+'], 'category'],
    ['true and false', ['true', 'false', ''], 'boolean'],
    ['TRUE alone', ['TRUE'], 'boolean'],
    ['No and Yes', ['No', 'Yes'], 'boolean'],
    ['two cases of true', ['true', 'True'], 'category'],
    ['y and n', ['y', 'n'], 'category'],
    ['yes and true', ['yes', 'true'], 'category'],
    ['days', ['2026-02-28', '', '1969/12/31'], 'date'],
    ['times', ['2026-02-28T10:00', '2026-02-28 10:00:01.5Z', '2026-02-28'], 'date'],
    ['a day that does not exist', ['2026-02-29'], 'category'],
    ['an hour that does not exist', ['2026-02-28T24:00'], 'category'],
    ['days first', ['13/02/2026', '01/02/2026'], 'date'],
    ['months first', ['2/13/2026', '2/1/2026'], 'date'],
    ['days or months first', ['01/02/2026', '03/04/2026'], 'category'],
    ['days and months first', ['13/02/2026', '02/13/2026'], 'category'],
    ['a number, then a day', ['1', '2026-02-28'], 'category'],
    ['a day, then a number', ['2026-02-28', '1'], 'category'],
    ['a day, then a word', ['2026-02-28', 'x'], 'category'],
    ['nothing, then a word', ['', 'x'], 'category'],
    ['nothing, then a day', ['', '2026-02-28'], 'date'],
  ])('%s', async (_, lines, type) => {
    const column = await columnFrom(lines.map((line) => (line === '' ? '""' : line)));
    expect(column.type).toBe(type);
    if (type === 'category') {
      const plain = lines.map((line) => line.replaceAll('"', '') || null);
      expect(rowsOf({ rowCount: lines.length, columns: [column] }).flat()).toEqual(plain);
    }
  });

  it('gives dates in milliseconds of UTC', async () => {
    const lines = [
      '2026-02-28T10:00',
      '2026-02-28 10:00:01.2345Z',
      '1969-12-31T23:59:59.9+02:30',
      '2024/02/29',
      '0001-01-01',
    ];
    const column = await columnFrom(lines);
    if (column.type !== 'date') throw new Error(column.type);
    expect([...column.values]).toEqual([
      Date.UTC(2026, 1, 28, 10),
      Date.UTC(2026, 1, 28, 10, 0, 1, 234),
      Date.UTC(1969, 11, 31, 21, 29, 59, 900),
      Date.UTC(2024, 1, 29),
      Date.parse('0001-01-01T00:00:00Z'),
    ]);
    expect(column.daysOnly).toBe(false);
  });

  it('tells days from months by the whole column', async () => {
    const byDay = await columnFrom(['01/02/2026', '13/02/2026']);
    const byMonth = await columnFrom(['1.2.2026', '2.13.2026']);
    expect(byDay).toMatchObject({
      type: 'date',
      daysOnly: true,
      values: Float64Array.of(Date.UTC(2026, 1, 1), Date.UTC(2026, 1, 13)),
    });
    expect(byMonth).toMatchObject({ values: Float64Array.of(Date.UTC(2026, 0, 2), Date.UTC(2026, 1, 13)) });
  });

  it('counts missing values and knows whole numbers', async () => {
    const table = await csv('a,b,c,d\n1,1.5,x,true\n,,,\n2.0,,x,false\n');
    expect(table.columns.map(({ missing }) => missing)).toEqual([1, 2, 1, 1]);
    expect(table.columns[0]).toMatchObject({ integer: true, values: Float64Array.of(1, Number.NaN, 2) });
    expect(table.columns[1]).toMatchObject({ integer: false });
    expect(table.columns[2]).toMatchObject({ codes: Int32Array.of(0, -1, 0), levels: ['x'] });
    expect(table.columns[3]).toMatchObject({ values: Uint8Array.of(1, 255, 0), words: ['false', 'true'] });
  });

  it('words that mean missing are taken exactly, numbers among them', async () => {
    const table = await csv('a,b\n1,x\n-999,NA\nNA,na\n"NA","-999"\n', { missing: ['NA', '-999'] });
    expect(rowsOf(table)).toEqual([
      ['1', 'x'],
      [null, null],
      [null, 'na'],
      [null, null],
    ]);
  });

  it('keeps the text of a column that is wanted as text', async () => {
    const table = await csv('y,z\n1.0,true\n0,false\n', { text: ['y', 'z'] });
    expect(table.columns).toMatchObject([
      { type: 'category', levels: ['1.0', '0'] },
      { type: 'category', levels: ['true', 'false'] },
    ]);
  });

  it('a column that stops being numeric long after the head is read again as text', async () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => `${i}.50,2026-01-01,${i}`);
    const text = `a,b,c\n${rows.join('\n')}\nlast,later,7\n`;
    for (const file of [bytesOf(utf8(text), 'x.csv'), pipe(utf8(text), [50_000, 300_000])]) {
      const { table } = await readCsv(file);
      expect(table.columns.map(({ type }) => type)).toEqual(['category', 'category', 'numeric']);
      expect(table.rowCount).toBe(40_001);
      const cells = rowsOf(table);
      expect(cells[123]).toEqual(['123.50', '2026-01-01', '123']);
      expect(cells[40_000]).toEqual(['last', 'later', '7']);
    }
  });

  it('reads only the columns wanted, in the order of the file', async () => {
    const table = await csv('a,b,c\n1,x,2\n3,y,4\n', { columns: ['c', 'a'] });
    expect(table.columns.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(rowsOf(table)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('tells how far it is', async () => {
    const bytes = utf8(`a\n${'1\n'.repeat(1_000_000)}`);
    const told: [number, number | undefined][] = [];
    await readCsv(bytesOf(bytes, 'x.csv'), { onProgress: (done, total) => told.push([done, total]) });
    expect(told).toEqual([
      [2 ** 20, bytes.length],
      [bytes.length, bytes.length],
    ]);
    const text = utf8(`a\n${'1\n'.repeat(500_000)}x\n`);
    const twice: [number, number | undefined][] = [];
    await readCsv(bytesOf(text, 'x.csv'), { onProgress: (done, total) => twice.push([done, total]) });
    expect(twice).toEqual([
      [text.length, text.length],
      [2 * text.length, 2 * text.length],
    ]);
    const piped: (number | undefined)[] = [];
    await readCsv(pipe(utf8('a\n1\n'), [2]), { onProgress: (done, total) => piped.push(done, total) });
    expect(piped).toEqual([2, undefined, 4, undefined]);
  });
});

describe('errors', () => {
  const rejects = async (text: string | Uint8Array, message: string, line?: number, options = {}) => {
    const error = await csv(text, options).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DataError);
    expect((error as DataError).message).toBe(message);
    expect((error as DataError).place).toMatchObject(line === undefined ? { file: 'x.csv' } : { file: 'x.csv', line });
  };
  const bytes = (...parts: (string | number[])[]) =>
    Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)));

  it('no content', async () => {
    await rejects('', 'x.csv: the file is empty');
    await rejects('\ufeff', 'x.csv: the file is empty');
    await rejects('\n\r\n', 'x.csv: the file holds only blank lines');
    await rejects('a,b\n', 'x.csv: the file has a header but no rows');
    await rejects('a,b', 'x.csv: the file has a header but no rows');
    await rejects('a\n\n\n', 'x.csv: the file has a header but no rows');
  });

  it('headers', async () => {
    await rejects(
      '\na,b,a\n1,2,3\n',
      "x.csv: line 2: columns 1 and 3 are both called 'a'; give every column its own name",
      2,
    );
    await rejects('a,,c\n1,2,3\n', 'x.csv: line 1: column 2 has no name; give every column a name', 1);
    await rejects('a,"b"c\n1,2\n', 'x.csv: line 1: a column name goes on after its closing quote', 1);
    await rejects('a,"b\n1,2\n', 'x.csv: line 1: a quote is opened and never closed', 1);
    await rejects(
      bytes('a,b', [0xe9], '\n1,2\n'),
      'x.csv: line 1: the name of column 2 is not UTF-8; save the file as UTF-8',
      1,
    );
  });

  it('ragged rows', async () => {
    await rejects('a,b,c\n1,2,3\n1,2\n', 'x.csv: line 3 has 2 fields, expected 3', 3);
    await rejects('a,b\n1,2\n1,2,3,4\n', 'x.csv: line 3 has 4 fields, expected 2', 3);
    await rejects('a,b\n1,"x\ny\r\nz"\n1\n2,3\n', 'x.csv: line 5 has 1 field, expected 2', 5);
    await rejects('a,b\r1,2\r1,"x\ry",3\r', 'x.csv: line 3 has 3 fields, expected 2', 3);
    await rejects('a,b\n1,2\n\n\n3,4\n', 'x.csv: line 3 is blank, expected 2 fields', 3);
  });

  it('quotes', async () => {
    await rejects('a,b\n1,2\n"x\ny,2\n3,4\n', 'x.csv: line 3: a quote is opened and never closed', 3);
    await rejects('a,b\n"1\n2","3\n4,5\n', 'x.csv: line 3: a quote is opened and never closed', 3);
    await rejects('a,b\n1,"x"y\n', 'x.csv: line 2: a field goes on after its closing quote', 2);
    await rejects('a,b\n1,"x" \n', 'x.csv: line 2: a field goes on after its closing quote', 2);
  });

  it('bytes that are no UTF-8 text', async () => {
    await rejects(
      bytes('a,city\n1,Lyon\n2,Z', [0xfc], 'rich\n'),
      "x.csv: line 3: column 'city' holds bytes that are not UTF-8; save the file as UTF-8",
      3,
    );
    await rejects(
      bytes('a,b\n1,2\n1,x', [0], '\n'),
      'x.csv: line 3 holds a NUL byte; this is not a text file, or it is UTF-16',
      3,
    );
    await rejects(
      bytes('a,b\n1,"x\n', [0], '"\n'),
      'x.csv: line 3 holds a NUL byte; this is not a text file, or it is UTF-16',
      3,
    );
    await rejects(
      bytes([0x61, 0, 0x2c, 0]),
      'x.csv: line 1 holds a NUL byte; this is not a text file, or it is UTF-16',
      1,
    );
    await rejects(bytes([0xff, 0xfe, 0x61, 0]), 'x.csv: the file is UTF-16; save it as UTF-8');
    await rejects(bytes([0xfe, 0xff, 0, 0x61]), 'x.csv: the file is UTF-16; save it as UTF-8');
    await rejects(
      bytes('PK', [3, 4]),
      'x.csv: this is a ZIP archive or a spreadsheet, not CSV; unpack it or export it as CSV',
    );
    await rejects(bytes([0x1f, 0x8b, 8]), 'x.csv: this is a gzip archive, not CSV; unpack it first');
    await rejects(bytes([0x28, 0xb5, 0x2f, 0xfd]), 'x.csv: this is a Zstandard archive, not CSV; unpack it first');
    await rejects('PAR1', 'x.csv: this is a Parquet file, not CSV; read it with format parquet');
  });

  it('columns that are not there', async () => {
    const text = 'Cost,Class,Time\n1,2,3\n';
    await rejects(text, "x.csv: there is no column 'Calss'; did you mean 'Class'?", undefined, { columns: ['Calss'] });
    await rejects(text, "x.csv: there is no column 'outcome'; its columns are Cost, Class, Time", undefined, {
      text: ['outcome'],
    });
  });

  it('a delimiter that cannot be one', async () => {
    for (const delimiter of ['', ',,', '"', '\n', '1', '.', '-', 'e', 'é']) {
      await expect(csv('a\n1\n', { delimiter })).rejects.toThrow(
        'readTable: delimiter must be one ASCII character that is no letter, digit, quote, sign, point or line end, got ',
      );
    }
  });

  it('a file that changes between its two passes', async () => {
    const first = utf8(`a\n${'1\n'.repeat(400_000)}x\n`);
    const second = utf8('a\n1\nx\n');
    let pass = 0;
    const file = { ...bytesOf(first, 'x.csv'), stream: () => bytesOf(pass++ === 0 ? first : second, 'x.csv').stream() };
    await expect(readCsv(file)).rejects.toThrow('x.csv: the file changed while it was being read');
  });
});
