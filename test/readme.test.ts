/** The README's code is run as it stands, and what its comments promise is what comes out. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt, root } from './built.ts';
import { strikes } from './cli/tables.ts';

const blocks = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/```js\n([\s\S]*?)```/g)].map(
  (match) => match[1]!,
);
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
