import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { type BandPoint, precisionRecallBand, rocBand, rocRectangles } from '../../src/metrics/bands.ts';
import { falseAlarmsAt, recallsAt } from '../../src/metrics/curve-reading.ts';
import { gapCounts } from '../../src/metrics/gaps.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import { binomialCdf } from '../../src/stats/binomial.ts';
import { normalCdf, normalQuantile } from '../../src/stats/normal.ts';
import { expectRate } from '../stats/acceptance.ts';
import { shiftedNormals } from './simulate.ts';

// Descending: + at 9, - at 8, + and - tied at 7, - - at 6 and 5, + at 4, - at 3.
const rows = binaryScores({ labels: [1, 0, 1, 0, 0, 0, 1, 0], scores: [9, 8, 7, 7, 6, 5, 4, 3] });
const gaps = gapCounts(rows);

describe('reading the curve', () => {
  it('upwards: the upper end where it rises, a straight line through tied rows', () => {
    // Corners (fpr, recall): (0, 1/3), (.2, 1/3), (.4, 2/3), (.8, 2/3), (.8, 1), (1, 1).
    const at = [0, 0.1, 0.2, 0.3, 0.4, 0.7, 0.8, 1];
    const expected = [1 / 3, 1 / 3, 1 / 3, 1 / 2, 2 / 3, 2 / 3, 1, 1];
    Array.from(recallsAt(gaps, at)).forEach((recall, i) => {
      expect(recall, `at ${at[i]}`).toBeCloseTo(expected[i]!, 12);
    });
  });

  it('sideways: the negatives that are flagged before so many positives are found', () => {
    const alarms = falseAlarmsAt(gaps, [0, 0.1, 1 / 3, 0.5, 2 / 3, 1]);
    [0, 0, 0, 1.5, 2, 4].forEach((expected, i) => {
      expect(alarms[i]).toBeCloseTo(expected, 12);
    });
  });
});

describe('shapes', () => {
  it('hold the curve, stay in the unit square and are ready to draw', () => {
    for (const coverage of ['pointwise', 'simultaneous'] as const) {
      for (const band of [rocBand(gaps, { coverage }), precisionRecallBand(gaps, { coverage })]) {
        for (const point of band) {
          expect(point.low).toBeLessThanOrEqual(point.y);
          expect(point.high).toBeGreaterThanOrEqual(point.y);
          expect(point.low).toBeGreaterThanOrEqual(0);
          expect(point.high).toBeLessThanOrEqual(1);
        }
      }
    }
    expect(rocBand(gaps)).toHaveLength(101);
    expect(precisionRecallBand(gaps)).toHaveLength(100);
    expect(rocBand(gaps, { at: [0.2], level: 0.9 })[0]).toMatchObject({
      x: 0.2,
      y: expect.closeTo(1 / 3, 12),
      level: 0.9,
    });
  });

  it('do not promise certainty where everything is right', () => {
    const perfect = gapCounts(
      binaryScores({ labels: [1, 1, 1, 1, 0, 0, 0, 0, 0, 0], scores: [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] }),
    );
    expect(rocBand(perfect, { at: [0.3] })[0]!.low).toBeLessThan(0.6);
    // Wilson on 0 of 6: at most z^2 / (6 + z^2) of the negatives. At recall .5 up to all 4 positives may lie above the threshold
    // (.5^4 > .025), so nothing else bounds it: with all 6 negatives the precision is 2 / 8.
    const [half] = precisionRecallBand(perfect, { at: [0.5] });
    const wilsonOnly = 2 / (2 + (6 * 1.959963984540054 ** 2) / (6 + 1.959963984540054 ** 2));
    expect(half!.y).toBe(1);
    expect(half!.low).toBeCloseTo(1 - Math.hypot(1 - wilsonOnly, 1 - 2 / 8), 9);
  });

  it('are empty without both classes, and refuse other places', () => {
    const only = gapCounts(binaryScores({ labels: [0, 0], scores: [1, 2] }));
    expect(rocBand(only)).toEqual([]);
    expect(precisionRecallBand(only)).toEqual([]);
    expect(() => rocBand(gaps, { at: [0.5, 0.2] })).toThrow('at[1]');
    expect(() => precisionRecallBand(gaps, { at: [0] })).toThrow('at[0]');
    expect(() => rocBand(gaps, { at: [NaN] })).toThrow('at[0]');
    expect(() => rocBand(gaps, { level: 95 })).toThrow('level');
  });
});

