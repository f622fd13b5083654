import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { calibrationErrorOf, equalMassBins } from '../../src/metrics/calibration-bins.ts';
import { countAtThresholds } from '../../src/metrics/counts.ts';
import { evaluateClasses, evaluateScores } from '../../src/metrics/evaluate.ts';
import { gapCounts } from '../../src/metrics/gaps.ts';
import { nullMeasures } from '../../src/metrics/null-model.ts';
import { metricNamed } from '../../src/metrics/registry.ts';
import { binaryScores, classScores } from '../../src/metrics/scores.ts';
import { keepClosest, precisionRecallPoints, rocPoints } from '../../src/metrics/thin.ts';
import type { Measure, Scores } from '../../src/metrics/types.ts';
import { wilson } from '../../src/stats/proportion.ts';

/** Calibrated probabilities of a rare class: a row is positive with its own score as the probability. */
function calibrated(n: number, seed: number): Scores {
  const random = stream(seed, 'evaluate');
  const scores = Float64Array.from({ length: n }, () => 0.4 * random.uniform() ** 3);
  const labels = Uint8Array.from(scores, (score) => (random.uniform() < score ? 1 : 0));
  return binaryScores({ labels, scores, probabilities: true, positive: 'fraud', role: 'test' });
}

const named = (measures: readonly Measure[], name: string): Measure => {
  const found = measures.find((measure) => measure.name === name);
  expect(found, name).toBeDefined();
  return found!;
};

describe('evaluateScores', () => {
  const scores = calibrated(3000, 1);
  const evaluation = evaluateScores(scores, { thresholds: [0.5, 0.15] });

  it('gives what the metrics give, in display order', () => {
    expect(evaluation.points.map((point) => point.threshold)).toEqual([0.5, 0.15]);
    const names = ['accuracy', 'balancedAccuracy', 'precision', 'recall', 'specificity', 'npv', 'f1', 'mcc', 'gMean'];
    for (const { threshold, measures } of evaluation.points) {
      expect(measures.map((measure) => measure.name)).toEqual(names);
      for (const measure of measures) {
        expect(measure.value).toBe(metricNamed(measure.name)!.value(scores, { threshold }).value);
      }
    }
    for (const measure of [...evaluation.ranking, ...evaluation.probability]) {
      expect(measure.value).toBeCloseTo(metricNamed(measure.name)!.value(scores).value!, 13);
    }
    expect(evaluation.probability.map((measure) => measure.name)).toEqual([
      'brier',
      'brierSkill',
      'logLoss',
      'logLossSkill',
      'calibrationError',
      'calibrationInTheLarge',
    ]);
  });

  it('puts the right trials and baselines behind each number', () => {
    const { confusion, measures } = evaluation.points[1]!;
    const { truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn } = confusion;
    const trials = { accuracy: 3000, precision: tp + fp, recall: tp + fn, specificity: fp + tn, npv: tn + fn };
    for (const [name, n] of Object.entries(trials)) {
      const measure = named(measures, name);
      expect(measure.n, name).toBe(n);
      expect(measure.interval, name).toEqual(wilson(Math.round(measure.value! * n), n));
    }
    const prevalence = (tp + fn) / 3000;
    expect(named(measures, 'accuracy').baseline!.value).toBeCloseTo(1 - prevalence, 14);
    expect(named(measures, 'precision').baseline!.value).toBe(prevalence);
    expect(named(evaluation.ranking, 'rocAuc').baseline!.value).toBe(0.5);
    expect(named(evaluation.ranking, 'averagePrecision').baseline!.value).toBe(prevalence);
    expect(named(evaluation.probability, 'brier').baseline!.value).toBeCloseTo(prevalence * (1 - prevalence), 14);
    for (const measure of [...measures, ...evaluation.ranking, ...evaluation.probability.slice(0, 4)]) {
      expect(measure.interval!.low, measure.name).toBeLessThan(measure.value!);
      expect(measure.interval!.high, measure.name).toBeGreaterThan(measure.value!);
    }
  });

  it('expects of calibrated probabilities about the calibration error they have', () => {
    const ratios = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
      const error = named(evaluateScores(calibrated(3000, seed)).probability, 'calibrationError');
      return error.value! / error.baseline!.value;
    });
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    expect(mean).toBeGreaterThan(0.8);
    expect(mean).toBeLessThan(1.2);
  });

  it('says why a number is missing, and nothing about probabilities that are none', () => {
    const none = evaluateScores(binaryScores({ labels: [0, 0, 0], scores: [1, 2, 3] }), { thresholds: [5] });
    expect(named(none.ranking, 'rocAuc')).toMatchObject({ value: null, reason: 'there are no positives' });
    const precision = named(none.points[0]!.measures, 'precision');
    expect(precision).toEqual({
      name: 'precision',
      value: null,
      reason: 'nothing is predicted positive',
      n: 0,
      nPositive: 0,
    });
    expect(none.probability).toEqual([]);
    expect(none.reliability).toEqual([]);
    expect(none.roc.x).toEqual([]);
  });

  it('is plain data, the same every time', () => {
    for (const areas of ['closed-form', 'bootstrap'] as const) {
      const options = { thresholds: [0.1], areas, bootstrap: 200, seed: 3 };
      const text = JSON.stringify(evaluateScores(scores, options));
      expect(JSON.stringify(evaluateScores(scores, options))).toBe(text);
      expect(JSON.parse(text)).toEqual(evaluateScores(scores, options));
    }
  });
});

