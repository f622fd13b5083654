/** `rareclass resample` end to end in this process, on small tables and a few real files. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteFile } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { samplers } from '../../src/resampling/registry.ts';
import { listing, temporaryFolder, testEffects } from './effects.ts';
import { strikes } from './tables.ts';

async function run(argv: readonly string[], stdinText = '') {
  const test = testEffects({ stdinText });
  const exitCode = await main(['resample', ...argv], test.effects);
  return { exitCode, stdout: test.stdout(), stderr: test.stderr() };
}

/** Resamples a table in a file of its own; `out` is what was written. */
async function resample(content: string, argv: readonly string[], name = 'train.csv', output = 'out.csv') {
  const folder = temporaryFolder();
  const [input, out] = [join(folder, name), join(folder, output)];
  writeFileSync(input, content);
  const before = listing(folder);
  const told = await run([input, ...argv, '-o', out]);
  if (told.exitCode !== 0) expect(listing(folder)).toEqual(before);
  return { ...told, out: existsSync(out) ? readFileSync(out, 'utf8') : null, input, outPath: out };
}

const table = strikes({ rows: 60 });
/** Rows of the rare class among 60: those with row * 0.618… mod 1 below 0.1. */
const rare = table.split('\n').filter((line) => line.endsWith(',yes')).length;
const damage = ['--target', 'damage'];
const count = (out: string | null, ending: string) => out!.split('\n').filter((line) => line.endsWith(ending)).length;

