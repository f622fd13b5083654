import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { bootstrapArea } from '../../src/metrics/bootstrap-areas.ts';
import { resampledGaps } from '../../src/metrics/bootstrap-draws.ts';
import { type GapCounts, gapCounts } from '../../src/metrics/gaps.ts';
import {
  averagePrecisionInfluence,
  type Influence,
  rocAucInfluence,
  stratifiedVariance,
} from '../../src/metrics/influence.ts';
import {
  averagePrecisionInterval,
  boydInterval,
  delongInterval,
  lossInterval,
  ratesInterval,
  rocAucInterval,
} from '../../src/metrics/intervals.ts';
import { pointMetric } from '../../src/metrics/point.ts';
import { averagePrecisionOf, rocAucOf } from '../../src/metrics/ranking.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import { shiftedNormals } from './simulate.ts';

/** Tied scores of both classes and single ones. */
const rows = {
  labels: [1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 1],
  scores: [0.9, 0.9, 0.8, 0.7, 0.7, 0.7, 0.5, 0.4, 0.4, 0.3, 0.2, 0.1],
};
const gaps = gapCounts(binaryScores(rows));

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

describe('influence', () => {
  it("of ROC-AUC gives DeLong's variance, placement by placement", () => {
    const scoresOf = (label: number) => rows.scores.filter((_, i) => rows.labels[i] === label);
    const [positives, negatives] = [scoresOf(1), scoresOf(0)];
    const wins = (p: number, q: number) => (p > q ? 1 : p === q ? 0.5 : 0);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const ofPositives = positives.map((p) => mean(negatives.map((q) => wins(p, q))));
    const ofNegatives = negatives.map((q) => mean(positives.map((p) => wins(p, q))));
    const expected = variance(ofPositives) / positives.length + variance(ofNegatives) / negatives.length;
    expect(stratifiedVariance(gaps, rocAucInfluence(gaps))).toBeCloseTo(expected, 14);
  });

  it.each([
    ['ROC-AUC', rocAucInfluence, (of: GapCounts) => rocAucOf(of).value!],
    ['average precision', averagePrecisionInfluence, (of: GapCounts) => averagePrecisionOf(of).value!],
  ] as const)('of %s is the derivative with respect to a row weight, class sizes kept', (_, influenceOf, areaOf) => {
    const influence: Influence = influenceOf(gaps);
    const mean = (label: 0 | 1): number => {
      let sum = 0;
      gaps.scores.forEach((_score, j) => {
        sum += label === 1 ? gaps.positives[j]! * influence.positive[j]! : gaps.tied[j]! * influence.tied[j]!;
      });
      if (label === 0) {
        gaps.between.forEach((count, j) => {
          sum += count * influence.between[j]!;
        });
      }
      return sum / (label === 1 ? gaps.positiveTotal : gaps.negativeTotal);
    };
    const step = 1e-6;
    rows.labels.forEach((label, row) => {
      const weighed = (by: number) => {
        const size = rows.labels.filter((other) => other === label).length;
        const raised = rows.labels.map((_label, i) => (i === row ? 1 + by : 1));
        const weights = raised.map((weight, i) => (rows.labels[i] === label ? (weight * size) / (size + by) : weight));
        return areaOf(gapCounts(binaryScores({ ...rows, weights })));
      };
      const numeric = (weighed(step) - weighed(-step)) / (2 * step);
      const place = gaps.scores.findIndex((score) => score <= rows.scores[row]!);
      const at = place === -1 ? gaps.scores.length : place;
      const own =
        label === 1
          ? influence.positive[at]!
          : gaps.scores[at] === rows.scores[row]
            ? influence.tied[at]!
            : influence.between[at]!;
      const total = label === 1 ? gaps.positiveTotal : gaps.negativeTotal;
      expect(numeric, `row ${row}`).toBeCloseTo((own - mean(label as 0 | 1)) / total, 8);
    });
  });

  it('agrees with the spread of bootstrap replicates', () => {
    const sample = shiftedNormals(stream(8, 'spread'), 150, 900, 1.2);
    const random = stream(8, 'replicates');
    const draw = resampledGaps(sample);
    const [aucs, aps]: [number[], number[]] = [[], []];
    for (let i = 0; i < 1500; i++) {
      const replicate = draw(random);
      aucs.push(rocAucOf(replicate).value!);
      aps.push(averagePrecisionOf(replicate).value!);
    }
    const ratioOf = (values: number[], expected: number) => Math.sqrt(variance(values) / expected);
    // The standard deviation of 1,500 replicates is itself uncertain by 2 %.
    expect(Math.abs(ratioOf(aucs, stratifiedVariance(sample, rocAucInfluence(sample))) - 1)).toBeLessThan(0.06);
    expect(Math.abs(ratioOf(aps, stratifiedVariance(sample, averagePrecisionInfluence(sample))) - 1)).toBeLessThan(0.1);
  });
});