describe('evaluateClasses', () => {
  const classes = ['none', 'minor', 'major'];
  const labels = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 0];
  const probabilities = labels.flatMap((label, i) =>
    classes.map((_, k) => (k === (i % 5 === 0 ? (label + 1) % 3 : label) ? 0.6 : 0.2)),
  );
  const scores = classScores({ classes, labels, probabilities });

  it('counts and averages', () => {
    const evaluation = evaluateClasses(scores);
    // Rows 0, 5 and 10 go to the next class: truths 0, 0 and 2.
    expect(evaluation.confusion).toEqual([
      [5, 2, 0],
      [0, 3, 0],
      [1, 0, 1],
    ]);
    expect(named(evaluation.measures, 'accuracy')).toMatchObject({ value: 9 / 12, baseline: { value: 7 / 12 } });
    expect(named(evaluation.measures, 'balancedAccuracy').value).toBeCloseTo((5 / 7 + 1 + 1 / 2) / 3, 14);
    // F1: 10/13, 6/8, 2/3.
    expect(named(evaluation.measures, 'macroF1').value).toBeCloseTo((10 / 13 + 6 / 8 + 2 / 3) / 3, 14);
    expect(evaluation.perClass.map(({ label, support }) => [label, support])).toEqual([
      ['none', 7],
      ['minor', 3],
      ['major', 2],
    ]);
    expect(named(evaluation.perClass[0]!.measures, 'precision').value).toBeCloseTo(5 / 6, 14);
  });

  it('decides by probability times factor', () => {
    const { confusion } = evaluateClasses(scores, { factors: [1, 1, 10] });
    expect(confusion.map((row) => row[2])).toEqual([7, 3, 2]);
    expect(() => evaluateClasses(scores, { factors: [1, 1] })).toThrow('factors must be 3 finite numbers above 0');
    expect(() => evaluateClasses(scores, { factors: [1, 1, NaN] })).toThrow('factors must be 3 finite numbers above 0');
  });
});

describe('nullMeasures', () => {
  it('shows the trap: high accuracy, nothing found', () => {
    const measures = nullMeasures([990, 10], 'fraud');
    const values = Object.fromEntries(measures.map(({ name, value }) => [name, value]));
    expect(values).toEqual({
      accuracy: 0.99,
      balancedAccuracy: 0.5,
      precision: null,
      recall: 0,
      specificity: 1,
      npv: 0.99,
      f1: 0,
      mcc: null,
      gMean: 0,
      rocAuc: 0.5,
      averagePrecision: 0.01,
      brier: 0.01,
      logLoss: null,
    });
    for (const { value, reason } of measures) if (value === null) expect(reason).toMatch(/^[a-z]/);
  });

  it('answers the positive class where that is the majority', () => {
    const measures = nullMeasures([10, 30], 'active');
    expect(named(measures, 'recall').value).toBe(1);
    expect(named(measures, 'precision').value).toBe(0.75);
    expect(named(measures, 'specificity').value).toBe(0);
    expect(named(measures, 'brier').value).toBe(0.25);
  });

  it('of three classes, and of nonsense', () => {
    const measures = nullMeasures([10, 80, 10], null);
    expect(named(measures, 'accuracy').value).toBe(0.8);
    expect(named(measures, 'balancedAccuracy').value).toBeCloseTo(1 / 3, 14);
    // Only the majority has an F1: 160 / 180.
    expect(named(measures, 'macroF1').value).toBeCloseTo(160 / 180 / 3, 14);
    expect(named(measures, 'macroAveragePrecision').value).toBeCloseTo(1 / 3, 14);
    expect(() => nullMeasures([1, 2, 3], 'a')).toThrow('of two classes');
    expect(() => nullMeasures([1, NaN], 'a')).toThrow('counts[1] must be finite');
    expect(() => nullMeasures([0, 0], 'a')).toThrow('the sum of counts must be more than 0');
  });
});

