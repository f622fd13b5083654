/** Gates: how they are written, when they pass, fail or cannot be told, and how many positives would tell. */
import { describe, expect, it } from 'vitest';
import { parseGate } from '../../src/audit/evaluate-gate-text.ts';
import { csv, judged, peers } from './evaluate-files.ts';

describe('parseGate', () => {
  it.each([
    ['recall>=0.8', { metric: 'recall', comparison: '>=', bound: 0.8, level: null, compares: 'interval' }],
    [' AP > 30% ', { metric: 'averagePrecision', comparison: '>', bound: 0.3 }],
    ['balanced-accuracy>=.7@value', { metric: 'balancedAccuracy', bound: 0.7, compares: 'value' }],
    ['roc_auc>=0.9@lower99', { metric: 'rocAuc', level: 0.99, compares: 'interval' }],
    ['brier<=1e-2@upper90', { metric: 'brier', comparison: '<=', bound: 0.01, level: 0.9 }],
    ['recall[A, B]>=0.5', { metric: 'recall', ofClass: 'A, B' }],
  ] as const)('understands %j', (text, gate) => {
    expect(parseGate(text)).toMatchObject(gate);
  });

  it.each([
    ['recall', 'a measure, a comparison and a number'],
    ['recall=0.8', 'a measure, a comparison and a number'],
    ['recal>=0.8', "did you mean 'recall'?"],
    ['recall>=high', 'a number or a percentage'],
    ['recall>=0.8@upper95', 'value or lower and a level such as lower95'],
    ['recall>=0.8@lower100', 'value or lower and a level such as lower95'],
  ])('refuses %j', (text, message) => {
    expect(() => parseGate(text)).toThrow(message);
  });
});

describe('verdicts', () => {
  // 80 of 100 positives found, 900 negatives left alone. Wilson at 95 %: .7112 to .8666 (Newcombe's calculator).
  const label = Array.from({ length: 1000 }, (_, i) => (i < 100 ? 1 : 0));
  const file = csv({ label, score: label.map((one, i) => (one === 1 && i < 80 ? 0.9 : 0.1 + i / 1e5)) });
  const verdict = async (gate: string): Promise<string> => (await judged(file, { gates: [gate] })).gates[0]!.verdict;

  it.each([
    ['recall>=0.71', 'pass'],
    ['recall>=0.72', 'inconclusive'],
    ['recall>=0.86', 'inconclusive'],
    ['recall>=0.87', 'fail'],
    ['recall<=0.87', 'pass'],
    ['recall<=0.7', 'fail'],
    ['recall>=0.8@value', 'pass'],
    ['recall>0.8@value', 'fail'],
    // At 99 % the interval is .6798 to .8828: z = 2.5758, centre (80 + 3.3175) / 106.635, half-width 2.5758 sqrt(16 + 1.6587) / 106.635.
    ['recall>=0.70@lower99', 'inconclusive'],
    ['recall>=0.680@lower99', 'inconclusive'],
    ['recall>=0.679@lower99', 'pass'],
    ['kappa>=0@value', 'pass'],
  ])('%s: %s', async (gate, wanted) => {
    expect(await verdict(gate)).toBe(wanted);
  });

  it('say how many more positives would settle them', async () => {
    const [gate] = (await judged(file, { gates: ['recall>=0.75'] })).gates;
    // The score test of .75 rejects .8 from n > 1.96^2 x .75 x .25 / .05^2 = 288.1 positives on: 289, of which 100 are there.
    expect(gate).toMatchObject({ verdict: 'inconclusive', positivesNeeded: 189 });
    expect(gate!.sentence).toContain('about 189 more positive rows would settle it');
  });

  it('are inconclusive where the measure is undefined', async () => {
    const none = csv({ label, score: label.map(() => 0.1) });
    const [gate] = (await judged(none, { gates: ['precision>=0.5'] })).gates;
    expect(gate).toMatchObject({ verdict: 'inconclusive', value: null });
    expect(gate!.sentence).toBe('precision is undefined: nothing is predicted positive.');
  });

  it('are about one class of several, by name', async () => {
    const { truth } = peers.multiclass;
    const three = csv({ label: truth, p: truth.map((one) => (one === 'C' ? 'B' : one)) });
    const of = async (gate: string) => (await judged(three, { scores: [], prediction: 'p', gates: [gate] })).gates[0]!;
    expect(await of('recall[C]>=0.5')).toMatchObject({ verdict: 'fail', value: 0 });
    expect(await of('recall[A]>=0.9')).toMatchObject({ verdict: 'pass', value: 1 });
    await expect(of('recall>=0.5')).rejects.toThrow('or about one, as in recall[A]');
    await expect(of('recall[D]>=0.5')).rejects.toThrow('about a class there is');
  });

  it('need a threshold where they are about decisions', async () => {
    await expect(judged(file, { probabilities: false, gates: ['recall>=0.5'] })).rejects.toThrow('give --threshold');
  });
});
