/** `rareclass resample`: constraints on made values and merged classes, as they are typed and as they are told. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ResampleResult } from '../../src/audit/resample-types.ts';
import { main } from '../../src/cli/main.ts';
import { listing, temporaryFolder, testEffects } from './effects.ts';

/** Twenty common rows and four rare ones: age 20 to 80 in whole numbers, cost with fractions, a day, a word. */
const severities = Array.from({ length: 24 }, (_, row) => (row % 6 > 0 ? 'None' : row < 12 ? 'Minor' : 'Substantial'));
const lines = severities.map((damage, row) => {
  const age = 20 + ((row * 35) % 61);
  return `${age},${((row * 7) % 24) / 8},2024-01-${String(row + 1).padStart(2, '0')},${'SML'[row % 3]},${damage}`;
});
const table = `age,cost,seen,size,damage\n${lines.join('\n')}\n`;
const rare = ['-t', 'damage', '--positive', 'Minor,Substantial'];
const smote = [...rare, '-m', 'smote', '--k', '2'];

async function resample(argv: readonly string[], content = table) {
  const folder = temporaryFolder();
  const [input, out] = [join(folder, 'train.csv'), join(folder, 'out.csv')];
  writeFileSync(input, content);
  const { effects, stdout, stderr } = testEffects();
  const exitCode = await main(['resample', input, ...argv, '-o', out], effects);
  const rows = () =>
    readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
  return { exitCode, stdout: stdout(), stderr: stderr(), rows, files: [...listing(folder).keys()], input };
}

const madeOf = (rows: readonly string[][], column: number) => rows.slice(24).map((row) => row[column]!);
const reportOf = (stdout: string): ResampleResult => JSON.parse(stdout);

