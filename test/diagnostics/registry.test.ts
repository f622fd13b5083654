/** The contract of every check: it fires where it should, is silent where it should, and speaks plain English. */
import { describe, expect, it } from 'vitest';
import { checkData, checkResults } from '../../src/diagnostics/check.ts';
import { dataChecks, resultChecks } from '../../src/diagnostics/registry.ts';
import type { Finding } from '../../src/diagnostics/types.ts';
import { dataExamples } from './data-examples.ts';
import { fine, resultExamples } from './result-examples.ts';

const stages = [
  {
    stage: 'data',
    checks: dataChecks.map(({ code, title }) => ({ code, title })),
    examples: Object.keys(dataExamples),
    run: (code: string, kind: 'fires' | 'silent') =>
      dataChecks.find((check) => check.code === code)!.detect(dataExamples[code]![kind]()),
  },
  {
    stage: 'result',
    checks: resultChecks.map(({ code, title }) => ({ code, title })),
    examples: Object.keys(resultExamples),
    run: (code: string, kind: 'fires' | 'silent') =>
      resultChecks.find((check) => check.code === code)!.detect(resultExamples[code]![kind]()),
  },
];

function expectPlain(finding: Finding): void {
  const texts = [finding.title, finding.evidence, finding.why, finding.fix];
  for (const text of texts) {
    expect(text).not.toMatch(/undefined|NaN|null|Infinity|\[object| {2}/);
    // A capital, a number, or a name from the data as it is.
    expect(finding.columns.some((name) => text.startsWith(name)) || /^[A-Z'0-9]/.test(text), text).toBe(true);
    expect(text.trim()).toBe(text);
  }
  for (const text of texts.slice(1)) expect(text).toMatch(/[.!?]$/);
  expect(finding.title).not.toMatch(/\.$/);
  expect(finding.evidence).toMatch(/\d/);
  expect(finding.columns).toEqual(expect.arrayContaining([...finding.leavesOut]));
}

describe.each(stages)('$stage checks', ({ checks, examples, run }) => {
  it('each has an example, and no example is left over', () => {
    expect(examples.toSorted()).toEqual(checks.map(({ code }) => code).toSorted());
  });

  it('codes are unique, lower case and hyphenated', () => {
    expect(new Set(checks.map(({ code }) => code)).size).toBe(checks.length);
    for (const { code } of checks) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it.each(checks)('$code fires on $title, in plain words', ({ code }) => {
    const findings = run(code, 'fires');
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) {
      expect(finding.code).toBe(code);
      expectPlain(finding);
    }
  });

  it.each(checks)('$code is silent where there is nothing', ({ code }) => {
    expect(run(code, 'silent')).toEqual([]);
  });
});

describe('checkData and checkResults', () => {
  it('say nothing about an unremarkable result', () => {
    expect(checkResults(fine())).toEqual([]);
  });

  it.each([
    ['data', checkData(dataExamples['missingness-tells']!.fires())],
    ['results', checkResults(resultExamples['ranks-backwards']!.fires())],
  ])('put the gravest of the %s first, then sort by code', (_, findings) => {
    const rank = ['critical', 'warning', 'note'];
    const keys = findings.map(({ severity, code }) => `${rank.indexOf(severity)} ${code}`);
    expect(findings.length).toBeGreaterThan(1);
    expect(keys).toEqual(keys.toSorted());
  });

  it('give the same findings twice', () => {
    const make = dataExamples['known-after-outcome']!.fires;
    expect(checkData(make())).toEqual(checkData(make()));
  });
});
