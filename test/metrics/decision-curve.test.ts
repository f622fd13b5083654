import { describe, expect, it } from 'vitest';
import { decisionCurve } from '../../src/metrics/decision-curve.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import { expectClose } from './close.ts';
import { peerScores, peers, repeated, scoresOf } from './peers.ts';

describe('decision curve', () => {
  it.each(['untied', 'tied'] as const)('equals dcurves, also at another prevalence (%s scores)', (name) => {
    for (const table of peers[name].decision) {
      const { thresholds, prevalence } = table;
      const options = prevalence === null ? { thresholds } : { thresholds, prevalence };
      const points = decisionCurve(peerScores(name), options);
      for (const column of ['netBenefit', 'treatAll', 'treatNone', 'interventionsAvoided'] as const) {
        expectClose(
          points.map((point) => point[column]),
          table[column],
          `${column} at ${prevalence}`,
          1e-11,
        );
      }
    }
  });

  it('has the values of a hand calculation', () => {
    /* From 0.2 on: 2 of 4 flagged, one rightly. 1/4 - 1/4 * 0.25 = 0.1875. Everyone: 1/4 - 3/4 * 0.25 = 0.0625. */
    const scores = binaryScores({ labels: [1, 0, 0, 0], scores: [0.6, 0.2, 0.1, 0.05], probabilities: true });
    const [point] = decisionCurve(scores, { thresholds: [0.2] });
    expectClose([point!.netBenefit, point!.treatAll, point!.interventionsAvoided], [0.1875, 0.0625, 0.5], 'at 0.2');
    expect(decisionCurve(scores)).toHaveLength(99);
  });

  it('takes weights as repetition', () => {
    const rows = [
      { label: 1, score: 0.5, weight: 2 },
      { label: 0, score: 0.25, weight: 3 },
      { label: 0, score: 0.75, weight: 0 },
    ] as const;
    expect(decisionCurve(scoresOf(rows))).toEqual(decisionCurve(repeated(rows)));
  });

  it('refuses what makes no sense', () => {
    const scores = binaryScores({ labels: [0, 0], scores: [0.1, 0.2], probabilities: true });
    expect(() => decisionCurve(scores, { thresholds: [1] })).toThrow('threshold must be between 0 and 1');
    expect(() => decisionCurve(scores, { prevalence: 0.1 })).toThrow('of both classes where a prevalence is given');
    expect(() => decisionCurve({ ...scores, probabilities: false })).toThrow('must be probabilities');
    expect(decisionCurve(scores, { thresholds: [0.15] })[0]!.netBenefit).toBeLessThan(0);
  });
});
