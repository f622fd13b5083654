import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bestAtFloor,
  precisionAtRecall,
  recallAtPrecision,
  sensitivityAtSpecificity,
  specificityAtSensitivity,
} from '../../src/metrics/constraints.ts';
import { countAtThresholds } from '../../src/metrics/counts.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import { repeated, scoresOf, weightedRows } from './peers.ts';

const countsOf = (labels: number[], scores: number[]) => countAtThresholds(binaryScores({ labels, scores }));

describe('the best under a floor', () => {
  it('equals the values in the documentation of TorchMetrics', () => {
    const one = countsOf([0, 1, 1, 0], [0, 0.5, 0.7, 0.8]);
    expect(recallAtPrecision(one, { precision: 0.5 })).toMatchObject({ value: 1, threshold: 0.5 });
    expect(precisionAtRecall(one, { recall: 0.5 })).toMatchObject({ value: 2 / 3, threshold: 0.5 });
    const two = countsOf([0, 1, 1, 1], [0, 0.5, 0.4, 0.1]);
    expect(sensitivityAtSpecificity(two, { specificity: 0.5 })).toMatchObject({ value: 1, threshold: 0.1 });
    /* There the first best is taken (0.4); 0.1 has the same specificity and finds every positive. */
    expect(specificityAtSensitivity(two, { sensitivity: 0.5 })).toEqual({
      value: 1,
      threshold: 0.1,
      confusion: { truePositive: 3, falsePositive: 0, falseNegative: 0, trueNegative: 1 },
    });
  });

  it('says so where no threshold reaches the floor', () => {
    const counts = countsOf([0, 1, 0, 0], [0.9, 0.8, 0.2, 0.1]);
    expect(recallAtPrecision(counts, { precision: 0.75 })).toEqual({
      value: null,
      reason: 'no threshold reaches a precision of 0.75; the highest is 0.5 at a threshold of 0.8',
    });
    expect(recallAtPrecision(countsOf([0, 0], [1, 2]), { precision: 0.5 })).toEqual({
      value: null,
      reason: 'there are no positives',
    });
    expect(sensitivityAtSpecificity(countsOf([1, 1], [1, 2]), { specificity: 0.5 })).toEqual({
      value: null,
      reason: 'there are no negatives',
    });
  });

  it('may be to flag nothing, which has no threshold', () => {
    const counts = countsOf([0, 1, 0, 0], [0.9, 0.8, 0.2, 0.1]);
    expect(sensitivityAtSpecificity(counts, { specificity: 0.9 })).toMatchObject({ value: 0, threshold: null });
  });

  it('refuses floors and metrics that are none', () => {
    const counts = countsOf([0, 1], [0, 1]);
    expect(() => recallAtPrecision(counts, { precision: 0 })).toThrow('the floor of precision must be above 0');
    expect(() => bestAtFloor(counts, { hold: 'recal', atLeast: 0.5, maximise: 'f1' })).toThrow("got 'recal'");
  });

  it('is what a search over all thresholds finds', () => {
    const rate = (part: number, other: number) => (part + other === 0 ? null : part / (part + other));
    fc.assert(
      fc.property(weightedRows, fc.integer({ min: 1, max: 20 }), (rows, twentieths) => {
        const flat = repeated(rows);
        const floor = twentieths / 20;
        const points = [Infinity, ...new Set([...flat.scores].sort((a, b) => b - a))].map((threshold) => {
          const at = (label: number, flagged: boolean) =>
            flat.labels.reduce<number>(
              (n, y, i) => n + Number(y === label && flat.scores[i]! >= threshold === flagged),
              0,
            );
          const [tp, fp, fn, tn] = [at(1, true), at(0, true), at(1, false), at(0, false)];
          return { threshold, precision: rate(tp, fp), recall: rate(tp, fn), specificity: rate(tn, fp) };
        });
        const searched = (
          hold: 'precision' | 'recall' | 'specificity',
          goal: 'precision' | 'recall' | 'specificity',
        ) => {
          const able = points.filter((p) => p[hold] !== null && p[goal] !== null && p[hold]! >= floor);
          able.sort((a, b) => b[goal]! - a[goal]! || b[hold]! - a[hold]! || b.threshold - a.threshold);
          const best = able[0];
          if (best === undefined) return null;
          return [best[goal], best.threshold === Infinity ? null : best.threshold];
        };
        const counts = countAtThresholds(scoresOf(rows));
        const found = [
          recallAtPrecision(counts, { precision: floor }),
          precisionAtRecall(counts, { recall: floor }),
          sensitivityAtSpecificity(counts, { specificity: floor }),
          specificityAtSensitivity(counts, { sensitivity: floor }),
        ].map((answer) => (answer.value === null ? null : [answer.value, answer.threshold]));
        expect(found).toEqual([
          searched('precision', 'recall'),
          searched('recall', 'precision'),
          searched('specificity', 'recall'),
          searched('recall', 'specificity'),
        ]);
      }),
    );
  });
});
