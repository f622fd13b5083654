import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountsCaught } from '../../src/metrics/amounts-caught.ts';
import { countAtThresholds } from '../../src/metrics/counts.ts';
import { gainCurve, gainTable, liftAt } from '../../src/metrics/gains.ts';
import { highestPerGroup } from '../../src/metrics/group-scores.ts';
import { hitsAt, precisionAt, recallAt } from '../../src/metrics/retrieval.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import { topOf } from '../../src/metrics/top-k.ts';
import { expectClose } from './close.ts';
import { type Row, repeated, scoresOf, weightedRows } from './peers.ts';

const ten = binaryScores({
  labels: [1, 0, 1, 0, 0, 0, 0, 1, 0, 0],
  scores: [9, 8, 7, 7, 7, 5, 4, 3, 2, 1],
  amounts: [100, 0, 50, 0, 0, 0, 0, 850, 0, 0],
});

describe('the top of a ranking', () => {
  it('counts ties at the cut by expectation', () => {
    /* Top 3: rows 9 and 8, and one of the three tied at 7, of which one is positive: 1 + 1/3 hits. */
    expectClose(hitsAt(ten, { k: 3 }).value, 4 / 3, 'hits');
    expectClose(precisionAt(ten, { k: 3 }).value, 4 / 9, 'precision');
    expectClose(recallAt(ten, { k: 3 }).value, 4 / 9, 'recall');
    expect(topOf(countAtThresholds(ten), { k: 3 })).toMatchObject({ threshold: 7, leftOut: 2, attainable: 3 });
    expect(topOf(countAtThresholds(ten), { k: 5 })).toMatchObject({ hits: 2, threshold: 7, leftOut: 0 });
  });

  it('says what a perfect ranking would reach', () => {
    expect(precisionAt(ten, { k: 6 })).toEqual({ value: 2 / 6, k: 6, attainable: 0.5 });
    expect(recallAt(ten, { k: 1 })).toEqual({ value: 1 / 3, k: 1, attainable: 1 / 3 });
    expect(precisionAt(ten, { k: 50 })).toEqual({ value: 0.3, k: 10, attainable: 0.3 });
    const none = binaryScores({ labels: [0, 0], scores: [1, 2] });
    expect(recallAt(none, { k: 1 })).toEqual({ value: null, reason: 'there are no positives', k: 1, attainable: null });
    expect(precisionAt(none, { k: 1 }).value).toBe(0);
  });

  it('rounds fractions up to whole rows, but not for the sake of a rounding error', () => {
    expect(hitsAt(ten, { fraction: 0.11 }).k).toBe(2);
    expect(hitsAt(ten, { fraction: 0.2 }).k).toBe(2);
    const hundred = binaryScores({
      labels: Array.from({ length: 100 }, (_, i) => i % 2),
      scores: new Float64Array(100),
    });
    /* 0.07 * 100 is 7.000000000000001 in floating point. */
    expect(hitsAt(hundred, { fraction: 0.07 }).k).toBe(7);
  });

  it('refuses a cut that is none', () => {
    expect(() => precisionAt(ten, { k: 0 })).toThrow('precisionAt: k must be more than 0 and finite, got 0');
    expect(() => recallAt(ten, { fraction: Number.NaN })).toThrow(
      'recallAt: fraction must be more than 0 and at most 1, got NaN',
    );
  });

  it('is the mean over all orders of the tied rows, and takes weights as repetition', () => {
    fc.assert(
      fc.property(weightedRows, fc.integer({ min: 1, max: 30 }), (rows, k) => {
        const scores = scoresOf(rows);
        const flat = repeated(rows);
        expectClose(hitsAt(flat, { k }).value, hitsAt(scores, { k }).value!, 'repetition');
        /* Another route to the mean: every row stands in the top with probability (places left) / (rows tied). */
        const chance = (score: number): number => {
          const above = flat.scores.filter((other) => other > score).length;
          const tied = flat.scores.filter((other) => other === score).length;
          return Math.min(1, Math.max(0, (Math.min(k, flat.scores.length) - above) / tied));
        };
        const mean = flat.scores.reduce((sum, score, i) => sum + flat.labels[i]! * chance(score), 0);
        expectClose(hitsAt(scores, { k }).value, mean, 'mean');
      }),
    );
  });

  it('does not depend on the order of the rows or on a rising transform', () => {
    fc.assert(
      fc.property(weightedRows, fc.integer({ min: 1, max: 30 }), (rows, k) => {
        const hits = hitsAt(scoresOf(rows), { k }).value;
        expect(hitsAt(scoresOf([...rows].reverse()), { k }).value).toBe(hits);
        const logits = rows.map((row): Row => ({ ...row, score: Math.log(row.score / (1 - row.score)) }));
        expect(hitsAt(scoresOf(logits, { probabilities: false }), { k }).value).toBe(hits);
      }),
    );
  });
});

