/** Resampling a file: copied text is the file's own, both ways agree, and rows say where they came from. */
import { describe, expect, it } from 'vitest';
import { copyRows } from '../../src/audit/resample-copy.ts';
import { resampleFile } from '../../src/audit/resample-file.ts';
import type { ResampleFileOptions } from '../../src/audit/resample-types.ts';
import { stream } from '../../src/core/random.ts';
import { bytesOf, type FileBytes } from '../../src/table/bytes.ts';
import { readCsv } from '../../src/table/csv.ts';
import { readCsvTop } from '../../src/table/csv-rows.ts';
import { strikes } from '../cli/tables.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const fileOf = (text: string, name = 'train.csv') => bytesOf(encode(text), name);

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts).toString();
}

async function resampled(text: string, options: Omit<ResampleFileOptions, 'target'> & { readonly target?: string }) {
  const { result, content } = await resampleFile(fileOf(text), { target: 'damage', ...options });
  return { result, text: await textOf(content) };
}

/** Rows of a file whose every row is one line. */
const linesOf = (text: string) => text.trimEnd().split('\n').slice(1);
const table = strikes({ rows: 60 });
const classOf = (line: string) => line.split(',').at(-1);

describe('rows that are copied', () => {
  it('random-over: every row in its order and letter by letter, then copies of rare rows', async () => {
    const odd = 'id,"a ""b""",damage\r\n007,"x\r\ny",no\r\n8, 1.50 ,no\r\n"9",,yes';
    const { text, result } = await resampled(odd, { method: 'random-over' });
    expect(text).toBe(`${odd}\r\n"9",,yes\r\n`);
    expect(result).toMatchObject({ unchangedText: true, rows: { before: 3, after: 4, withoutTarget: 0 } });
  });

  it('random-under: rows of the file in its order, all of the rare class, as many of the other', async () => {
    const { text } = await resampled(table, { method: 'random-under' });
    const [all, kept] = [linesOf(table), linesOf(text)];
    const positions = kept.map((line) => all.indexOf(line));
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    const rare = all.filter((line) => classOf(line) === 'yes');
    expect(kept.filter((line) => classOf(line) === 'yes')).toEqual(rare);
    expect(kept.length).toBe(2 * rare.length);
  });

  it.each(['random-over', 'random-under'])('%s draws the same rows as where the table is read', async (kind) => {
    const options = { method: kind, seed: 7, provenance: true } as const;
    const copied = await resampled(table, options);
    const made = await resampled(table, { ...options, delimiter: ';' });
    expect([copied.result.unchangedText, made.result.unchangedText]).toEqual([true, false]);
    const rows = async (text: string) => (await readCsv(fileOf(text), { text: ['damage'] })).table;
    expect(await rows(copied.text)).toEqual(await rows(made.text));
    expect(copied.result.report).toEqual(made.result.report);
  });

  it('in any order, repeated, in batches however small', async () => {
    const file = fileOf(table);
    const all = linesOf(table);
    const random = stream(1, 'order');
    const order = Int32Array.from({ length: 200 }, () => random.integer(all.length));
    for (const batchBytes of [1, 100, 1 << 20]) {
      const top = await readCsvTop(file);
      const text = await textOf(copyRows(file, { top, order, rowCount: all.length, batchBytes }));
      expect(linesOf(text)).toEqual([...order].map((row) => all[row]));
    }
  });

  it('a pipe is kept and read as often as need be', async () => {
    const { name, stream: open } = fileOf(table);
    let opened = 0;
    const pipe: FileBytes = { name, stream: () => (opened++ === 0 ? open() : expect.fail('a pipe is read once')) };
    const { content } = await resampleFile(pipe, { target: 'damage', method: 'random-over' });
    expect(await textOf(content)).toBe((await resampled(table, { method: 'random-over' })).text);
  });

  it('a file that changes in between is refused', async () => {
    const longer = encode(`${table}1,2,small,no\n`);
    let opened = 0;
    const file = { ...fileOf(table), stream: () => bytesOf(opened++ < 3 ? encode(table) : longer, 'x').stream() };
    const { content } = await resampleFile(file, { target: 'damage', method: 'random-over' });
    await expect(textOf(content)).rejects.toThrow('train.csv: the file changed while it was being read');
  });
});

