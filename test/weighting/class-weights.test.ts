import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.ts';
import {
  balancedWeights,
  type ClassWeightSpec,
  classWeightsFrom,
  rowWeights,
  scalePosWeight,
} from '../../src/weighting/class-weights.ts';
import { effectiveNumber, effectiveNumberWeights } from '../../src/weighting/effective-number.ts';
import { fixture } from '../models/problems.ts';

interface PeerFixture {
  readonly cases: readonly { readonly name: string; readonly labels: number[]; readonly expected: number[] }[];
  readonly weighted: { readonly labels: number[]; readonly sampleWeights: number[]; readonly expected: number[] };
}

const peer = fixture<PeerFixture>('class-weights.json');
const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 12));

describe('balanced weights equal scikit-learn 1.9.1', () => {
  it.each(peer.cases)('$name', ({ labels, expected }) => {
    expect([...balancedWeights(Int32Array.from(labels), expected.length)]).toEqual(near(expected));
  });

  it('with sample weights', () => {
    const { labels, sampleWeights, expected } = peer.weighted;
    expect([...balancedWeights(Int32Array.from(labels), 2, Float64Array.from(sampleWeights))]).toEqual(near(expected));
  });
});

describe('balanced weights', () => {
  it('ignore classes without rows', () => {
    // 4 rows, 2 classes that occur: 4 / (2 * 1) and 4 / (2 * 3).
    expect([...balancedWeights(Int32Array.of(0, 2, 2, 2), 3)]).toEqual([2, 1, 4 / 6]);
  });

  it('give every class the same total and leave the total alone', () => {
    const labels = Int32Array.of(0, 0, 0, 0, 1, 2, 2);
    const sampleWeights = Float64Array.of(1, 2, 0, 0.5, 3, 0.25, 1);
    const weights = rowWeights(labels, balancedWeights(labels, 3, sampleWeights), sampleWeights);
    const totals = [0, 1, 2].map((k) => weights.reduce((sum, weight, i) => (labels[i] === k ? sum + weight : sum), 0));
    expect(totals).toEqual(near([7.75 / 3, 7.75 / 3, 7.75 / 3]));
  });
});

describe('class weights from a specification', () => {
  const context = { classes: ['None', 'Minor', '__proto__'], labels: Int32Array.of(0, 0, 1, 2) };
  const from = (spec: unknown) => [...classWeightsFrom(spec as ClassWeightSpec, context)];

  it('balanced, a map, or plain data; what is not named weighs 1', () => {
    expect(from('balanced')).toEqual(near([4 / 6, 4 / 3, 4 / 3]));
    expect(from(new Map([['Minor', 5]]))).toEqual([1, 5, 1]);
    expect(from(JSON.parse('{ "__proto__": 7, "None": 0 }'))).toEqual([0, 1, 7]);
  });

  it.each([
    [{ Minr: 1 }, /got 'Minr'; did you mean 'Minor'\?/],
    [{ Minor: NaN }, /the weight of class 'Minor' must be finite and at least 0, got NaN/],
    [{ Minor: -1 }, /got -1/],
    ['balance', /'balanced' or a weight per class, got 'balance'/],
    [null, /got null/],
  ])('refuses %j', (spec, message) => {
    expect(() => from(spec)).toThrow(InputError);
    expect(() => from(spec)).toThrow(message);
  });
});

describe('row weights and the weight of positives', () => {
  it('multiply class and sample weights', () => {
    expect([...rowWeights(Int32Array.of(1, 0), [2, 3])]).toEqual([3, 2]);
    expect([...rowWeights(Int32Array.of(1, 0), [2, 3], Float64Array.of(0, 10))]).toEqual([0, 20]);
  });

  it('scalePosWeight is negatives over positives', () => {
    expect(scalePosWeight(Int32Array.of(0, 0, 0, 1))).toBe(3);
    expect(scalePosWeight(Int32Array.of(0, 0, 0, 1), Float64Array.of(1, 1, 0, 4))).toBe(0.5);
    expect(() => scalePosWeight(Int32Array.of(0, 0))).toThrow(/at least one positive row/);
  });

  it.each([
    [
      'a code without a class',
      () => balancedWeights(Int32Array.of(0, 2), 2),
      /labels\[1\] must be a class code from 0 to 1/,
    ],
    ['a code without a weight', () => rowWeights(Int32Array.of(2), [1, 1]), /the weight of class 2/],
    ['NaN', () => balancedWeights(Int32Array.of(0), 1, Float64Array.of(NaN)), /sampleWeights\[0\] must be finite/],
    ['another length', () => rowWeights(Int32Array.of(0), [1], Float64Array.of(1, 1)), /as long as labels \(1\)/],
  ])('refuse %s', (_, act, message) => {
    expect(act).toThrow(message);
  });
});

describe('the effective number of samples', () => {
  it('is (1 - beta^n) / (1 - beta)', () => {
    // 1 + .9 + .81 by hand.
    expect(effectiveNumber(3, 0.9)).toBeCloseTo(2.71, 12);
    expect(effectiveNumber(1, 0.9999)).toBeCloseTo(1, 12);
    expect(effectiveNumber(5, 0)).toBe(1);
  });

  it('gives weights between none and balanced, mean 1', () => {
    const labels = Int32Array.of(0, 0, 0, 1);
    // 1/2.71 and 1 to scale: 2 / (1/2.71 + 1) = 2 * 2.71 / 3.71.
    expect([...effectiveNumberWeights(labels, 2, { beta: 0.9 })]).toEqual(near([2 / 3.71, (2 * 2.71) / 3.71]));
    expect([...effectiveNumberWeights(labels, 3, { beta: 0 })]).toEqual([1, 1, 1]);
    // Towards beta 1 the ratio is that of the counts.
    const [common, rare] = effectiveNumberWeights(labels, 2, { beta: 1 - 1e-9 });
    expect(rare! / common!).toBeCloseTo(3, 6);
  });

  it.each([1, -0.1, NaN])('refuses beta %d', (beta) => {
    expect(() => effectiveNumberWeights(Int32Array.of(0, 1), 2, { beta })).toThrow(
      /beta must be at least 0 and below 1/,
    );
  });
});
