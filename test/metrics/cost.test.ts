import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costAtThresholds, expectedCost, savings, totalCost } from '../../src/metrics/cost.ts';
import { costCurve, normalisedExpectedCost, probabilityCost } from '../../src/metrics/cost-curve.ts';
import { countAtThresholds } from '../../src/metrics/counts.ts';
import { bayesDecisions, decisionCost, rowCostAtThresholds } from '../../src/metrics/row-costs.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import { confusionAfter } from '../../src/metrics/threshold-steps.ts';
import { expectClose } from './close.ts';
import { peerScores, peers, repeated, scoresOf, weightedRows } from './peers.ts';

const cells = { truePositive: 8, falsePositive: 20, falseNegative: 2, trueNegative: 970 };

describe('one price per cell', () => {
  it('adds up', () => {
    /* 8 * -1 + 20 * 5 + 2 * 100 + 970 * 0 = 292; nobody flagged: 10 * 100 = 1000; everyone: 10 * -1 + 990 * 5 = 4940. */
    const costs = { falsePositive: 5, falseNegative: 100, truePositive: -1 };
    expect(totalCost(cells, costs)).toBe(292);
    expectClose(expectedCost(cells, costs).value, 0.292, 'per case');
    expectClose(savings(cells, costs).value, 0.708, 'savings');
    expect(savings(cells, { falsePositive: 1, falseNegative: 1, truePositive: -99, trueNegative: 0 })).toEqual({
      value: null,
      reason: 'flagging everyone or no one costs nothing, so there is nothing to save',
    });
    expect(() => totalCost(cells, { falsePositive: Number.NaN, falseNegative: 1 })).toThrow(
      'totalCost: costs.falsePositive must be a finite number, got NaN',
    );
  });

  it('is lowest at the threshold that a search over all of them finds, flagging nothing among them', () => {
    fc.assert(
      fc.property(weightedRows, fc.integer({ min: 1, max: 9 }), (rows, falseNegative) => {
        const counts = countAtThresholds(repeated(rows));
        const costs = { falsePositive: 2, falseNegative };
        const { cost, thresholds, best } = costAtThresholds(counts, costs);
        const byHand = Array.from(thresholds, (_, i) => expectedCost(confusionAfter(counts, i), costs).value!);
        expectClose(cost, byHand, 'cost');
        expect(thresholds[best]).toBe(thresholds[byHand.indexOf(Math.min(...byHand))]);
        expectClose(costAtThresholds(countAtThresholds(scoresOf(rows)), costs).cost, byHand, 'weights');
      }),
    );
  });
});

describe.each(['untied', 'tied'] as const)('prices per row (%s scores)', (name) => {
  const scores = peerScores(name);
  const { costs, atThresholds, flagNone, flagAll, bayesFlags, bayesCost, bayesSavings } = peers[name].rowCosts;
  const n = scores.labels.length;

  it('cost what a plain loop says, at every threshold', () => {
    const { cost, thresholds, best } = rowCostAtThresholds(scores, costs);
    const expected = [flagNone, ...atThresholds].map((total: number) => total / n);
    expectClose(cost, expected, 'cost', 1e-11);
    expect(thresholds[0]).toBe(Infinity);
    expect(best).toBe(expected.indexOf(Math.min(...expected)));
  });

  it('decide row by row', () => {
    const decisions = bayesDecisions(scores, costs);
    expect([...decisions]).toEqual(bayesFlags);
    const outcome = decisionCost(scores, decisions, costs);
    expectClose([outcome.total, outcome.flagNone, outcome.flagAll], [bayesCost, flagNone, flagAll], 'totals', 1e-11);
    expectClose(outcome.savings.value, bayesSavings, 'savings', 1e-11);
    expectClose(outcome.perCase, bayesCost / n, 'per case', 1e-11);
  });

  it('agree with one price per cell where all rows have the same', () => {
    const same = { falsePositive: 2, falseNegative: 30, truePositive: 1, trueNegative: -0.5 };
    const listed = { ...same, falseNegative: new Array<number>(n).fill(30) };
    const plain = costAtThresholds(countAtThresholds(scores), same).cost;
    expectClose(rowCostAtThresholds(scores, listed).cost, [...plain], 'cost', 1e-10);
  });
});

