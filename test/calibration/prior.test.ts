/** Prior correction: identities, published numbers, and models whose weighted fit is known exactly. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predictiveValues, prevalenceForPpv } from '../../src/calibration/predictive-values.ts';
import { correctPrior, undoClassWeights, undoOddsFactor, undoUndersampling } from '../../src/calibration/prior.ts';
import { stream } from '../../src/core/random.ts';
import { expectRate } from '../stats/acceptance.ts';

const one = (values: Float64Array): number => values[0]!;
/** Odds up to 99: going through a probability near 1 loses as many digits as its odds have. */
const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const close = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThan(1e-11);

describe('correctPrior', () => {
  it('equals the formula of Elkan (2001): p (b (1 - ...)) in its own arrangement', () => {
    fc.assert(
      fc.property(share, share, share, (p, from, to) => {
        // p' = to (p - p from) / (from - p from + to p - to from).
        const elkan = (to * (p - p * from)) / (from - p * from + to * p - to * from);
        close(one(correctPrior(Float64Array.of(p), { from, to })), elkan);
      }),
      { seed: 1 },
    );
  });
  it('there and back is nothing, two steps are one, and the base rate becomes the new base rate', () => {
    fc.assert(
      fc.property(share, share, share, share, (p, a, b, c) => {
        const there = correctPrior(Float64Array.of(p), { from: a, to: b });
        close(one(correctPrior(there, { from: b, to: a })), p);
        close(one(correctPrior(there, { from: b, to: c })), one(correctPrior(Float64Array.of(p), { from: a, to: c })));
        close(one(correctPrior(Float64Array.of(a), { from: a, to: b })), b);
      }),
      { seed: 2 },
    );
    expect([...correctPrior(Float64Array.of(0, 1), { from: 0.5, to: 0.01 })]).toEqual([0, 1]);
  });
  it('refuses', () => {
    expect(() => correctPrior(Float64Array.of(0.5), { from: 0, to: 0.5 })).toThrow(
      /from must be between 0 and 1, both excluded, got 0/,
    );
    expect(() => correctPrior(Float64Array.of(1.5), { from: 0.2, to: 0.5 })).toThrow(
      /probabilities\[0\] must be from 0 to 1, got 1.5/,
    );
    expect(() => undoOddsFactor(Float64Array.of(0.5), NaN)).toThrow(/factor must be above 0, got NaN/);
  });
});