describe('closed-form intervals', () => {
  const perfect = gapCounts(binaryScores({ labels: [0, 0, 0, 0, 0, 1, 1, 1, 1], scores: [1, 2, 3, 4, 5, 6, 7, 8, 9] }));

  it('do not promise certainty where everything is right', () => {
    expect(rocAucInterval(perfect)!.high).toBe(1);
    expect(rocAucInterval(perfect)!.low).toBeLessThan(0.85);
    // Wilson on 4 of 4: 4 / (4 + 1.96^2).
    expect(averagePrecisionInterval(perfect)).toMatchObject({ high: 1, method: 'Wilson' });
    expect(averagePrecisionInterval(perfect)!.low).toBeCloseTo(4 / (4 + 1.959963984540054 ** 2), 12);
    expect(delongInterval(perfect)).toBe(null);
    expect(bootstrapArea('rocAuc', perfect)).toBe(null);
  });

  it("follow the published formula of Newcombe's fifth method at both ends", () => {
    const area = rocAucOf(gaps).value!;
    for (const end of [rocAucInterval(gaps)!.low, rocAucInterval(gaps)!.high]) {
      const [m, n] = [gaps.positiveTotal, gaps.negativeTotal];
      const star = (m + n) / 2 - 1;
      const bracket = 1 + (star * (1 - end)) / (2 - end) + (star * end) / (1 + end);
      const error = Math.sqrt((end * (1 - end) * bracket) / (m * n));
      expect(Math.abs(area - end)).toBeCloseTo(1.959963984540054 * error, 9);
    }
  });

  it("follow Boyd's formula", () => {
    // eta = ln(AP / (1 - AP)), tau = (n AP (1 - AP))^-1/2, limits expit(eta -+ z tau).
    const ap = averagePrecisionOf(gaps).value!;
    const tau = (gaps.positiveTotal * ap * (1 - ap)) ** -0.5;
    const limit = (sign: number) => 1 / (1 + ((1 - ap) / ap) * Math.exp(-sign * 1.959963984540054 * tau));
    expect(boydInterval(gaps)!.low).toBeCloseTo(limit(-1), 12);
    expect(boydInterval(gaps)!.high).toBeCloseTo(limit(1), 12);
  });

  it('are null where there is nothing to go by, and widen with the level', () => {
    const onlyNegatives = gapCounts(binaryScores({ labels: [0, 0], scores: [1, 2] }));
    const intervals = [rocAucInterval, delongInterval, averagePrecisionInterval, boydInterval];
    for (const interval of intervals) {
      expect(interval(onlyNegatives)).toBe(null);
      expect(interval(gaps, { level: 0.99 })!.low).toBeLessThan(interval(gaps, { level: 0.8 })!.low);
      expect(() => interval(gaps, { level: 95 })).toThrow('level');
      expect(() => interval(gaps, { level: NaN })).toThrow('level');
    }
    expect(bootstrapArea('averagePrecision', onlyNegatives)).toBe(null);
    const noPositives = { truePositive: 0, falsePositive: 1, falseNegative: 0, trueNegative: 9 };
    expect(ratesInterval(pointMetric('f1')!, noPositives)).toBe(null);
    const sums = {
      positives: 1,
      negatives: 9,
      positiveLoss: 1,
      positiveSquares: 1,
      negativeLoss: 1,
      negativeSquares: 1,
    };
    expect(lossInterval(sums)).toBe(null);
  });

  it('stay inside the range of the metric', () => {
    const flawless = { truePositive: 3, falsePositive: 0, falseNegative: 0, trueNegative: 9 };
    for (const name of ['balancedAccuracy', 'f1', 'mcc', 'gMean']) {
      const interval = ratesInterval(pointMetric(name)!, flawless)!;
      expect(interval.high, name).toBe(1);
      expect(interval.low, name).toBeLessThan(0.8);
      expect(interval.low, name).toBeGreaterThan(-1);
    }
  });
});

describe('bootstrapped areas', () => {
  it('are the same for the same seed, others for another, and cover the estimate of a large sample', () => {
    const sample = shiftedNormals(stream(2, 'seeds'), 200, 1000, 1);
    const options = { replicates: 300, seed: 5 };
    const once = bootstrapArea('rocAuc', sample, options)!;
    expect(bootstrapArea('rocAuc', sample, options)).toEqual(once);
    expect(bootstrapArea('rocAuc', sample, { ...options, seed: 6 })).not.toEqual(once);
    expect(once.low).toBeLessThan(rocAucOf(sample).value!);
    expect(once.high).toBeGreaterThan(rocAucOf(sample).value!);
    expect(once.method).toBe('stratified bootstrap (300), percentile');
  });

  it('keep the class sizes, whole weights as repetitions', () => {
    const weights = rows.labels.map((label, i) => (label === 1 ? 3 : i % 3));
    const weighted = gapCounts(binaryScores({ ...rows, weights }));
    const draw = resampledGaps(weighted);
    const random = stream(4, 'sizes');
    const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
    for (let i = 0; i < 20; i++) {
      const replicate = draw(random);
      expect(total(replicate.positives)).toBe(weighted.positiveTotal);
      expect(total(replicate.tied) + total(replicate.between)).toBe(weighted.negativeTotal);
    }
  });
});