describe('prices per row', () => {
  it('refuse what does not fit', () => {
    const scores = binaryScores({ labels: [1, 0], scores: [0.5, 0.2], probabilities: true });
    expect(() => bayesDecisions(scores, { falsePositive: 1, falseNegative: [1] })).toThrow(
      'bayesDecisions: costs.falseNegative must be one price or one per row (2), got 1',
    );
    expect(() => decisionCost(scores, [1, 2], { falsePositive: 1, falseNegative: 1 })).toThrow('decisions[1]');
    expect(() => rowCostAtThresholds(scores, { falsePositive: [1, Number.NaN], falseNegative: 1 })).toThrow(
      'costs.falsePositive[1] must be a finite number, got NaN',
    );
    expect(() =>
      bayesDecisions(binaryScores({ labels: [1], scores: [2] }), { falsePositive: 1, falseNegative: 1 }),
    ).toThrow('must be probabilities');
  });

  it('count weights as repetition', () => {
    const rows = { labels: [1, 0, 1], scores: [0.9, 0.6, 0.3], weights: [2, 1, 0] };
    const costs = { falsePositive: [9, 4, 9], falseNegative: [10, 9, 100] };
    /* Twice row 0 (missed 10 each) and row 1 (alarm 4); row 2 is not there. */
    expectClose(rowCostAtThresholds(binaryScores(rows), costs).cost, [20 / 3, 0, 4 / 3], 'cost');
  });
});

describe('cost curve', () => {
  it.each(['untied', 'tied'] as const)('is the lower envelope of all thresholds (%s scores)', (name) => {
    const counts = countAtThresholds(peerScores(name));
    const { probabilityCost: x, cost, thresholds, area } = costCurve(counts);
    let sum = 0;
    for (let step = 0; step <= 1000; step++) {
      const at = step / 1000;
      const lowest = Math.min(
        ...Array.from({ length: counts.thresholds.length + 1 }, (_, i) => {
          return normalisedExpectedCost(confusionAfter(counts, i), at).value!;
        }),
      );
      const right = Math.max(
        1,
        x.findIndex((corner) => corner >= at),
      );
      const share = (at - x[right - 1]!) / (x[right]! - x[right - 1]!);
      expectClose(cost[right - 1]! * (1 - share) + cost[right]! * share, lowest, `at ${at}`, 1e-11);
      sum += (step === 0 || step === 1000 ? 0.5 : 1) * lowest;
    }
    expect(Math.abs(area.value! - sum / 1000)).toBeLessThan(1e-5);
    expect(thresholds.length).toBe(x.length - 1);
    expect([x[0], x[x.length - 1]]).toEqual([0, 1]);
    /* Each threshold is the best one in the middle of its stretch. */
    thresholds.forEach((threshold, i) => {
      const middle = (x[i]! + x[i + 1]!) / 2;
      const steps = threshold === Infinity ? 0 : counts.thresholds.indexOf(threshold) + 1;
      expectClose(
        normalisedExpectedCost(confusionAfter(counts, steps), middle).value,
        (cost[i]! + cost[i + 1]!) / 2,
        'middle',
        1e-11,
      );
    });
  });

  it('has the corners of a hand calculation', () => {
    /* ROC (0,0) (0,1/2) (1/2,1/2) (1/2,1) (1,1); hull (0,1/2) (1/2,1). Neighbours cost the same at x = 1/2: 1/4. */
    const counts = countAtThresholds(binaryScores({ labels: [1, 0, 1, 0], scores: [4, 3, 2, 1] }));
    const { probabilityCost: x, cost, thresholds, area } = costCurve(counts);
    expectClose(
      [[...x], [...cost], [...thresholds]],
      [
        [0, 0.5, 1],
        [0, 0.25, 0],
        [4, 2],
      ],
      'curve',
    );
    expectClose(area.value, 0.125, 'area');
    const constant = costCurve(countAtThresholds(binaryScores({ labels: [1, 0, 0], scores: [1, 1, 1] })));
    expectClose(
      [[...constant.probabilityCost], [...constant.cost]],
      [
        [0, 0.5, 1],
        [0, 0.5, 0],
      ],
      'constant',
    );
    expect([...constant.thresholds]).toEqual([Infinity, 1]);
    expect(costCurve(countAtThresholds(binaryScores({ labels: [1], scores: [1] }))).area.value).toBe(null);
  });

  it('places a class mix with its prices on the axis', () => {
    /* 0.01 * 99 against 0.99 * 1. */
    expectClose(probabilityCost(0.01, { falsePositive: 1, falseNegative: 99 }), 0.5, 'even');
    expectClose(normalisedExpectedCost(cells, 0.25).value, 0.25 * 0.2 + 0.75 * (20 / 990), 'cost');
    expect(() => probabilityCost(2, { falsePositive: 1, falseNegative: 1 })).toThrow('prevalence must be from 0 to 1');
  });
});