describe('rows that are made', () => {
  const numbers = ['a,b,damage', '0,0.1,no', '1,0,no', '2,0,no', '3,0,no', '10,5,yes', '20,15,yes'].join('\n');

  it('smote: kept rows keep their values; made rows lie where base, neighbour and step say', async () => {
    const { text, result } = await resampled(numbers, { method: { kind: 'smote', k: 1 }, provenance: true });
    const [header, ...rows] = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    expect(header).toEqual(['a', 'b', 'damage', ...result.provenanceColumns]);
    expect(rows.slice(0, 6).map((row) => row.slice(0, 3).join(','))).toEqual(numbers.split('\n').slice(1));
    expect(rows.slice(0, 6).map((row) => row.slice(3))).toEqual(
      [0, 1, 2, 3, 4, 5].map((row) => [`${row}`, '', '', '']),
    );
    expect(rows.length).toBe(8);
    for (const [a, b, damage, source, base, neighbour, step] of rows.slice(6)) {
      expect([damage, source]).toEqual(['yes', '']);
      expect([base, neighbour].toSorted()).toEqual(['4', '5']);
      const from = base === '4' ? 10 : 20;
      const way = (neighbour === '4' ? 10 : 20) - from;
      // Column a holds whole numbers, b does not.
      expect(Number(a)).toBe(Math.round(from + way * Number(step)));
      expect(Number(b)).toBeCloseTo(from - 5 + way * Number(step), 12);
    }
    expect(result.adjustments.map(({ column }) => column)).toEqual(['a', 'b']);
  });

  it('columns that are dropped follow the base row', async () => {
    const withId = strikes({ rows: 60 })
      .trimEnd()
      .split('\n')
      .map((line, i) => (i === 0 ? `id,${line}` : `r${i - 1},${line}`))
      .join('\n');
    const plain = await resampled(withId, { method: { kind: 'smote', k: 2 } });
    expect(plain.result.warnings.map(({ code }) => code)).toContain('identifier-column');
    const { text, result } = await resampled(withId, {
      method: { kind: 'smote', k: 2 },
      drop: ['id'],
      provenance: true,
    });
    expect(result.columns).toEqual(['speed', 'height', 'size']);
    expect(result.warnings).toEqual([]);
    for (const line of linesOf(text)) {
      const [id, , , , , source, base] = line.split(',');
      expect(id).toBe(`r${source === '' ? base : source}`);
    }
  });

  it('rows without a target are refused, or left out and still counted in the file', async () => {
    const gaps = table.replace(/,no\n/, ',\n').replace(/,no\n/, ',?\n');
    const options = { method: 'tomek-links', missing: ['?'] };
    await expect(resampled(gaps, options)).rejects.toThrow(
      "train.csv: 2 of 60 rows have no value in the target 'damage'; fill them in, or leave them out with dropMissingTarget",
    );
    for (const method of ['tomek-links', 'random-under']) {
      const { text, result } = await resampled(gaps, { ...options, method, dropMissingTarget: true, provenance: true });
      expect(result.rows).toMatchObject({ before: 58, withoutTarget: 2 });
      for (const line of linesOf(text)) {
        const parts = line.split(',');
        expect(parts.slice(0, 4).join(',')).toBe(linesOf(gaps)[Number(parts[4])]);
      }
    }
  });
});

