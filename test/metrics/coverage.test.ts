/**
 * How often intervals cover the truth, by simulation at prevalences of 50 %, 5 % and 0.5 %. The bounds leave room for the
 * simulation's own error (two standard errors of 400 samples at 95 % are 2.2 points) and no more than is said beside them.
 */
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { bootstrapArea } from '../../src/metrics/bootstrap-areas.ts';
import { macroAreaInterval, macroRecallInterval, matrixInterval } from '../../src/metrics/class-intervals.ts';
import { confusionMatrix } from '../../src/metrics/confusion.ts';
import { rocAucInfluence } from '../../src/metrics/influence.ts';
import {
  averagePrecisionInterval,
  boydInterval,
  delongInterval,
  lossInterval,
  ratesInterval,
  rocAucInterval,
} from '../../src/metrics/intervals.ts';
import { averaged, weightedMean } from '../../src/metrics/multiclass.ts';
import { pointMetric, pointValue } from '../../src/metrics/point.ts';
import { lossSums, squaredLoss } from '../../src/metrics/probability.ts';
import { rocAucOf } from '../../src/metrics/ranking.ts';
import { oneVersusRestGaps } from '../../src/metrics/ranking-multiclass.ts';
import { binaryScores, classScores } from '../../src/metrics/scores.ts';
import type { ClassScores } from '../../src/metrics/types.ts';
import { binomialDraw } from '../../src/stats/draws.ts';
import type { Interval } from '../../src/stats/types.ts';
import { normalDraw, shiftedNormals, trueAuc, trueAveragePrecision } from './simulate.ts';

const covers = (interval: Interval | null, truth: number): boolean =>
  interval !== null && interval.low <= truth && truth <= interval.high;

/** Share of rounds in which each interval covers. */
function coverage<Name extends string>(
  rounds: number,
  once: (round: number) => Record<Name, boolean>,
): Record<Name, number> {
  const hits = {} as Record<Name, number>;
  for (let round = 0; round < rounds; round++) {
    for (const [name, hit] of Object.entries(once(round)) as [Name, boolean][]) {
      hits[name] = (hits[name] ?? 0) + (hit ? 1 : 0) / rounds;
    }
  }
  return hits;
}

const sizes = [
  { positives: 50, negatives: 50 },
  { positives: 20, negatives: 380 },
  { positives: 20, negatives: 3980 },
];

describe.each(sizes)('areas, $positives positives and $negatives negatives', ({ positives, negatives }) => {
  it.each([1, 2.5])('shift %d', (d) => {
    const random = stream(17, 'coverage', positives, negatives, d);
    const truth = {
      auc: trueAuc(d),
      ap: trueAveragePrecision(d, positives / (positives + negatives)),
    };
    const shares = coverage(400, () => {
      const gaps = shiftedNormals(random, positives, negatives, d);
      return {
        auc: covers(rocAucInterval(gaps), truth.auc),
        delong: covers(delongInterval(gaps), truth.auc),
        ap: covers(averagePrecisionInterval(gaps), truth.ap),
        boyd: covers(boydInterval(gaps), truth.ap),
      };
    });
    expect(shares.auc, 'Newcombe').toBeGreaterThan(0.93);
    expect(shares.auc, 'Newcombe').toBeLessThan(0.99);
    // The estimate itself is too high on average where positives are few, so AP falls a little short of 95 %.
    expect(shares.ap, 'influence').toBeGreaterThan(0.9);
    expect(shares.ap, 'influence').toBeLessThan(0.985);
    expect(shares.boyd, 'Boyd').toBeGreaterThan(0.92);
    expect(shares.delong, 'DeLong').toBeGreaterThan(0.83);
  });
});

it('is poor for the percentile bootstrap of ROC-AUC at 20 positives, which is why it is not the default', () => {
  const random = stream(3, 'bootstrap coverage');
  const shares = coverage(150, (round) => {
    const gaps = shiftedNormals(random, 20, 3980, 2.5);
    return { bootstrap: covers(bootstrapArea('rocAuc', gaps, { replicates: 200, seed: round }), trueAuc(2.5)) };
  });
  expect(shares.bootstrap).toBeLessThan(0.9);
  expect(shares.bootstrap).toBeGreaterThan(0.7);
});

