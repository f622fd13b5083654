/** Several files on the rows they share: matching, differences, tests and verdicts, against independent computations. */
import { describe, expect, it } from 'vitest';
import { evaluatePredictions } from '../../src/audit/evaluate-predictions.ts';
import type { EvaluateOptions, PairComparison } from '../../src/audit/evaluate-types.ts';
import type { FileBytes } from '../../src/table/bytes.ts';
import { csv, fileOf, options, peers } from './evaluate-files.ts';

const { label, expected, group } = peers;
const own = csv({ label, score: peers.new, group }, 'new.csv');
const old = csv({ label, score: peers.old, group }, 'old.csv');

async function compared(
  files: readonly FileBytes[],
  more: Partial<EvaluateOptions> = {},
  baseline?: FileBytes,
): Promise<readonly PairComparison[]> {
  const all = baseline === undefined ? { files } : { files, baseline };
  return (await evaluatePredictions(all, { ...options, ...more })).comparisons;
}

describe('differences', () => {
  it('are those of the measures of both', async () => {
    const [pair] = await compared([own], {}, old);
    for (const name of ['rocAuc', 'averagePrecision', 'recall', 'f1', 'brier'] as const) {
      const entry = pair!.differences.find((one) => one.name === name)!;
      expect(entry.value).toBeCloseTo(expected.new[name], 12);
      expect(entry.reference).toBeCloseTo(expected.old[name], 12);
      expect(entry.difference).toBeCloseTo(expected.new[name] - expected.old[name], 12);
    }
  });

  it.each([
    ['rows within each class', {}, expected.apDifference, 'paired stratified bootstrap (4000), percentile'],
    ['whole groups', { group: 'group' }, expected.apDifferenceByGroup, 'paired group bootstrap (4000), percentile'],
  ] as const)('have intervals from resampling %s', async (_, more, [low, high], method) => {
    const [pair] = await compared([own], { ...more, bootstrap: 4000 }, old);
    const { interval } = pair!.differences.find(({ name }) => name === 'averagePrecision')!;
    expect(interval?.method).toBe(method);
    expect(Math.abs(interval!.low - low)).toBeLessThan(0.1 * (high - low));
    expect(Math.abs(interval!.high - high)).toBeLessThan(0.1 * (high - low));
  });

  it('have nearly the same intervals where rows are too many to resample', async () => {
    // 400,000 replicates of 300 rows are more visits than are made; the effects of rows are summed up instead.
    for (const more of [{}, { group: 'group' }]) {
      const [drawn] = await compared([own], more, old);
      const [summed] = await compared([own], { ...more, bootstrap: 400_000 }, old);
      for (const { name, interval } of drawn!.differences) {
        const other = summed!.differences.find((one) => one.name === name)!.interval!;
        expect(other.method).toContain('influence function');
        const width = interval!.high - interval!.low;
        expect(Math.abs(other.low - interval!.low), name).toBeLessThan(0.2 * width);
        expect(Math.abs(other.high - interval!.high), name).toBeLessThan(0.2 * width);
      }
    }
  });

  it('come with the tests of McNemar and DeLong', async () => {
    const [pair] = await compared([own], {}, old);
    for (const { rows, ...test } of pair!.decisionTests) {
      const { pValue, ...counts } = expected.mcnemar[rows];
      expect(test).toMatchObject(counts);
      expect(test.pValue).toBeCloseTo(pValue, 10);
    }
    expect(pair!.decisionTests.map(({ rows }) => rows)).toEqual(['all', 'positives', 'negatives']);
    expect(pair!.delong?.z).toBeCloseTo(expected.delong.z, 10);
    expect(pair!.delong?.pValue).toBeCloseTo(expected.delong.pValue, 10);
  });

  it('come without tests of independent rows where rows belong together', async () => {
    const [pair] = await compared([own], { group: 'group', bootstrap: 100 }, old);
    expect([pair!.decisionTests, pair!.delong]).toEqual([[], null]);
  });

  it('of three classes are about decisions', async () => {
    const { truth } = peers.multiclass;
    const worse = truth.map((one, i) => (i % 3 === 0 ? 'A' : one));
    const [pair] = await compared(
      [csv({ label: truth, p: truth })],
      { scores: [], prediction: 'p' },
      csv({ label: truth, p: worse }),
    );
    // Of the rows that are not 'A' every third is wrong in the reference; nothing is wrong here.
    const wrong = truth.filter((one, i) => one !== 'A' && i % 3 === 0).length;
    expect(pair!.decisionTests).toMatchObject([{ rows: 'all', onlyThis: wrong, onlyReference: 0 }]);
    expect(pair!.verdict).toBe('better');
  });
});