describe('made values', () => {
  it('keep to the ranges given, while observed rows stay as they are', async () => {
    const held = ['--range', 'age=30..40', '--range', 'cost=1..1.5', '--range', 'seen=2024-01-08..2024-01-09'];
    const { exitCode, rows, stdout } = await resample([...smote, ...held]);
    expect(exitCode).toBe(0);
    expect(rows().slice(0, 24).map(String)).toEqual(lines);
    expect(rows().length).toBe(40);
    for (const age of madeOf(rows(), 0).map(Number)) expect(Number.isInteger(age) && 30 <= age && age <= 40).toBe(true);
    for (const cost of madeOf(rows(), 1).map(Number)) expect(1 <= cost && cost <= 1.5).toBe(true);
    for (const seen of madeOf(rows(), 2)) expect(['2024-01-08', '2024-01-09']).toContain(seen);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /\d+ of 24 observed rows have a value of 'age' outside the given range 30 to 40: they stay as they are/,
    );
  });

  it('take an open end from the column, and none where inf is given or ranges are off', async () => {
    const ends = async (...argv: string[]) => {
      const { stdout } = await resample([...smote, '--json', ...argv]);
      const { min, max } = reportOf(stdout).adjustments.find(({ column }) => column === 'age')!;
      return [min, max];
    };
    const ages = lines.map((line) => Number(line.split(',')[0]));
    const [least, most] = [Math.min(...ages), Math.max(...ages)];
    expect(await ends('--range', 'age=30..')).toEqual([30, most]);
    expect(await ends('--range', 'age=..30')).toEqual([least, 30]);
    expect(await ends('--range', 'age=30..inf')).toEqual([30, 'Infinity']);
    expect(await ends('--range', 'age=-5..30', '--ranges', 'none')).toEqual([-5, 30]);
    expect(await ends('--ranges', 'none')).toEqual(['-Infinity', 'Infinity']);
  });

  it('are whole or not, as asked', async () => {
    const { exitCode, rows } = await resample([...smote, '--integer', 'cost', '--fractional', 'age']);
    expect(exitCode).toBe(0);
    expect(madeOf(rows(), 1).map(Number).every(Number.isInteger)).toBe(true);
    expect(madeOf(rows(), 0).map(Number).every(Number.isInteger)).toBe(false);
  });

  it('are told by column and constraint, moved or not, as the rows show', async () => {
    const argv = [...smote, '--range', 'age=0..200', '--range', 'cost=1..1.5', '--integer', 'cost', '--provenance'];
    const { stdout, rows } = await resample(argv);
    const cells = (name: string) =>
      stdout
        .split('\n')
        .find((line) => line.includes(`“${name}”`))!
        .trim()
        .split(/ {2,}/);
    // What SMOTE made before anything was moved: base + step x (neighbour - base).
    const unmoved = (column: number) =>
      rows()
        .slice(24)
        .map((row) => {
          const [base, neighbour] = [row[6], row[7]].map((at) => Number(lines[Number(at)]!.split(',')[column]));
          return base! + Number(row[8]) * (neighbour! - base!);
        });
    const count = (values: readonly number[], test: (value: number) => boolean) =>
      String(values.filter(test).length).replace(/^0$/, '–');
    const [ages, costs] = [unmoved(0), unmoved(1)];
    expect(cells('age')).toEqual(['“age”', '0 to 200, whole', 'range', '–', '–', count(ages, (age) => age % 1 !== 0)]);
    expect(cells('cost').slice(1, 5)).toEqual([
      '1 to 1.5, whole',
      'range, whole',
      count(costs, (cost) => cost < 1),
      count(costs, (cost) => cost > 1.5),
    ]);
    expect(costs.some((cost) => cost < 1) && costs.some((cost) => cost > 1.5)).toBe(true);
    // The one whole number there is.
    expect(new Set(madeOf(rows(), 1))).toEqual(new Set(['1']));
    expect(stdout).toContain('Made values: how many of 16 were moved to stay plausible');
  });

  it('are none where rows are only copied, and that is said', async () => {
    for (const method of ['random-over', 'random-under', 'tomek-links']) {
      const held = ['--range', 'age=30..40', '--allowed', 'size=S'];
      const { exitCode, stdout } = await resample([...rare, '-m', method, ...held]);
      expect(exitCode).toBe(0);
      expect(stdout.replace(/\s+/g, ' ')).toContain('constraints given for columns had nothing to act on');
    }
  });

  it('may be of columns with any name', async () => {
    const content = table.replace('age,cost', '__proto__,a=b..c');
    const argv = [...smote, '--range', '__proto__=30..40', '--range', 'a=b..c=1..1.5'];
    const { exitCode, rows } = await resample(argv, content);
    expect(exitCode).toBe(0);
    for (const row of rows().slice(24)) {
      expect(30 <= Number(row[0]) && Number(row[0]) <= 40 && 1 <= Number(row[1]) && Number(row[1]) <= 1.5).toBe(true);
    }
  });
});

describe('allowed categories', () => {
  it('are all that made rows have, while all else is as it would have been', async () => {
    const free = await resample([...smote, '--provenance']);
    const { exitCode, rows, stdout } = await resample([...smote, '--provenance', '--allowed', 'size=S,M']);
    expect(exitCode).toBe(0);
    expect(rows().map((row) => row.toSpliced(3, 1))).toEqual(free.rows().map((row) => row.toSpliced(3, 1)));
    expect(rows().slice(0, 24)).toEqual(free.rows().slice(0, 24));
    // The rare rows are 0, 6, 12 and 18, all of size S; so are all that are made of them.
    expect(new Set(madeOf(rows(), 3))).toEqual(new Set(['S']));
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      "8 of 24 observed rows have a value of 'size' that is not allowed ('L'): they stay as they are, only made values are held to it.",
    );
  });

  /** As the table, with sizes S, M, L and "S,M=" by turns, so that the rare rows have S, L, S and L. */
  const four = ['S', 'M', 'L', '"S,M="'];
  const sized = [
    'age,cost,seen,size,damage',
    ...lines.map((line, row) => line.replace(/,[SML],/, `,${four[row % 4]},`)),
    '',
  ].join('\n');

  it('are told in the summary and in the report', async () => {
    const argv = [...smote, '--range', 'age=0..200'];
    const free = await resample(argv, sized);
    const held = await resample([...argv, '--allowed', 'size=S'], sized);
    const replaced = madeOf(free.rows(), 3).filter((size) => size === 'L').length;
    expect(replaced).toBeGreaterThan(0);
    expect(madeOf(held.rows(), 3)).toEqual(Array(16).fill('S'));
    const cells = (name: string) =>
      held.stdout
        .split('\n')
        .find((line) => line.includes(`“${name}”`))!
        .trim()
        .split(/ {2,}/);
    expect(cells('size')).toEqual(['“size”', '“S”', 'categories', '–', '–', '–', String(replaced)]);
    expect(cells('age').length).toBe(7);
    expect(held.stdout).toContain('how many of 16 were moved or replaced to stay plausible');
    const { stdout } = await resample([...argv, '--allowed', 'size=S', '--json'], sized);
    expect(reportOf(stdout).categoryAdjustments).toMatchObject([
      { column: 'size', made: 16, allowed: ['S'], replaced },
    ]);
  });

  it('may hold commas and equals signs, and columns equals signs', async () => {
    const content = sized.replace('size', 's=ize');
    const { exitCode, stdout } = await resample([...smote, '--json', '--allowed', 's\\=ize=S\\,M=,S'], content);
    expect(exitCode).toBe(0);
    expect(reportOf(stdout).categoryAdjustments).toMatchObject([{ column: 's=ize', allowed: ['S,M=', 'S'] }]);
  });
});