describe('rareclass resample', () => {
  it('writes the rows and says what was done to each class', async () => {
    const { exitCode, stdout, stderr, out, outPath } = await resample(table, [...damage, '-m', 'smote', '--k', '3']);
    expect([exitCode, stderr]).toEqual([0, `wrote ${outPath}\n`]);
    const common = 60 - rare;
    expect([count(out, ',no'), count(out, ',yes')]).toEqual([common, common]);
    expect(stdout).toContain(`SMOTE added ${common - rare} rows: 60 rows before, ${2 * common} after`);
    const cells = (name: string) =>
      stdout
        .split('\n')
        .find((line) => line.includes(`“${name}”`))
        ?.split(/\s+/);
    expect(cells('yes')?.slice(2, 6)).toEqual([`${rare}`, `${common}`, `${common}`, `+${common - rare}`]);
    for (const word of [/training rows only/, /Correct predicted probabilities/, /doing nothing/]) {
      expect(stdout.replace(/\s+/g, ' ')).toMatch(word);
    }
  });

  it.each([
    [['--ratio', '0.5'], 'random-over', Math.trunc((60 - rare) * 0.5), 60 - rare],
    [['--share', '0.25'], 'random-under', rare, rare * 3],
    [['--counts', `yes=${rare + 1},no=60`], 'random-over', rare + 1, 60],
    [['--strategy', 'minority'], 'random-over', 60 - rare, 60 - rare],
  ])('%j with %s', async (how, method, yes, no) => {
    const { exitCode, out, stderr } = await resample(table, [...damage, '-m', method, ...how, '-q']);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect([count(out, ',yes'), count(out, ',no')]).toEqual([yes, no]);
  });

  it('gives the same bytes for the same seed, and others for another', async () => {
    const of = async (seed: string) => (await resample(table, [...damage, '-m', 'random-over', '--seed', seed])).out;
    const [first, second, third] = [await of('7'), await of('7'), await of('8')];
    expect(first).toBe(second);
    expect(first).not.toBe(third);
  });

  it('passes options on as what they are', async () => {
    const argv = [
      ...damage,
      '-m',
      'borderline-smote',
      '--option',
      'variant=2',
      '--option',
      'm=4',
      '--k',
      '2',
      '--json',
    ];
    const { exitCode, stdout } = await resample(table, argv);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'rareclass/resample@1',
      method: { kind: 'borderline-smote', variant: '2', m: 4, k: 2, shrinkK: false },
      source: { name: 'train.csv', format: 'csv', rows: 60 },
      rows: { before: 60, withoutTarget: 0 },
    });
    const under = await resample(table, [...damage, '-m', 'random-under', '--option', 'replacement=true', '--json']);
    expect(JSON.parse(under.stdout).method.replacement).toBe(true);
  });

  it('--classes restricts a cleaning method', async () => {
    const { exitCode, stdout } = await resample(table, [...damage, '-m', 'all-knn', '--classes', 'yes', '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).report.map(({ removed }: { removed: number }) => removed > 0)).toEqual([false, true]);
  });

  it('reads standard input and writes standard output, with the summary beside', async () => {
    const { exitCode, stdout, stderr } = await run(['-', ...damage, '-m', 'random-over', '-o', '-'], table);
    expect(exitCode).toBe(0);
    expect(stdout.startsWith(table)).toBe(true);
    expect(stderr).toContain('Random over-sampling added');
    const silent = await run(['-', ...damage, '-m', 'random-over', '-o', '-', '-q'], table);
    expect([silent.stdout, silent.stderr]).toEqual([stdout, '']);
  });

  it('keeps bytes that are no UTF-8 in a file, and refuses them on standard output', async () => {
    const folder = temporaryFolder();
    const [input, out] = [join(folder, 'a.csv'), join(folder, 'b.csv')];
    const bytes = Buffer.concat([Buffer.from('note,damage\n'), Buffer.from([0xe9]), Buffer.from(',no\nx,no\ny,yes\n')]);
    writeFileSync(input, bytes);
    expect((await run([input, ...damage, '-m', 'random-over', '-o', out])).exitCode).toBe(0);
    expect(readFileSync(out).subarray(0, bytes.length).equals(bytes)).toBe(true);
    const refused = await run([input, ...damage, '-m', 'random-over', '-o', '-', '-q']);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toMatch(/^resample: a\.csv: holds bytes that are not UTF-8; [^\n]*\n$/);
  });

  it.each([
    ['train.csv', 'out.tsv', ',', '\t'],
    ['train.tsv', 'out.csv', '\t', ','],
    ['train.tsv', 'out.tsv', '\t', '\t'],
    ['train.csv', 'out.csv', ';', ';'],
  ])('%s to %s', async (name, output, from, to) => {
    const argv = [...damage, '-m', 'random-under', '-q'];
    const { out } = await resample(table.replaceAll(',', from), argv, name, output);
    expect(out!.split('\n')[0]).toBe(['speed', 'height', 'size', 'damage'].join(to));
  });

  it('reads Parquet', async () => {
    const folder = temporaryFolder();
    const [input, out] = [join(folder, 'train.parquet'), join(folder, 'out.csv')];
    const data = [0, 1, 2, 3, 4, 5, 6, 7];
    parquetWriteFile({
      filename: input,
      columnData: [
        { name: 'x', data: data.map((value) => value / 2), type: 'DOUBLE' },
        { name: 'damage', data: data.map((value) => (value < 2 ? 'yes' : 'no')), type: 'STRING' },
      ],
    });
    expect((await run([input, ...damage, '-m', 'smote', '--k', '1', '-o', out])).exitCode).toBe(0);
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    expect(lines.slice(0, 4)).toEqual(['x,damage', '0,yes', '0.5,yes', '1,no']);
    expect(lines.length).toBe(1 + 12);
  });

  it.each([
    ['__proto__', 'constructor'],
    ['<img src=x onerror=alert(1)>', 'toString'],
    ['"quoted", and\nbroken', '%s$1'],
  ])('takes the column names %j and %j as any other', async (target, feature) => {
    const content = strikes({
      rows: 60,
      names: [target, feature, 'hasOwnProperty', '\u001b[2J'],
      classes: ['\u001b[2J', '='],
    });
    for (const method of ['smote', 'random-under', 'tomek-links']) {
      const argv = ['-t', target, '-m', method, '--option', 'compatibility=none', '--provenance'];
      const { exitCode, stdout, out } = await resample(content, argv);
      expect(exitCode).toBe(0);
      expect(stdout).not.toContain('\u001b');
      expect(out).toContain('hasOwnProperty,\u001b[2J,');
    }
    const counts = await resample(content, ['-t', target, '-m', 'random-over', '--counts', '==40', '--json']);
    expect(JSON.parse(counts.stdout).report.map(({ after }: { after: number }) => after)).toEqual([60 - rare, 40]);
  });

  it('lists every method in its help', async () => {
    const { stdout } = await run(['--help']);
    const listed = stdout.slice(stdout.indexOf('Methods:'), stdout.indexOf('Examples:'));
    const names = listed
      .match(/[a-z][a-z-]*(?=,|\n)/g)
      ?.filter((word) => word.includes('-') || word === 'smote' || word === 'adasyn' || word === 'prowsyn');
    expect(names?.toSorted()).toEqual([...samplers.keys()].toSorted());
  });

  it('leaves nothing behind when interrupted', async () => {
    const folder = temporaryFolder();
    const input = join(folder, 'train.csv');
    writeFileSync(input, table);
    const before = listing(folder);
    let breaths = 0;
    const test = testEffects({ breathe: async () => void (++breaths === 3 && test.interrupt()) });
    const argv = ['resample', input, ...damage, '-m', 'random-over', '-o', join(folder, 'out.csv')];
    expect(await main(argv, test.effects)).toBe(130);
    expect(test.stderr()).toBe('resample: interrupted, nothing was written\n');
    expect(listing(folder)).toEqual(before);
  });
});

