/**
 * Bad input, end to end with the real audit: each case is one clear line on stderr that names the file or option at fault,
 * exit code 2, and nothing written.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { listing, temporaryFolder, testEffects } from './effects.ts';
import { strikes } from './tables.ts';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

interface Case {
  readonly is: string;
  /** What data.csv holds; absent: an ordinary table. */
  readonly content?: string | Uint8Array;
  /** `%` stands for the folder. */
  readonly argv?: readonly string[];
  readonly says: RegExp;
}

const audit = ['audit', '%/data.csv', '--target', 'damage'];
const parquet = new Uint8Array(
  parquetWriteBuffer({ columnData: [{ name: 'damage', data: ['no', 'yes', 'no', 'no'], type: 'STRING' }] }),
);
const withTarget = (values: readonly unknown[]) =>
  ['speed,damage', ...values.map((value, i) => `${i % 7},${value}`)].join('\n');

const cases: readonly Case[] = [
  {
    is: 'no such file',
    argv: ['audit', '%/dta.csv', '--target', 'damage'],
    says: /dta\.csv: no such file; did you mean 'data\.csv'\?$/,
  },
  { is: 'a folder', argv: ['audit', '%', '--target', 'damage'], says: /is a folder, not a file$/ },
  { is: 'an empty file', content: '', says: /data\.csv: .*empty/ },
  { is: 'a header and no rows', content: 'speed,damage\n', says: /data\.csv: .*header but no rows/ },
  { is: 'a single column', content: `damage\n${'no\n'.repeat(90)}${'yes\n'.repeat(10)}`, says: /1 column/ },
  {
    is: 'an unknown target',
    argv: ['audit', '%/data.csv', '--target', 'damge'],
    says: /data\.csv: there is no column 'damge'; did you mean 'damage'\?$/,
  },
  { is: 'a single class', content: withTarget(Array(100).fill('no')), says: /--target .*two classes, got 'damage'/ },
  {
    is: 'a target that is different in every row',
    content: withTarget(Array.from({ length: 100 }, (_, i) => `id${i}`)),
    says: /--target .*'damage'.* 100 values/,
  },
  {
    is: 'a continuous target',
    content: withTarget(Array.from({ length: 200 }, (_, i) => ((i * 37) % 101) / 7)),
    says: /--target .*'damage'/,
  },
  {
    is: 'an unknown positive value',
    argv: [...audit, '--positive', 'yse'],
    says: /--positive .*'yse'; did you mean 'yes'/,
  },
  {
    is: 'all values positive',
    argv: [...audit, '--positive', 'yes,no'],
    says: /--positive .*not all values of 'damage'/,
  },
  {
    is: 'an unknown column to drop',
    argv: [...audit, '--drop', 'sped'],
    says: /--drop.* 'sped'; did you mean 'speed'/,
  },
  {
    is: 'an unknown column to keep',
    argv: [...audit, '--keep', 'sped'],
    says: /--keep.* 'sped'; did you mean 'speed'/,
  },
  { is: 'two columns of one name', content: 'a,a,damage\n1,2,no\n3,4,yes\n', says: /data\.csv: line 1: .*'a'/ },
  { is: 'a short row', content: 'speed,size,damage\n1,2,no\n3,yes\n', says: /data\.csv: line 3 .*2 .*3/ },
  { is: 'a long row', content: 'speed,damage\n1,no\n2,yes,7\n', says: /data\.csv: line 3 .*3 .*2/ },
  { is: 'a quote that never closes', content: 'speed,damage\n1,no\n2,"yes\n3,no\n', says: /data\.csv: line 3.*quote/ },
  {
    is: 'bytes that are not UTF-8',
    content: Buffer.from('speed,damage\n1,no\n2,yes\n3,caf\xe9\n', 'latin1'),
    says: /data\.csv: line 4.*UTF-8/,
  },
  { is: 'a truncated Parquet file', content: parquet.slice(0, parquet.length - 20), says: /data\.csv: .*Parquet/ },
  {
    is: 'fewer positives than folds',
    content: withTarget(Array.from({ length: 100 }, (_, i) => (i % 25 === 0 ? 'yes' : 'no'))),
    says: /yes/,
  },
  { is: 'one fold', argv: [...audit, '--folds', '1'], says: /--folds must be a whole number of at least 2, got '1'$/ },
  {
    is: 'NaN for a number',
    argv: [...audit, '--seed', 'NaN'],
    says: /--seed must be a whole number of at least 0, got 'NaN'$/,
  },
  { is: 'a seed beyond 32 bits', argv: [...audit, '--seed', '4294967296'], says: /--?seed must be .*got 4294967296$/ },
  {
    is: 'an unknown objective',
    argv: [...audit, '--threshold-for', 'gini'],
    says: /--threshold-for must be .*got 'gini'/,
  },
  {
    is: 'a constraint out of range',
    argv: [...audit, '--threshold-for', 'recall>=80'],
    says: /in --threshold-for, the bound of recall must be above 0 and at most 1, got '80'$/,
  },
  {
    is: 'an output in no folder',
    argv: [...audit, '--html', '%/no/r.html'],
    says: /r\.html: cannot be written: there is no folder/,
  },
  { is: 'an output that is a folder', argv: [...audit, '--json', '%/taken'], says: /taken: is a folder/ },
  {
    is: 'an output where nothing can be created',
    argv: [...audit, '--html', '/proc/r.html'],
    says: /\/proc\/r\.html: cannot be written/,
  },
  { is: 'an output that is the input', argv: [...audit, '--json', '%/data.csv'], says: /data\.csv: is the input/ },
  { is: 'no target', argv: ['audit', '%/data.csv'], says: /^audit: --target is missing/ },
];

describe('bad input', () => {
  it.each(cases)('$is', async ({ content = strikes({ rows: 300 }), argv = audit, says }) => {
    writeFileSync(join(folder, 'data.csv'), content);
    mkdirSync(join(folder, 'taken'));
    const outputs = argv.some((argument) => /^--(html|json)$/.test(argument)) ? [] : ['--html', '%/report.html'];
    const before = listing(folder);
    const { effects, stdout, stderr } = testEffects();
    const exitCode = await main(
      [...argv, ...outputs].map((argument) => argument.replace('%', folder)),
      effects,
    );
    expect({ exitCode, stdout: stdout() }, stderr()).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr()).toMatch(/^[^\n]+\n$/);
    expect(stderr().trimEnd()).toMatch(says);
    expect(stderr()).toMatch(/^audit: /);
    expect(listing(folder)).toEqual(before);
  });
});