describe('equalMassBins', () => {
  it('hold equal shares, never split equal scores and lose no row', () => {
    const bins = equalMassBins(countAtThresholds(calibrated(1000, 9)), { bins: 10 });
    expect(bins.map((bin) => bin.n)).toEqual(new Array(10).fill(100));
    const tied = binaryScores({
      labels: [0, 0, 0, 0, 0, 0, 0, 1, 0, 1],
      scores: [0, 0, 0, 0, 0, 0, 0, 0.5, 0.6, 0.7],
      probabilities: true,
    });
    // Seven tied rows fill the first bins at once; the rest fall into tenths of one row each.
    const few = equalMassBins(countAtThresholds(tied), { bins: 5 });
    expect(few.map((bin) => [bin.n, bin.nPositive])).toEqual([
      [7, 0],
      [1, 1],
      [2, 1],
    ]);
    // |0 - 0| * 7 + |1 - .5| * 1 + |.5 - .65| * 2, over 10.
    expect(calibrationErrorOf(few).value).toBeCloseTo(0.08, 14);
  });
});

describe('curves for drawing', () => {
  const gaps = gapCounts(calibrated(20000, 4));

  it.each([
    ['ROC', rocPoints, 'lines'],
    ['precision-recall', precisionRecallPoints, 'steps'],
  ] as const)('%s: few points, and no left-out point farther than said', (_, pointsOf, joined) => {
    const full = pointsOf(gaps, { maxPoints: Infinity });
    const thin = pointsOf(gaps, { maxPoints: 60 });
    expect(full.error).toBe(0);
    expect(full.x.length).toBeGreaterThan(1000);
    expect(thin.x.length).toBe(60);
    expect(thin.error).toBeGreaterThan(0);
    expect(thin.error).toBeLessThan(0.05);
    const worst = Math.max(...full.x.map((x, i) => distanceTo(thin, x, full.y[i]!, joined)));
    expect(worst).toBeLessThanOrEqual(thin.error! + 1e-12);
    expect([thin.x[0], thin.x.at(-1)]).toEqual([0, 1]);
    expect(thin.thresholds[0]).toBe(null);
  });

  it('keep every corner where there are few, and none that is not one', () => {
    const points = rocPoints(gapCounts(binaryScores({ labels: [1, 1, 0, 0, 1, 0, 0], scores: [7, 6, 5, 4, 3, 2, 1] })));
    expect(points.x).toEqual([0, 0, 0.5, 0.5, 1]);
    expect(points.y.map((y) => Math.round(y * 3))).toEqual([0, 2, 2, 3, 3]);
    expect(points.error).toBe(0);
    const straight = Float64Array.of(0, 0.25, 0.5, 1);
    expect(keepClosest(straight, straight, 10, 'lines').kept).toEqual([0, 3]);
  });

  it('enclose the average precision as steps', () => {
    const full = precisionRecallPoints(gaps, { maxPoints: Infinity });
    let area = 0;
    for (let i = 1; i < full.x.length; i++) area += (full.x[i]! - full.x[i - 1]!) * full.y[i]!;
    expect(area).toBeCloseTo(metricNamed('averagePrecision')!.value(calibrated(20000, 4)).value!, 12);
  });
});

/** Least distance of a point from a drawn curve, by its definition. */
function distanceTo(
  curve: { readonly x: readonly number[]; readonly y: readonly number[] },
  px: number,
  py: number,
  joined: 'lines' | 'steps',
): number {
  const toSegment = (ax: number, ay: number, bx: number, by: number): number => {
    const squared = (bx - ax) ** 2 + (by - ay) ** 2;
    const along =
      squared === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / squared));
    return Math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay));
  };
  let least = Infinity;
  for (let i = 1; i < curve.x.length; i++) {
    const [ax, ay, bx, by] = [curve.x[i - 1]!, curve.y[i - 1]!, curve.x[i]!, curve.y[i]!];
    const apart =
      joined === 'lines' ? toSegment(ax, ay, bx, by) : Math.min(toSegment(ax, ay, ax, by), toSegment(ax, by, bx, by));
    least = Math.min(least, apart);
  }
  return least;
}