const d = 1.5;
const trueRecall = (fpr: number) => normalCdf(d + normalQuantile(fpr));
const trueFpr = (recall: number) => normalCdf(normalQuantile(recall) - d);
const inside = ({ low, high }: BandPoint, truth: number) => low <= truth && truth <= high;

describe.each([
  { positives: 50, negatives: 50, runs: 500 },
  { positives: 20, negatives: 380, runs: 500 },
  { positives: 20, negatives: 3980, runs: 300 },
])('coverage with $positives positives and $negatives negatives', ({ positives, negatives, runs }) => {
  const precisionAt = (recall: number) => {
    const tp = recall * positives;
    return tp / (tp + trueFpr(recall) * negatives);
  };
  const rates = [0.05, 0.2, 0.5];
  const recalls = [0.3, 0.6, 0.9];
  const random = stream(71, 'bands', negatives);
  const hits = { roc: [0, 0, 0], precision: [0, 0, 0], wholeRoc: 0, wholePrecision: 0 };
  for (let run = 0; run < runs; run++) {
    const sample = shiftedNormals(random, positives, negatives, d);
    rocBand(sample, { at: rates }).forEach((point, i) => {
      if (inside(point, trueRecall(point.x))) hits.roc[i]!++;
    });
    precisionRecallBand(sample, { at: recalls }).forEach((point, i) => {
      if (inside(point, precisionAt(point.x))) hits.precision[i]!++;
    });
    const whole = { coverage: 'simultaneous' } as const;
    if (rocBand(sample, whole).every((point) => inside(point, trueRecall(point.x)))) hits.wholeRoc++;
    if (precisionRecallBand(sample, whole).every((point) => inside(point, precisionAt(point.x)))) hits.wholePrecision++;
  }

  it('pointwise', () => {
    rates.forEach((rate, i) => {
      expect(hits.roc[i]! / runs, `recall at a false-positive rate of ${rate}`).toBeGreaterThan(0.92);
      expect(hits.roc[i]! / runs).toBeLessThan(0.995);
    });
    recalls.forEach((recall, i) => {
      expect(hits.precision[i]! / runs, `precision at a recall of ${recall}`).toBeGreaterThan(0.92);
      expect(hits.precision[i]! / runs).toBeLessThan(0.995);
    });
  });

  it('simultaneous: at least as promised', () => {
    expect(1 - binomialCdf(hits.wholeRoc, runs, 0.95), 'ROC').toBeLessThan(0.9999);
    expect(1 - binomialCdf(hits.wholePrecision, runs, 0.95), 'precision').toBeLessThan(0.9999);
  });

  it('rectangles hold both rates at once', () => {
    const draws = 400;
    let held = 0;
    for (let run = 0; run < draws; run++) {
      const labels = Uint8Array.from({ length: positives + negatives }, (_, i) => (i < positives ? 1 : 0));
      const scores = Float64Array.from(labels, (label) => (random.uniform() < (label === 1 ? 0.7 : 0.15) ? 1 : 0));
      const [box] = rocRectangles(binaryScores({ labels, scores }), [0.5]);
      const { fprInterval, recallInterval } = box!;
      if (
        recallInterval.low <= 0.7 &&
        0.7 <= recallInterval.high &&
        fprInterval.low <= 0.15 &&
        0.15 <= fprInterval.high
      )
        held++;
    }
    // Wilson's intervals are near their level, not exactly at it.
    expectRate(held, draws, 0.955, 'rectangles');
  });
});