describe('verdicts', () => {
  it('say better, worse and cannot tell', async () => {
    // Average precision: interval of the difference above 0 by the independent bootstrap.
    expect(expected.apDifference[0]).toBeGreaterThan(0);
    expect((await compared([own], {}, old))[0]).toMatchObject({ primary: 'averagePrecision', verdict: 'better' });
    expect((await compared([old], {}, own))[0]?.verdict).toBe('worse');
    const [same] = await compared([own, csv({ label, score: peers.new }, 'same.csv')]);
    expect(same).toMatchObject({ name: 'same.csv', reference: 'new.csv', verdict: 'cannot-tell' });
    expect(same!.delong).toBeNull();
  });

  it('are given on every file against the baseline, or against the first', async () => {
    const third = csv({ label, score: peers.old.map((score) => score / 2) }, 'third.csv');
    const against = async (files: readonly FileBytes[], baseline?: FileBytes) =>
      (await compared(files, { bootstrap: 100 }, baseline)).map(({ name, reference }) => `${name} ${reference}`);
    expect(await against([own, third], old)).toEqual(['new.csv old.csv', 'third.csv old.csv']);
    expect(await against([own, old, third])).toEqual(['old.csv new.csv', 'third.csv new.csv']);
  });
});

describe('common rows', () => {
  const id = label.map((_, i) => `case ${i}`);
  const shuffled = [...id.keys()].sort((a, b) => ((a * 7919) % 300) - ((b * 7919) % 300)).slice(10);
  const part = <T>(values: readonly T[]): T[] => shuffled.map((i) => values[i]!);
  const named = csv({ label, score: peers.new, id });
  const partly = csv({ id: part(id), label: part(label), score: part(peers.old) }, 'old.csv');

  it('are found by id in any order', async () => {
    const [pair] = await compared([named], { id: 'id' }, partly);
    expect(pair).toMatchObject({ matchedBy: 'id', rows: 290, onlyInThis: 10, onlyInReference: 0 });
    const kept = new Set(shuffled);
    const only = <T>(values: readonly T[]): T[] => values.filter((_, i) => kept.has(i));
    const [ordered] = await compared(
      [csv({ label: only(label), score: only(peers.new) })],
      {},
      csv({ label: only(label), score: only(peers.old) }, 'old.csv'),
    );
    expect(pair!.differences.map(({ value, reference }) => [value, reference])).toEqual(
      ordered!.differences.map(({ value, reference }) => [value, reference]),
    );
  });

  it('are refused where labels or lengths differ', async () => {
    await expect(compared([named], {}, partly)).rejects.toThrow("new.csv: has 300 rows, 'old.csv' 290 rows");
    const other = csv({ label: label.with(3, 1 - label[3]!), score: peers.old, id }, 'old.csv');
    const message = /new\.csv: 1 of the common rows has another label than in 'old\.csv' \(line 5\)/;
    await expect(compared([named], {}, other)).rejects.toThrow(message);
    await expect(compared([named], { id: 'id' }, other)).rejects.toThrow(message);
    const none = csv({ label, score: peers.old, id: id.map((name) => `no ${name}`) }, 'old.csv');
    await expect(compared([named], { id: 'id' }, none)).rejects.toThrow("has no row in common with 'old.csv'");
  });

  it('leave out rows that one file lacks a score for', async () => {
    const text = ['label,score', ...label.map((one, i) => `${one},${i === 0 ? '' : peers.old[i]}`)].join('\n');
    const [pair] = await compared([named], { missingScores: 'drop' }, fileOf(text, 'old.csv'));
    expect(pair).toMatchObject({ rows: 299, onlyInThis: 1, onlyInReference: 0 });
  });
});