describe('undoing weights and resampling', () => {
  it('undersampling: beta p / (beta p - p + 1)', () => {
    fc.assert(
      fc.property(share, share, (p, beta) => {
        close(one(undoUndersampling(Float64Array.of(p), beta)), (beta * p) / (beta * p - p + 1));
      }),
      { seed: 3 },
    );
  });
  it('class weights in two classes are an odds factor', () => {
    fc.assert(
      fc.property(share, fc.double({ min: 0.01, max: 100, noNaN: true }), (p, w) => {
        const [, corrected] = undoClassWeights(Float64Array.of(1 - p, p), [1, w]);
        close(corrected!, one(undoOddsFactor(Float64Array.of(p), w)));
      }),
      { seed: 4 },
    );
  });
  it('gives the unweighted answer back wherever the weighted fit is known: shares of weighted counts', () => {
    // A saturated model predicts in each cell the weighted class shares w_k n_k / sum; the unweighted one n_k / sum.
    const counts = [
      [90, 8, 2],
      [10, 30, 1],
      [500, 1, 0],
    ];
    const weights = [1, 7, 40];
    for (const cell of counts) {
      const total = cell.reduce((sum, count, k) => sum + count * weights[k]!, 0);
      const weighted = Float64Array.from(cell, (count, k) => (count * weights[k]!) / total);
      const plain = cell.reduce((a, b) => a + b, 0);
      for (const [k, p] of undoClassWeights(weighted, weights).entries()) close(p, cell[k]! / plain);
    }
  });
  for (const prevalence of [0.5, 0.05, 0.005]) {
    it(`undersampled to balance from ${100 * prevalence} % positives, corrected probabilities are true again (simulation)`, () => {
      // One binary feature; the share of positives in each cell of the undersampled data, corrected, estimates the true share.
      const random = stream(9, 'undersampling', prevalence);
      const beta = prevalence / (1 - prevalence);
      const kept = [
        [0, 0],
        [0, 0],
      ];
      const rows = 400000;
      for (let i = 0; i < rows; i++) {
        const positive = random.uniform() < prevalence ? 1 : 0;
        const feature = random.uniform() < (positive === 1 ? 0.7 : 0.2) ? 1 : 0;
        if (positive === 1 || random.uniform() < beta) kept[feature]![positive]!++;
      }
      for (const feature of [0, 1]) {
        const [negatives, positives] = kept[feature] as [number, number];
        const [ifPositive, ifNegative] = feature === 1 ? [0.7, 0.2] : [0.3, 0.8];
        const truth = (prevalence * ifPositive) / (prevalence * ifPositive + (1 - prevalence) * ifNegative);
        // The true share carried into the undersampled data is the binomial rate of what was kept.
        const there = one(undoOddsFactor(Float64Array.of(truth), beta));
        expectRate(positives, positives + negatives, there, `feature ${feature}`);
        const corrected = one(undoUndersampling(Float64Array.of(positives / (positives + negatives)), beta));
        expect(Math.abs(corrected / truth - 1)).toBeLessThan(0.15);
      }
    });
  }
  it('refuses weights that are none', () => {
    expect(() => undoClassWeights(Float64Array.of(0.5, 0.5), [1, NaN])).toThrow(
      /classWeights\[1\] must be finite and at least 0, got NaN/,
    );
    expect(() => undoClassWeights(Float64Array.of(0.5, 0.5), [0, 0])).toThrow(/more than 0 for some class/);
    expect(() => undoClassWeights(Float64Array.of(0.5, 0.5, 0), [1, 1])).toThrow(/rows of 2 classes/);
    expect(() => undoUndersampling(Float64Array.of(0.5), 0)).toThrow(
      /keptNegatives must be above 0 and at most 1, got 0/,
    );
  });
});

describe('predictiveValues', () => {
  it('recall .9 and specificity .95: PPV .667 at 10 %, .154 at 1 %, .018 at .1 %', () => {
    const ppv = [0.1, 0.01, 0.001].map((p) => predictiveValues({ recall: 0.9, specificity: 0.95 }, p).ppv!);
    expect(ppv.map((value) => value.toFixed(3))).toEqual(['0.667', '0.154', '0.018']);
  });
  it('equals the confusion matrix at its own prevalence', () => {
    // 8 of 10 positives, 5 of 90 negatives flagged.
    const { ppv, npv, flagged } = predictiveValues({ recall: 0.8, specificity: 85 / 90 }, 0.1);
    close(ppv!, 8 / 13);
    close(npv!, 85 / 87);
    close(flagged, 0.13);
  });
  it('nothing flagged has no PPV; prevalenceForPpv inverts', () => {
    expect(predictiveValues({ recall: 0, specificity: 1 }, 0.2)).toEqual({ ppv: null, npv: 0.8, flagged: 0 });
    expect(predictiveValues({ recall: 1, specificity: 0 }, 0.2).npv).toBeNull();
    const at = prevalenceForPpv({ recall: 0.9, specificity: 0.95 }, 0.5)!;
    close(predictiveValues({ recall: 0.9, specificity: 0.95 }, at).ppv!, 0.5);
    expect(prevalenceForPpv({ recall: 0, specificity: 0.9 }, 0.5)).toBeNull();
    expect(() => predictiveValues({ recall: NaN, specificity: 1 }, 0.2)).toThrow(/recall must be from 0 to 1, got NaN/);
  });
});