describe('constraints on made values', () => {
  const numbers = ['a,size,damage', '0,S,no', '1,S,no', '2,L,no', '30,S,no', '10,L,yes', '20,S,yes'].join('\n');
  const smote = { method: { kind: 'smote', k: 1 } };
  const madeValues = (text: string) =>
    linesOf(text)
      .slice(6)
      .map((line) => Number(line.split(',')[0]));

  it('hold made values, and no others', async () => {
    const constraints = { a: { min: 14, max: '15', integer: false } };
    const { text, result } = await resampled(numbers, { ...smote, constraints });
    expect(linesOf(text).slice(0, 6)).toEqual(linesOf(numbers));
    expect(madeValues(text).length).toBe(2);
    for (const value of madeValues(text)) expect(14 <= value && value <= 15).toBe(true);
    expect(result.adjustments).toMatchObject([{ column: 'a', made: 2, min: 14, max: 15, unit: 'none' }]);
    // Outside 14 to 15 are all six observed values.
    expect(result.warnings.map(({ message }) => message)).toContain(
      "6 of 6 observed rows have a value of 'a' outside the given range 14 to 15: they stay as they are, only made values are held to it.",
    );
  });

  it('do without learned ranges where these are turned off', async () => {
    const method = { kind: 'random-over', shrinkage: 50 };
    const ends = async (options: Partial<ResampleFileOptions>) => {
      const { text, result } = await resampled(numbers, { method, drop: ['size'], ...options });
      return [madeValues(text).every((value) => 0 <= value && value <= 30), result.adjustments[0]!.min];
    };
    expect(await ends({})).toEqual([true, 0]);
    expect(await ends({ ranges: 'none' })).toEqual([false, -Infinity]);
  });

  it.each(['random-over', 'random-under'])('%s makes no values, and says so', async (method) => {
    const { result } = await resampled(numbers, { method, constraints: { a: { min: 5 } } });
    expect(result.warnings.map(({ code }) => code)).toEqual(['constraints-idle']);
    await expect(resampled(numbers, { method, constraints: new Map([['b', { min: 5 }]]) })).rejects.toThrow(
      `${method}: column in constraints must be one of the 3 columns of the file, got 'b'`,
    );
  });
});

describe('values merged into one class', () => {
  const severities = ['None', 'None', 'None', 'None', 'None', 'None', 'None', 'Minor', 'Minor', 'Substantial', 'None'];
  const table = ['x,damage', ...severities.map((damage, row) => `${row * row},${damage}`)].join('\n');
  const positive = ['Minor', 'Substantial'];

  it.each(['smote', 'random-over'])(
    '%s makes as many of them as of the others, each with its own value',
    async (kind) => {
      const method = kind === 'smote' ? { kind, k: 2 } : kind;
      const { text, result } = await resampled(table, { method, positive, provenance: true });
      const rows = linesOf(text).map((line) => line.split(','));
      // 8 rows of None and 3 of the others: 5 are added.
      expect(rows.length).toBe(16);
      expect(rows.slice(0, 11).map((row) => row[1])).toEqual(severities);
      for (const [, damage, , base] of rows.slice(11)) expect(damage).toBe(severities[Number(base)]);
      const after = (value: string) => rows.filter((row) => row[1] === value).length;
      expect(result.merged).toEqual([
        { value: 'None', before: 8, after: 8 },
        { value: 'Minor', before: 2, after: after('Minor') },
        { value: 'Substantial', before: 1, after: after('Substantial') },
      ]);
      expect(result.target).toEqual({
        column: 'damage',
        classes: ['None', 'Minor or Substantial'],
        values: [['None'], positive],
      });
    },
  );

  it('are classes of their own otherwise', async () => {
    const { text, result } = await resampled(table, { method: 'random-over' });
    expect(linesOf(text).length).toBe(24);
    expect(result.merged).toEqual([]);
  });

  it('must be values of the target', async () => {
    await expect(resampled(table, { method: 'smote', positive: ['Miner'] })).rejects.toThrow(
      "resample: positive must be a value of 'damage', got 'Miner'; did you mean 'Minor'?",
    );
  });
});

describe('columns of origin', () => {
  it('never take the name of another column', async () => {
    const text = strikes({ rows: 60, names: ['damage', '_rareclass_source', '_rareclass_source_2', 'x'] });
    const { result } = await resampled(text, { method: 'random-over', provenance: true });
    expect(result.provenanceColumns).toEqual([
      '_rareclass_source_3',
      '_rareclass_base',
      '_rareclass_neighbour',
      '_rareclass_step',
    ]);
  });

  it('stop a second resampling', async () => {
    const { text } = await resampled(table, { method: 'random-over', provenance: true });
    for (const method of ['smote', 'random-under']) {
      await expect(resampled(text, { method })).rejects.toThrow(
        "train.csv: its rows were resampled before, as column '_rareclass_source' says; resample the rows as they were observed",
      );
    }
  });

  it('name the row a copy repeats', async () => {
    const { text, result } = await resampled(table, { method: 'random-over', provenance: true });
    const added = linesOf(text).map((line) => line.split(',').slice(4));
    expect(added.slice(0, 60)).toEqual(linesOf(table).map((_, row) => [`${row}`, '', '', '']));
    for (const [source, base] of added.slice(60)) expect(source).toBe(base);
    expect(result.rows.after).toBe(added.length);
  });
});