describe.each(sizes)('decisions, $positives positives and $negatives negatives', ({ positives, negatives }) => {
  it.each([
    { recall: 0.7, falseAlarms: 0.1 },
    { recall: 0.9, falseAlarms: 0.02 },
  ])('recall $recall, false-positive rate $falseAlarms', ({ recall, falseAlarms }) => {
    const names = ['balancedAccuracy', 'f1', 'mcc', 'gMean', 'jaccard', 'kappa'];
    const confusion = (truePositive: number, falsePositive: number) => ({
      truePositive,
      falsePositive,
      falseNegative: positives - truePositive,
      trueNegative: negatives - falsePositive,
    });
    const population = confusion(positives * recall, negatives * falseAlarms);
    const random = stream(5, 'rates', positives, negatives, recall);
    const shares = coverage(2000, () => {
      const drawn = confusion(binomialDraw(random, positives, recall), binomialDraw(random, negatives, falseAlarms));
      const hit = (name: string): boolean => {
        const metric = pointMetric(name)!;
        return covers(ratesInterval(metric, drawn), pointValue(metric, population).value!);
      };
      return Object.fromEntries(names.map((name) => [name, hit(name)]));
    });
    for (const name of names) {
      expect(shares[name], name).toBeGreaterThan(0.93);
      expect(shares[name], name).toBeLessThan(0.975);
    }
  });

  it('Brier score', () => {
    // Positives get U(0.1, 0.9), negatives U(0, 0.3): mean losses 0.728 / 2.4 and 0.03.
    const truth = (positives * (0.728 / 2.4) + negatives * 0.03) / (positives + negatives);
    const random = stream(9, 'loss', positives, negatives);
    const labels = Uint8Array.from({ length: positives + negatives }, (_, i) => (i < positives ? 1 : 0));
    const shares = coverage(400, () => {
      const drawn = Float64Array.from(labels, (label) =>
        label === 1 ? 0.1 + 0.8 * random.uniform() : 0.3 * random.uniform(),
      );
      const sums = lossSums(binaryScores({ labels, scores: drawn, probabilities: true }), squaredLoss);
      return { brier: covers(lossInterval(sums), truth) };
    });
    expect(shares.brier).toBeGreaterThan(0.92);
    expect(shares.brier).toBeLessThan(0.985);
  });
});

describe('three uneven classes', () => {
  const shape = [60, 25, 15];
  const classes = ['a', 'b', 'c'];

  function drawnClasses(seed: number, times: number): ClassScores {
    const random = stream(seed, 'classes');
    const labels = shape.flatMap((size, k) => new Array<number>(size * times).fill(k));
    const probabilities = labels.flatMap((label) => {
      const powers = classes.map((_, k) => Math.exp(normalDraw(random) + (k === label ? 1.5 : 0)));
      const sum = powers.reduce((total, power) => total + power, 0);
      return powers.map((power) => power / sum);
    });
    return classScores({ classes, labels, probabilities });
  }

  it('macro ROC-AUC', () => {
    const mean = (scores: ClassScores) => weightedMean(oneVersusRestGaps(scores).map(rocAucOf), [1, 1, 1]);
    const truth = mean(drawnClasses(1, 300)).value!;
    const shares = coverage(300, (round) => {
      const scores = drawnClasses(100 + round, 1);
      const influences = oneVersusRestGaps(scores).map((gaps) => ({ gaps, influence: rocAucInfluence(gaps) }));
      return { auc: covers(macroAreaInterval(scores, mean(scores), influences), truth) };
    });
    expect(shares.auc).toBeGreaterThan(0.92);
    expect(shares.auc).toBeLessThan(0.99);
  });

  it('macro F1 and balanced accuracy', () => {
    const rates = [
      [0.9, 0.07, 0.03],
      [0.2, 0.7, 0.1],
      [0.1, 0.3, 0.6],
    ];
    const macroF1 = (matrix: readonly (readonly number[])[]) => averaged(pointMetric('f1')!, matrix, 'macro');
    const truth = macroF1(rates.map((row, k) => row.map((rate) => rate * shape[k]!))).value!;
    const random = stream(31, 'matrix');
    const shares = coverage(1000, () => {
      const labels = shape.flatMap((size, k) => new Array<number>(size).fill(k));
      const predictions = labels.map((label) => {
        const u = random.uniform();
        const [first, second] = rates[label]!;
        return u < first! ? 0 : u < first! + second! ? 1 : 2;
      });
      const matrix = confusionMatrix(labels, predictions, 3);
      return {
        f1: covers(matrixInterval(macroF1, matrix, { range: [0, 1] }), truth),
        balanced: covers(macroRecallInterval(matrix), (0.9 + 0.7 + 0.6) / 3),
      };
    });
    expect(shares.f1).toBeGreaterThan(0.92);
    expect(shares.balanced).toBeGreaterThan(0.93);
  });
});
