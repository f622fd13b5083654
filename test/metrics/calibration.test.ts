import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { calibrationError } from '../../src/metrics/calibration-bins.ts';
import { binnedCalibrationError, brierParts, equalWidthBins } from '../../src/metrics/calibration-error.ts';
import { corpParts, corpSteps } from '../../src/metrics/corp.ts';
import { countAtThresholds } from '../../src/metrics/counts.ts';
import { brier, logLoss } from '../../src/metrics/probability.ts';
import { spiegelhalterZ, stratifiedBrier } from '../../src/metrics/probability-checks.ts';
import { type Recalibration, recalibration } from '../../src/metrics/recalibration.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import { expectClose } from './close.ts';
import { peerScores, peers, repeated, scoresOf, weightedRows } from './peers.ts';

const variants = [
  ['untied', false],
  ['untied', true],
  ['tied', false],
  ['tied', true],
] as const;
const suffix = (weighted: boolean) => (weighted ? 'Weighted' : '');

describe('calibration error', () => {
  it('equals the values in the documentation of TorchMetrics', () => {
    const labels = [0, 0, 1, 1, 1];
    const scores = binaryScores({ labels, scores: [0.25, 0.25, 0.55, 0.75, 0.75], probabilities: true });
    const at = (norm: 'l1' | 'l2' | 'max') =>
      binnedCalibrationError(scores, { norm, bins: 2, strategy: 'equalWidth' }).value!.toFixed(4);
    expect([at('l1'), at('l2'), at('max')]).toEqual(['0.2900', '0.2918', '0.3167']);
  });

  it.each(variants)(
    'and the parts of the Brier score equal a calculation in numpy (%s, weighted: %s)',
    (name, weighted) => {
      const { bins, l1, l2, max, ...parts } = peers[name][`murphy${suffix(weighted)}`];
      const scores = peerScores(name, { weighted });
      const options = { bins, strategy: 'equalWidth' } as const;
      const errors = (['l1', 'l2', 'max'] as const).map(
        (norm) => binnedCalibrationError(scores, { ...options, norm }).value,
      );
      expectClose(errors, [l1, l2, max], 'errors', 1e-11);
      const ours = brierParts(scores, options);
      for (const [part, value] of Object.entries(parts)) {
        expectClose(ours[part as keyof typeof ours], value as number, part, 1e-10);
      }
    },
  );

  it('has bins with values on an edge in the lower one, none of them empty', () => {
    const scores = binaryScores({ labels: [0, 1, 1, 1], scores: [0, 0.25, 0.26, 1], probabilities: true });
    const bins = equalWidthBins(countAtThresholds(scores), { bins: 4 });
    expect(bins.map(({ n, nPositive }) => [n, nPositive])).toEqual([
      [2, 1],
      [1, 1],
      [1, 1],
    ]);
    expect(() => equalWidthBins(countAtThresholds(scores), { bins: 1.5 })).toThrow('bins must be a whole number');
  });

  it('adds up to the Brier score, whatever the bins, and takes weights as repetition', () => {
    const strategy = fc.constantFrom('equalMass' as const, 'equalWidth' as const);
    fc.assert(
      fc.property(weightedRows, fc.integer({ min: 1, max: 12 }), strategy, (rows, bins, kind) => {
        const scores = scoresOf(rows);
        const options = { bins, strategy: kind };
        const parts = brierParts(scores, options);
        expectClose(parts.brier, brier(scores).value!, 'sum', 1e-11);
        expectClose(brierParts(repeated(rows), options).withinCovariance, parts.withinCovariance, 'repetition', 1e-11);
        expectClose(binnedCalibrationError(scores, { bins }).value, calibrationError(scores, { bins }).value!, 'l1');
      }),
    );
  });
});

describe('CORP', () => {
  it.each(variants)(
    'equals isotonic regression and the scores of scikit-learn (%s, weighted: %s)',
    (name, weighted) => {
      for (const loss of ['brier', 'logLoss'] as const) {
        const expected = peers[name][`corp${suffix(weighted)}`][loss];
        const parts = corpParts(peerScores(name, { weighted }), { loss });
        for (const part of ['score', 'miscalibration', 'discrimination', 'uncertainty'] as const) {
          expectClose(parts[part], expected[part], `${loss} ${part}`, 1e-9);
        }
      }
    },
  );

  it('pools adjacent violators', () => {
    /* 0.1: 0 of 1; 0.2: 1 of 1; 0.3: 0 of 1, pooled to 1 of 2; 0.4 and 0.5: 1 of 2 pooled with them, since equal; 0.9: 1. */
    const labels = [0, 1, 0, 1, 0, 1];
    const scores = binaryScores({ labels, scores: [0.1, 0.2, 0.3, 0.4, 0.5, 0.9], probabilities: true });
    expect(corpSteps(countAtThresholds(scores))).toEqual([
      { from: 0.1, to: 0.1, calibrated: 0, n: 1, nPositive: 0 },
      { from: 0.2, to: 0.5, calibrated: 0.5, n: 4, nPositive: 2 },
      { from: 0.9, to: 0.9, calibrated: 1, n: 1, nPositive: 1 },
    ]);
  });

  it('has parts of at least 0 that add up to the score', () => {
    fc.assert(
      fc.property(weightedRows, (rows) => {
        const scores = scoresOf(rows);
        for (const [loss, whole] of [
          ['brier', brier(scores).value!],
          ['logLoss', logLoss(scores).value!],
        ] as const) {
          const { score, miscalibration, discrimination, uncertainty } = corpParts(scores, { loss });
          expectClose(score, whole, 'score', 1e-11);
          expectClose(miscalibration - discrimination + uncertainty, whole, 'sum', 1e-11);
          expect(miscalibration).toBeGreaterThan(-1e-12);
          expect(discrimination).toBeGreaterThan(-1e-12);
        }
        const cubed = rows.map((row) => ({ ...row, score: row.score ** 3 }));
        expectClose(corpParts(scoresOf(cubed)).discrimination, corpParts(scores).discrimination, 'rank only', 1e-11);
        expectClose(corpParts(repeated(rows)).miscalibration, corpParts(scores).miscalibration, 'repetition', 1e-11);
      }),
    );
  });
});

