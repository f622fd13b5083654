/** `rareclass evaluate` from its arguments to its exit code: what is shown, written and refused. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { evaluateRequest } from '../../src/cli/commands/evaluate.ts';
import { main } from '../../src/cli/main.ts';
import { peers } from '../audit/evaluate-files.ts';
import { listing, temporaryFolder, testEffects } from './effects.ts';

let folder: string;
let file: string;
let old: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'new.csv');
  old = join(folder, 'old.csv');
  const rows = (score: readonly number[]) =>
    `id,label,p\n${peers.label.map((label, i) => `c${i},${label},${score[i]}`).join('\n')}\n`;
  writeFileSync(file, rows(peers.new));
  writeFileSync(old, rows(peers.old));
});

async function run(...words: string[]) {
  const test = testEffects();
  const exitCode = await main(['evaluate', ...words], test.effects);
  return { exitCode, stdout: test.stdout(), stderr: test.stderr() };
}

const columns = ['--label', 'label', '--score', 'p'];

describe('a judgement', () => {
  it('is shown, with what was taken for granted', async () => {
    const { exitCode, stdout, stderr } = await run(file, ...columns);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('“1” was taken for the positive class');
    expect(stdout).toContain('taken for probabilities');
    expect(stdout).toContain(`average precision   ${peers.expected.new.averagePrecision.toFixed(3)} (`);
  });

  it('is written in every form, all or none', async () => {
    const outputs = ['html', 'json', 'md'].map((ending) => join(folder, `out.${ending}`));
    const { exitCode, stderr } = await run(
      file,
      ...columns,
      '--html',
      outputs[0]!,
      '--json',
      outputs[1]!,
      '--markdown',
      outputs[2]!,
    );
    expect(exitCode).toBe(0);
    expect(stderr).toBe(outputs.map((path) => `wrote ${path}\n`).join(''));
    const [html, json, markdown] = outputs.map((path) => readFileSync(path, 'utf8'));
    expect(html).toMatch(/^<!doctype html>/);
    expect(JSON.parse(json!)).toMatchObject({ schema: 'rareclass/evaluation@1', task: 'binary', comparisons: [] });
    expect(markdown).toMatch(/^## /);
  });

  it('gives stdout to --json alone, the same bytes each time', async () => {
    const [one, two] = [await run(file, ...columns, '--json'), await run(file, ...columns, '--json', '-q')];
    expect(JSON.parse(one.stdout).evaluation.n).toBe(300);
    expect(two.stdout).toBe(one.stdout);
  });

  it('reads standard input', async () => {
    const test = testEffects({ stdinText: readFileSync(file, 'utf8') });
    expect(await main(['evaluate', '-', ...columns, '--json'], test.effects)).toBe(0);
    expect(JSON.parse(test.stdout()).source).toEqual({ name: 'standard input', format: 'csv', rows: 300 });
  });

  it('compares with a baseline in every form', async () => {
    const words = [file, ...columns, '--baseline', old, '--id', 'id', '--bootstrap', '200'];
    const shown = await run(...words);
    expect(shown.stdout).toContain("'new.csv' against 'old.csv': better.");
    expect(shown.stdout).toContain('300 common rows');
    const markdown = await run(...words, '--markdown');
    expect(markdown.stdout).toContain('### new.csv against old.csv');
    await run(...words, '--html', join(folder, 'out.html'));
    expect(readFileSync(join(folder, 'out.html'), 'utf8')).toContain(
      "'new.csv' against 'old.csv': better.".replaceAll("'", '&#39;'),
    );
  });

  it('takes hostile names as any other', async () => {
    const nasty = join(folder, 'nasty.csv');
    writeFileSync(nasty, readFileSync(file, 'utf8').replace('label,p', '<b>__proto__</b>,constructor'));
    const { exitCode, stdout } = await run(nasty, '-l', '<b>__proto__</b>', '-s', 'constructor', '--html', '-');
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('<b>__proto__');
  });
});

describe('gates', () => {
  it('are written as JUnit: passed, failed, and skipped where they are inconclusive', async () => {
    const path = join(folder, 'gates.xml');
    const asked = ['auc>=0.6', 'auc>=0.99', `recall>=${peers.expected.new.recall}`];
    const gates = asked.flatMap((gate) => ['--gate', gate]);
    const { exitCode, stderr } = await run(file, ...columns, ...gates, '--junit', path);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: `wrote ${path}\n` });
    const xml = readFileSync(path, 'utf8');
    expect(xml).toContain('<testsuite name="new.csv" tests="3" failures="1" errors="0" skipped="1">');
    const cases = [...xml.matchAll(/<testcase classname="new\.csv" name="(.*?)"><(\S+?)[ >]/g)];
    expect(cases.map(([, name, inside]) => [name, inside])).toEqual([
      ['auc&gt;=0.6', 'system-out'],
      ['auc&gt;=0.99', 'failure'],
      [`recall&gt;=${peers.expected.new.recall}`, 'skipped'],
    ]);
    expect(xml).toMatch(/<failure message="rocAuc is [^"<]*: none of it is &gt;= 0\.99\."\/>/);
  });

  it('have a file of their own as JUnit, and none without gates', async () => {
    const { exitCode, stderr } = await run(file, ...columns, '--junit', join(folder, 'gates.xml'));
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('--junit reports gates, and there is none'),
    });
    expect(existsSync(join(folder, 'gates.xml'))).toBe(false);
    const given = { label: 'label', score: ['p'], gate: ['auc>=0.6'], junit: true } as const;
    expect(evaluateRequest(['runs/new.csv'], given).outputs).toEqual([{ format: 'junit', path: 'new-gates.xml' }]);
  });

  it.each([
    [['auc>=0.5'], 0],
    [['auc>=0.5', 'auc>=0.99'], 1],
    [['precision>=0.6'], 3],
    [['precision>=0.6', 'auc>=0.99'], 1],
  ] as const)('%j end in exit code %i', async (gates, wanted) => {
    const { exitCode, stdout } = await run(file, ...columns, ...gates.flatMap((gate) => ['--gate', gate]));
    expect(exitCode).toBe(wanted);
    expect(stdout).toContain(wanted === 0 ? 'pass' : wanted === 1 ? 'FAIL' : 'inconclusive');
  });

  it('that fail still leave the result where it was asked for', async () => {
    const json = join(folder, 'out.json');
    expect((await run(file, ...columns, '--gate', 'auc>=0.99', '--json', json)).exitCode).toBe(1);
    expect(JSON.parse(readFileSync(json, 'utf8')).gates).toMatchObject([{ verdict: 'fail', metric: 'rocAuc' }]);
  });
});

describe('what cannot be done', () => {
  it.each([
    [[], '<predictions> is missing'],
    [['FILE'], '--label is missing'],
    [['FILE', '-l', 'label'], '--score is missing'],
    [['FILE', '-l', 'lable', '-s', 'p'], "there is no column 'lable'; did you mean 'label'?"],
    [['FILE', '-l', 'label', '-s', 'id'], "line 2: column 'id' must hold scores, which are numbers, got 'c0'"],
    [['FILE', '-l', 'label', '-s', 'p', '-p', '7'], "--positive must be a value of 'label', got '7'"],
    [['FILE', '-l', 'label', '-s', 'p', '--threshold', 'half'], '--threshold must be a number'],
    [['FILE', '-l', 'label', '-s', 'p', '--threshold-for', 'g1'], '--threshold-for must be one of'],
    [
      ['FILE', '-l', 'label', '-s', 'p', '--gate', 'recal>=1'],
      "--gate must be about a measure, got 'recal>=1'; did you mean 'recall'?",
    ],
    [['FILE', '-l', 'label', '-s', 'p', '--missing-scores', 'ignore'], "--missing-scores must be 'refuse' or 'drop'"],
    [['FILE', '-l', 'label', '-s', 'p', '--level', '95'], '--level must be a number between 0 and 1'],
    [['FILE', '-l', 'label', '-s', 'p', '--prediction', 'id'], '--prediction must be absent where score is given'],
    [['-', '-', '-l', 'label', '-s', 'p'], 'standard input can be read only once'],
    [['FILE', 'gone.csv', '-l', 'label', '-s', 'p'], 'gone.csv: no such file'],
    [['FILE', '-l', 'label', '-s', 'p', '--json', 'FILE'], 'is the input; write the result to another file'],
  ] as const)('%j is refused in one line, and nothing is written', async (words, message) => {
    const before = listing(folder);
    const { exitCode, stdout, stderr } = await run(
      ...words.map((word) => (word === 'FILE' ? file : word)),
      '--html',
      join(folder, 'o.html'),
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^evaluate: [^\n]+\n$/);
    expect(listing(folder)).toEqual(before);
    expect(existsSync(join(folder, 'o.html'))).toBe(false);
  });
});
