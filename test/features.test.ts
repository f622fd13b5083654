/** FEATURES.md stays honest in what a machine can check: every row there, every claim with a test that exists. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './built.ts';

const ids =
  'L1 L2 L3 L4 L5 M1 M2 M3 M4 M5 M6 M7 R1 R2 R3 R4 R5 R6 R7 A1 A2 A3 A4 D1 D2 D3 D4 P1 P2 P3 P4 V1 V2 V3 I1 I2 W1 W2 G1 G2 X1 X2 X3 X4';
const rows = readFileSync(join(root, 'FEATURES.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [A-Z]\d \|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, id, , status, detail, tests]) => ({
    id,
    status,
    detail,
    tests: [...(tests ?? '').matchAll(/`(.*?)`/g)].map((match) => match[1]!),
  }));

describe('FEATURES.md', () => {
  it('has every capability once, in order', () => {
    expect(rows.map(({ id }) => id)).toEqual(ids.split(' '));
  });

  it.each(rows)('$id is $status, and what it claims has a test', ({ status, detail, tests }) => {
    expect(status).toMatch(/^(works|partly|not yet)$/);
    if (status === 'not yet') expect(tests).toEqual([]);
    else expect(tests).not.toEqual([]);
    if (status === 'partly') expect(detail).not.toBe('');
    expect(tests.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