describe('recalibration', () => {
  it.each(variants)('equals the regressions of statsmodels (%s, weighted: %s)', (name, weighted) => {
    const expected = peers[name][`recalibration${suffix(weighted)}`];
    const ours = recalibration(peerScores(name, { weighted })) as unknown as Record<string, number>;
    for (const [part, value] of Object.entries(expected)) expectClose(ours[part], value as number, part, 1e-8);
  });

  it('finds the line that the probabilities were moved along', () => {
    /* Outcomes in exact shares: 100 rows at each true logit; predictions have logit = (true - 0.5) / 2. */
    const rows = [-2, -1, 0, 1].flatMap((logit) => {
      const truth = 1 / (1 + Math.exp(-logit));
      const score = 1 / (1 + Math.exp(-(logit - 0.5) / 2));
      return [
        { label: 1, score, weight: 100 * truth },
        { label: 0, score, weight: 100 * (1 - truth) },
      ];
    });
    const fitted = recalibration(
      binaryScores({
        labels: rows.map((row) => row.label),
        scores: rows.map((row) => row.score),
        weights: rows.map((row) => row.weight),
        probabilities: true,
      }),
    );
    expectClose([fitted.intercept, (fitted as { slope: number }).slope], [0.5, 2], 'line', 1e-9);
  });

  it('has no answer where there is none, and says why', () => {
    const reasonOf = (labels: number[], scores: number[], clip?: number) =>
      (
        recalibration(
          binaryScores({ labels, scores, probabilities: true }),
          clip === undefined ? {} : { clip },
        ) as Recalibration
      ).reason;
    expect(reasonOf([0, 0], [0.1, 0.2])).toBe('there are no positives');
    expect(reasonOf([1, 1], [0.1, 0.2])).toBe('there are no negatives');
    expect(reasonOf([1, 0], [0.2, 0.2])).toContain('all predictions are equal');
    expect(reasonOf([1, 1, 0, 0], [0.4, 0.3, 0.3, 0.2])).toContain('separate the classes');
    expect(reasonOf([0, 0, 1, 1], [0.4, 0.3, 0.2, 0.1])).toContain('separate the classes');
    expect(reasonOf([0, 1, 0, 1], [1, 0.5, 0.2, 0])).toContain('2 predictions are exactly 0 or 1');
    expect(reasonOf([0, 1, 0, 1], [1, 0.5, 0.2, 0], 0.01)).toBe(undefined);
    expect(() => reasonOf([0, 1], [0.1, 0.2], 0.5)).toThrow('clip must be between 0 and 0.5');
  });
});

describe('Spiegelhalter’s z and the Brier score by class', () => {
  it.each(variants)('equals a calculation in numpy (%s, weighted: %s)', (name, weighted) => {
    expectClose(
      spiegelhalterZ(peerScores(name, { weighted })).value,
      peers[name][`spiegelhalter${suffix(weighted)}`],
      'z',
      1e-11,
    );
  });

  it('rejects right probabilities of a rare event about as often as it says', () => {
    const random = stream(7, 'spiegelhalter');
    let rejected = 0;
    for (let round = 0; round < 400; round++) {
      const scores = Float64Array.from({ length: 1500 }, () => 0.002 + 0.1 * random.uniform() ** 3);
      const labels = Uint8Array.from(scores, (p) => Number(random.uniform() < p));
      if (spiegelhalterZ(binaryScores({ labels, scores, probabilities: true })).pValue! < 0.1) rejected++;
    }
    /* 40 expected, standard deviation 6. */
    expect(Math.abs(rejected - 40)).toBeLessThan(21);
  });

  it('is undefined without spread', () => {
    const certain = binaryScores({ labels: [1, 0, 1], scores: [1, 0, 0.5], probabilities: true });
    expect(spiegelhalterZ(certain)).toEqual({ value: null, reason: 'every probability is 0, 0.5 or 1', pValue: null });
  });

  it('shows what the overall score hides', () => {
    /* (1 - 0.1)^2 = 0.81 for the one positive; (0.1^2 + 0.2^2 + 0) / 3 for the negatives. */
    const scores = binaryScores({ labels: [1, 0, 0, 0], scores: [0.1, 0.1, 0.2, 0], probabilities: true });
    const { positive, negative } = stratifiedBrier(scores);
    expectClose([positive.value, negative.value], [0.81, 0.05 / 3], 'by class');
    expectClose((positive.value! + 3 * negative.value!) / 4, brier(scores).value!, 'together');
    const negatives = binaryScores({ labels: [0], scores: [0.5], probabilities: true });
    expect(stratifiedBrier(negatives).positive.value).toBe(null);
  });
});
