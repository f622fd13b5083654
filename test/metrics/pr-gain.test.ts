import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countAtThresholds } from '../../src/metrics/counts.ts';
import { auprg, auprgOf, precisionRecallGainCurve } from '../../src/metrics/pr-gain.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import { expectClose } from './close.ts';
import { peerScores, peers, repeated, scoresOf, weightedRows } from './peers.ts';

describe('precision-recall-gain', () => {
  it.each(['untied', 'tied'] as const)('has the area of the authors’ package (%s scores)', (name) => {
    expectClose(auprg(peerScores(name)).value, peers[name].auprg, 'AUPRG');
    expectClose(auprgOf(countAtThresholds(peerScores(name))).value, peers[name].auprg, 'AUPRG of the full pass');
  });

  it('has the curve of a hand calculation', () => {
    /* P = 2, N = 4, P / N = 1/2; recall gain is 0 at TP = 4/6.
       After 0.9: TP 1, FP 0: recG = 1 - 1/2 * 1 = 1/2, precG = 1. From (0, 0) to there FP stays 0: precG 1 at recG 0.
       After 0.8: TP 1, FP 1: recG = 1/2, precG = 1/2.   After 0.7: TP 2, FP 1: recG = 1, precG = 3/4.
       After 0.1: TP 2, FP 4: recG = 1, precG = 0.
       Area = 1/2 * 1 + 1/2 * (1/2 + 3/4) / 2 = 0.8125. */
    const scores = binaryScores({ labels: [1, 0, 1, 0, 0, 0], scores: [0.9, 0.8, 0.7, 0.1, 0.1, 0.1] });
    const curve = precisionRecallGainCurve(countAtThresholds(scores));
    expectClose(curve.recallGain, [0, 0.5, 0.5, 1, 1], 'recall gain');
    expectClose(curve.precisionGain, [1, 1, 0.5, 0.75, 0], 'precision gain');
    expect([...curve.thresholds]).toEqual([0.9, 0.8, 0.7, 0.1]);
    expectClose(auprg(scores).value, 0.8125, 'area');
  });

  it('is 1 for a perfect ranking, 0 for one score for all, and undefined with one class', () => {
    expectClose(auprg(binaryScores({ labels: [1, 0, 0], scores: [3, 2, 1] })).value, 1, 'perfect');
    expectClose(auprg(binaryScores({ labels: [1, 0, 0], scores: [1, 1, 1] })).value, 0, 'constant');
    expect(auprg(binaryScores({ labels: [0, 0], scores: [2, 1] }))).toEqual({
      value: null,
      reason: 'there are no positives',
    });
    expect(auprg(binaryScores({ labels: [1, 1], scores: [2, 1] })).value).toBe(null);
    const empty = precisionRecallGainCurve(countAtThresholds(binaryScores({ labels: [1, 1], scores: [2, 1] })));
    expect(empty.recallGain.length).toBe(0);
  });

  it('takes weights as repetition and sees the ranking only', () => {
    fc.assert(
      fc.property(weightedRows, (rows) => {
        const area = auprg(scoresOf(rows)).value!;
        expectClose(auprg(repeated(rows)).value, area, 'repetition', 1e-11);
        const cubed = rows.map((row) => ({ ...row, score: row.score ** 3 - 2 }));
        expect(auprg(scoresOf(cubed, { probabilities: false })).value).toBe(area);
      }),
    );
  });
});
