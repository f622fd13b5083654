/** `rareclass audit` end to end in this process, with the real audit on small tables. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { temporaryFolder, testEffects } from './effects.ts';
import { strikes } from './tables.ts';

const quick = ['--bootstrap', '100', '--folds', '3'];

async function audit(content: string, ...argv: readonly string[]) {
  const test = testEffects({ stdinText: content });
  const exitCode = await main(['audit', '-', ...quick, ...argv], test.effects);
  return { exitCode, stdout: test.stdout(), stderr: test.stderr() };
}

const table = strikes({ rows: 400 });

describe('rareclass audit', () => {
  it('gives the same bytes for the same seed, and others for another', async () => {
    const [first, second, third] = [
      await audit(table, '--target', 'damage', '--seed', '7', '--json'),
      await audit(table, '--target', 'damage', '--seed', '7', '--json'),
      await audit(table, '--target', 'damage', '--seed', '8', '--json'),
    ];
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toBe(second.stdout);
    expect(first.stdout).not.toBe(third.stdout);
  });

  it('takes every option into the result', async () => {
    const argv =
      '--target damage --positive yes --seed 3 --repeats 2 --test-share .3 --threshold-for recall>=0.8 --missing n/a,? --drop height';
    const { exitCode, stdout, stderr } = await audit(table, ...argv.split(' '), '--json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      settings: {
        seed: 3,
        folds: 3,
        repeats: 2,
        testShare: 0.3,
        thresholdFor: 'recall>=0.8',
        bootstrap: 100,
        drop: ['height'],
        missing: ['n/a', '?'],
      },
      target: { column: 'damage', positive: 'yes', positiveInferred: false },
    });
  });

  it('takes values with commas, escaped or repeated', async () => {
    const content = strikes({ rows: 400, classes: ['none', 'dent, large'] });
    const { exitCode, stdout } = await audit(content, '--target', 'damage', '--positive', 'dent\\, large', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).target.positiveValues).toEqual(['dent, large']);
  });

  it('shows the accuracy only beside what always saying "no" would score', async () => {
    const { exitCode, stdout } = await audit(table, '--target', 'damage');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/accuracy/i);
    expect(stdout).toMatch(/average precision/i);
  });

  it('writes HTML, JSON and Markdown of one audit together', async () => {
    const folder = temporaryFolder();
    const [html, json, markdown] = ['r.html', 'r.json', 'r.md'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const { exitCode } = await audit(
      table,
      '--target',
      'damage',
      '--html',
      html,
      '--json',
      json,
      '--markdown',
      markdown,
    );
    expect(exitCode).toBe(0);
    expect(readFileSync(html, 'utf8')).toMatch(/^<!doctype html>/);
    expect(JSON.parse(readFileSync(json, 'utf8')).schema).toBe('rareclass/audit@1');
    expect(readFileSync(markdown, 'utf8')).toContain('|');
  });

  it.each([
    ['__proto__', 'constructor'],
    ['<img src=x onerror=alert(1)>', 'toString'],
    ['"quoted", and\nbroken', '%s$1'],
  ])('takes the column names %j and %j as any other', async (target, feature) => {
    const content = strikes({ rows: 400, names: [target, feature, 'hasOwnProperty', '\u001b[2J'] });
    const json = await audit(content, '--target', target, '--json');
    expect({ exitCode: json.exitCode, stderr: json.stderr }).toEqual({ exitCode: 0, stderr: '' });
    const columns = JSON.parse(json.stdout).columns.map(({ name }: { name: string }) => name);
    expect(columns).toEqual([feature, 'hasOwnProperty', '\u001b[2J', target]);
    const text = await audit(content, '--target', target);
    expect(text.exitCode).toBe(0);
    expect(text.stdout).not.toContain('\u001b');
  });

  it('gives the same result for a file as for standard input', async () => {
    const path = join(temporaryFolder(), 'data.csv');
    writeFileSync(path, table);
    const { effects, stdout } = testEffects();
    expect(await main(['audit', path, '--target', 'damage', ...quick, '--json'], effects)).toBe(0);
    const piped = JSON.parse((await audit(table, '--target', 'damage', '--json')).stdout);
    expect(JSON.parse(stdout())).toEqual({ ...piped, source: { ...piped.source, name: 'data.csv' } });
  });
});