describe('merged classes', () => {
  it('grow as one, and every row keeps its own', async () => {
    const { stdout, rows } = await resample([...rare, '-m', 'smote', '--k', '2', '--ratio', '0.5', '--provenance']);
    // 20 rows of None and 4 of the others, of which there are to be 10.
    expect(rows().length).toBe(30);
    for (const row of rows().slice(24)) expect(row[4]).toBe(severities[Number(row[6])]);
    const after = (value: string) => rows().filter((row) => row[4] === value).length;
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      `Classes were merged for resampling alone. As written: “None” 20 before, 20 after; “Minor” 2 before, ${after('Minor')} after; “Substantial” 2 before, ${after('Substantial')} after.`,
    );
  });

  it('are said to be an answer to a ratio of three classes', async () => {
    const { exitCode, stderr } = await resample(['-t', 'damage', '-m', 'random-over', '--ratio', '0.5']);
    expect([exitCode, stderr]).toEqual([
      2,
      'random-over: --ratio needs two classes, and there are 3; use --strategy, --share or --counts, or merge classes with --positive\n',
    ]);
  });
});

describe('refusals: one line, exit code 2, nothing written', () => {
  it.each([
    ['--range age', "--range 'age' has no range; write column=min..max, such as age=18..65"],
    ['--range =1..2', "--range '=1..2' has no column; write column=min..max, such as age=18..65"],
    ['--range age=18-65', "--range for column 'age' must be min..max, got '18-65'; such as 18..65, 18.. or ..65"],
    [
      '--range age=x..5',
      "--range for column 'age' must be with numbers or dates as ends, got 'x..5'; such as 0.5..2, 18.. or 2024-01-01..2024-12-31",
    ],
    ['--range age=NaN..5', "--range for column 'age' must be with numbers or dates as ends, got 'NaN..5'; such as "],
    ['--range age=1e999..', "--range for column 'age' must be with numbers or dates as ends, got '1e999..'; such as "],
    ['--range age=..', "--range for column 'age' must be with at least one end, got '..'; an open end is the one "],
    ['--range age=65..18', "--range for column 'age' must be with min at most max, got '65..18'; write 18..65"],
    ['--range age=1.. --range age=..9', "--range is given twice for column 'age'; give both ends at once: min..max"],
    [
      '--range agee=18..',
      "column in --range must be one of the 3 numeric or date columns in use, got 'agee'; did you mean 'age'?",
    ],
    [
      '--range size=1..2',
      "--range for column 'size' must be for numbers or dates, got 'a column of categories'; say instead which ",
    ],
    [
      '--range age=18.. --drop age',
      "--range for column 'age' must be for a column in use, got 'one that is left alone'; leave the constraint out: ",
    ],
    [
      '--range age=100..',
      /--range for column 'age' must be with min at most the largest observed value \(\d+\), got '100'; give max too /,
    ],
    ['--range seen=2024..', "--range for column 'seen' must be with dates such as 2024-01-31 as ends, got '2024'"],
    ['--range age=2024-01-01..', "--range for column 'age' must be with numbers as ends, got '2024-01-01'"],
    [
      '--range seen=2024-02-01..2024-01-01',
      "--range for column 'seen' must be with min at most max, got '2024-02-01 to 2024-01-01'",
    ],
    ['--range age=30.2..30.8', "--range for column 'age' must be with a whole number between min and max, got '30.2 "],
    ['--integer cots', "column in --integer must be one of the 3 numeric or date columns in use, got 'cots'"],
    ['--integer seen', "--integer for column 'seen' must be for numbers, got 'a column of dates'; leave it out: "],
    ['--fractional size', "--fractional for column 'size' must be for numbers or dates, got 'a column of categories'"],
    ['--allowed size', "--allowed 'size' has no category; write column=category,…, such as channel=web,store"],
    ['--allowed size=', "--allowed 'size=' has no category; write column=category,…, such as channel=web,store"],
    ['--allowed =S', "--allowed '=S' has no column; write column=category,…, such as channel=web,store"],
    [
      '--allowed size=S,',
      "--allowed for column 'size' has an empty category; write a comma inside a category as '\\,'",
    ],
    [
      '--allowed size=S --allowed size=M',
      "--allowed is given twice for column 'size'; give all its categories at once",
    ],
    [
      '--allowed size=Small',
      "--allowed for column 'size' must be categories that it has, got 'Small'; it has 'S', 'M' and",
    ],
    [
      '--allowed size=s',
      "--allowed for column 'size' must be categories that it has, got 's'; did you mean 'S'? it has ",
    ],
    [
      '--allowed age=20',
      "--allowed for column 'age' must be for categories, got 'a column of numbers'; say instead what ",
    ],
    [
      '--range age=1.. --allowed age=20',
      "--allowed for column 'age' must be for categories, got 'a column of numbers'",
    ],
    [
      '--range size=1.. --allowed size=S',
      "--range for column 'size' must be for numbers or dates, got 'a column of cat",
    ],
    [
      '--integer size --allowed size=S',
      "--integer for column 'size' must be for numbers or dates, got 'a column of cat",
    ],
    [
      '--allowed siez=S',
      "column in --allowed must be one of the 1 category or boolean columns in use, got 'siez'; did ",
    ],
    [
      '--allowed size=S --drop size',
      "--allowed for column 'size' must be for a column in use, got 'one that is left al",
    ],
    [
      '--allowed size=M',
      /--allowed for column 'size' must be a category that observed rows of class '.*' have, got 'M'; the most common of theirs is 'S'$/m,
    ],
    ['--integer age --fractional age', "column 'age' is given to both --integer and --fractional; choose one of them"],
    [
      '--ranges age=1..',
      "--ranges must be 'observed' or 'none', got 'age=1..'; for the range of one column write --range age=1..",
    ],
    ['--positive Miner', "--positive must be a value of 'damage', got 'Miner'; did you mean 'Minor'? it has "],
    ['--positive ,Minor', "--positive has an empty value; write a comma inside a value as '\\,'"],
  ])('%s', async (argv, line) => {
    const base = argv.includes('--positive') ? ['-t', 'damage', '-m', 'smote'] : smote;
    const { exitCode, stdout, stderr, files, input } = await resample([...base, ...argv.split(' ')]);
    expect([exitCode, stdout, stderr.split('\n').length, files]).toEqual([2, '', 2, [input]]);
    if (typeof line === 'string') expect(stderr.startsWith(`resample: ${line}`)).toBe(true);
    else expect(stderr).toMatch(line);
  });

  it('an unknown column of rows that are copied', async () => {
    const { exitCode, stderr } = await resample([...rare, '-m', 'random-under', '--range', 'agee=18..']);
    expect([exitCode, stderr]).toEqual([
      2,
      "resample: column in --range must be one of the 5 columns of the file, got 'agee'; did you mean 'age'?\n",
    ]);
  });
});