describe('gain and lift', () => {
  it('has the curve of a hand calculation', () => {
    const { flagged, gain, lift } = gainCurve(countAtThresholds(ten));
    expectClose(flagged, [0.1, 0.2, 0.5, 0.6, 0.7, 0.8, 0.9, 1], 'flagged');
    expectClose(gain, [1 / 3, 1 / 3, 2 / 3, 2 / 3, 2 / 3, 1, 1, 1], 'gain');
    expectClose(lift, [10 / 3, 5 / 3, 4 / 3, 10 / 9, 20 / 21, 1.25, 10 / 9, 1], 'lift');
  });

  it('gives tables at fractions and lift at k', () => {
    const [first, second] = gainTable(countAtThresholds(ten), { fractions: [0.3, 1] });
    /* 4/3 hits of 3 in the top 3 of 10. */
    expectClose([first!.gain.value, first!.lift.value], [4 / 9, 40 / 27], 'top 30 %');
    expectClose([second!.gain.value, second!.lift.value], [1, 1], 'all');
    expectClose(liftAt(ten, { k: 3 }).value, 40 / 27, 'lift at 3');
    expect(liftAt(binaryScores({ labels: [0], scores: [1] }), { k: 1 }).value).toBe(null);
  });
});

describe('amounts caught', () => {
  it('weighs positives by what is at stake', () => {
    expectClose(amountsCaught(ten, { threshold: 7 }).value, 0.15, 'from 7 on');
    expectClose(amountsCaught(ten, { threshold: 10 }).value, 0, 'nothing');
    expectClose(amountsCaught(ten, { threshold: 2.5 }).value, 1, 'from 2.5 on');
    /* One place for the three rows tied at 7. */
    const tied = amountsCaught(ten, { k: 3 });
    expectClose([tied.caught, tied.atStake], [100 + 50 / 3, 1000], 'top 3');
  });

  it('is recall where all amounts are alike, weights and ties included', () => {
    fc.assert(
      fc.property(weightedRows, fc.integer({ min: 1, max: 20 }), (rows, k) => {
        const scores = { ...scoresOf(rows), amounts: new Float64Array(rows.length).fill(7) };
        expectClose(amountsCaught(scores, { k }).value, recallAt(scores, { k }).value!, 'recall');
      }),
    );
  });

  it('refuses what has no amounts and is undefined where nothing is at stake', () => {
    expect(() => amountsCaught(binaryScores({ labels: [1], scores: [1] }), { k: 1 })).toThrow(
      'amountsCaught: amounts must be on the scores, got undefined',
    );
    expect(() => amountsCaught(binaryScores({ labels: [1], scores: [1], amounts: [-1] }), { k: 1 })).toThrow(
      'amounts[0] must be at least 0 for a positive, got -1',
    );
    const free = binaryScores({ labels: [1, 0], scores: [1, 2], amounts: [0, 5] });
    expect(amountsCaught(free, { k: 1 })).toMatchObject({ value: null, reason: expect.stringContaining('at stake') });
  });
});

describe('scores per group', () => {
  const cards = binaryScores({
    labels: [0, 1, 0, 0, 1, 0],
    scores: [0.9, 0.2, 0.5, 0.8, 0.7, 0.1],
    groups: [1, 1, 2, 3, 4, 4],
    amounts: [10, 20, 30, 40, 50, 60],
  });

  it('takes the highest score of a card, and its worst label', () => {
    const each = highestPerGroup(cards);
    expect([...each.groups!]).toEqual([1, 2, 3, 4]);
    expect([...each.scores]).toEqual([0.9, 0.5, 0.8, 0.7]);
    expect([...each.labels]).toEqual([1, 0, 0, 1]);
    expect([...each.amounts!]).toEqual([20, 0, 0, 50]);
    expectClose(precisionAt(each, { k: 2 }).value, 0.5, 'card precision at 2');
  });

  it('leaves out cards already known', () => {
    const rest = highestPerGroup(cards, { exclude: [3] });
    expectClose(precisionAt(rest, { k: 2 }).value, 1, 'card precision at 2');
    expect(() => highestPerGroup(cards, { exclude: [1, 2, 3, 4] })).toThrow('fewer than all groups');
    expect(() => highestPerGroup(ten)).toThrow('groups must be on the scores, got');
  });

  it('does not count a card twice for weights, and not at all for weight 0', () => {
    const weighted = { ...cards, weights: Float64Array.of(2, 3, 0, 1, 1, 5) };
    const each = highestPerGroup(weighted);
    expect([...each.groups!]).toEqual([1, 3, 4]);
    expect(each.weights).toBe(undefined);
  });
});