describe('refusals: one line, exit code 2, nothing written', () => {
  const four = ['x,damage', ...Array.from({ length: 20 }, (_, i) => `${i},${i < 4 ? 'Substantial' : 'None'}`)].join(
    '\n',
  );
  const smote = ['-m', 'smote'];

  it.each([
    [
      'too few rows',
      four,
      smote,
      "smote: k must be less than the number of 'Substantial' rows (4), got 5; lower k to 3 or use random-over",
    ],
    [
      'an unknown method',
      four,
      ['-m', 'smot'],
      /^resample: --method must be one of .*, got 'smot'; did you mean 'smote'\?$/,
    ],
    ['an unknown option', four, [...smote, '--option', 'kk=3'], /^smote: options must be among .*, got 'kk'/],
    ['an option without a value', four, [...smote, '--option', 'k'], /^resample: --option 'k' has no value; /],
    ['a count without a number', four, [...smote, '--counts', 'None'], /^resample: --counts 'None' has no number; /],
    [
      'a count that is none',
      four,
      [...smote, '--counts', 'None=x'],
      /^resample: --counts for class 'None' must be a whole/,
    ],
    ['an unknown class', four, [...smote, '--counts', 'Nnoe=30'], /got 'Nnoe'; did you mean 'None'\?$/],
    [
      'fewer rows than there are',
      four,
      [...smote, '--counts', 'None=3'],
      /^smote: .*'None' must be at least the 16 rows/,
    ],
    [
      'a ratio of three classes',
      `${four}\n5,Minor`,
      ['-m', 'random-over', '--ratio', '.5'],
      'random-over: --ratio needs two classes, and there are 3; use --strategy, --share or --counts, or merge classes with --positive',
    ],
    ['a ratio too low', four, ['-m', 'random-over', '--ratio', '.1'], /a ratio above the present 4 to 16, got 0\.1/],
    [
      'two ways of saying how much',
      four,
      [...smote, '--ratio', '1', '--share', '.5'],
      /^resample: --ratio and --share both /,
    ],
    [
      'a ratio in words',
      four,
      [...smote, '--ratio', '1e'],
      "resample: --ratio must be a number above 0 and at most 1, got '1e'",
    ],
    [
      'a strategy of no such name',
      four,
      [...smote, '--strategy', 'more'],
      /^smote: strategy must be .*--ratio, --share or --counts, got 'more'$/,
    ],
    ['a method of other columns', four, ['-m', 'smote-n'], /^smote-n: column 'x' must be a category/],
    [
      'no method in imbalanced-learn',
      four,
      ['-m', 'prowsyn', '--compatibility', 'imbalanced-learn'],
      /^prowsyn: compatibility must be 'none'/,
    ],
    ['an unknown column to drop', four, [...smote, '--drop', 'y'], /^resample: train\.csv: there is no column 'y'/],
    [
      'a class that is missing',
      `${four}\n5,`,
      ['-m', 'random-over'],
      /^resample: train\.csv: 1 of 21 rows has no value in the target 'damage'; .* --drop-missing-target$/,
    ],
    [
      'missing values',
      `${four}\n,None`,
      [...smote, '--k', '3'],
      /^smote: column 'x' must be without missing or infinite values, got '1 of 21'/,
    ],
    [
      'a ragged row',
      `${four}\n5,None,6`,
      ['-m', 'random-over'],
      'resample: train.csv: line 22 has 3 fields, expected 2',
    ],
    [
      'rows that were resampled before',
      table
        .replace('speed,height,size', '_rareclass_source,_rareclass_base,_rareclass_neighbour')
        .replace(',damage\n', ',damage,_rareclass_step\n')
        .replace(/(no|yes)\n/g, '$1,\n'),
      smote,
      /resampled before/,
    ],
  ])('%s', async (_, content, argv, line) => {
    const { exitCode, stdout, stderr } = await resample(content, [...damage, ...argv]);
    expect([exitCode, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
    if (typeof line === 'string') expect(stderr).toBe(`${line}\n`);
    else expect(stderr.trimEnd()).toMatch(line);
  });

  it('an unknown target, in the words of the file', async () => {
    for (const method of ['random-under', 'smote']) {
      const { stderr } = await resample(table, ['-t', 'damge', '-m', method]);
      expect(stderr).toBe("resample: train.csv: there is no column 'damge'; did you mean 'damage'?\n");
    }
  });

  it.each([
    ['', 'resample: <file> is missing; name the file of training rows, or - for standard input'],
    ['-t y --json a.csv', "resample: <file> is missing; 'a.csv' went to the option before it; put <file> first"],
    ['a.csv -m smote -o b.csv', 'resample: --target is missing; name the column of classes'],
    ['a.csv -t y -o b.csv', 'resample: --method is missing; such as smote or random-under; --help lists all'],
    ['a.csv -t y -m smote', 'resample: --output is missing; name the file for the rows, or - for standard output'],
    ['a.csv -t y -m smote -o b.parquet', 'resample: --output cannot be written as parquet; name a .csv or .tsv file'],
    [
      'a.csv -t y -m smote -o - --json',
      'resample: only one of --output and --json can go to stdout; give the other a file',
    ],
    ['a.csv -t y -m smote --k 0', "resample: --k must be a whole number of at least 1, got '0'"],
  ])('%s', async (argv, line) => {
    expect(await run(argv.split(' ').filter(Boolean))).toEqual({ exitCode: 2, stdout: '', stderr: `${line}\n` });
  });

  it('the input as output, and two outputs in one file', async () => {
    const folder = temporaryFolder();
    const [input, out] = [join(folder, 'a.csv'), join(folder, 'b.csv')];
    writeFileSync(input, table);
    const argv = [input, ...damage, '-m', 'random-over'];
    expect((await run([...argv, '-o', input])).stderr).toContain('is the input; write the result to another file');
    expect((await run([...argv, '-o', out, '--json', out])).stderr).toContain('two outputs would be written to');
    expect([...listing(folder).keys()]).toEqual([input]);
  });
});
