/** The README's code is run as it stands, and what its comments promise is what comes out. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { peers } from './audit/evaluate-files.ts';
import { ensureBuilt, root } from './built.ts';
import { strikes } from './cli/tables.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map((match) => match[1]!);
const folder = mkdtempSync(join(tmpdir(), 'rareclass-readme-'));

beforeAll(ensureBuilt);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a block inside the package, so that it finds `rareclass/…` as a user's code would. */
function run(code: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: root, encoding: 'utf8' });
}

it('audits a file and makes a page', () => {
  const data = join(folder, 'strikes.csv');
  writeFileSync(data, strikes({ rows: 400, classes: ['None', 'Minor'] }));
  const code = blocks[0]!.replace("readFile('strikes.csv')", `readFile(${JSON.stringify(data)})`);
  const shorter = code.replace(", 'Substantial'] }", '], bootstrap: 100 }');
  expect(shorter).not.toBe(code);
  const output = run(`${shorter}\nconsole.log(page.slice(0, 15));`);
  expect(output).toMatch(/name: 'averagePrecision'/);
  expect(output).toMatch(/<!doctype html>\n$/);
});

it('measures predictions of any model', () => {
  // Positives score .7 and .5, one negative (.6) stands between them. ROC-AUC: 11 of 12 pairs are in order. Average precision:
  // half at precision 1/1 and half at precision 2/3.
  expect(run(blocks[1]!).trim().split('\n')).toEqual([`{ value: ${11 / 12} }`, `{ value: ${(1 + 2 / 3) / 2} }`]);
});

it('judges predictions against gates', () => {
  const rows = (scores: readonly number[]) => peers.label.map((label, i) => `${label},${scores[i]}\n`).join('');
  writeFileSync(join(folder, 'new.csv'), `fraud,probability\n${rows(peers.new)}`);
  writeFileSync(join(folder, 'old.csv'), `fraud,probability\n${rows(peers.old)}`);
  const command = /^ {4}rareclass (evaluate .*)$/m.exec(readme)![1]!;
  const words = [...command.matchAll(/"([^"]+)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
  const bin = join(root, 'dist/cli/bin.js');
  const { stdout, status } = spawnSync(process.execPath, [bin, ...words], { cwd: folder, encoding: 'utf8' });
  expect(status).toBe(3);
  expect(stdout).toContain(/```text\n([\s\S]*?)```/.exec(readme)![1]!);
});
