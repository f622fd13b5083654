/** Choosing a threshold: against brute force over every distinct score, by hand, and the coverage of its interval. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import type { Confusion, Scores } from '../../src/metrics/types.ts';
import { bestThreshold, chooseThreshold } from '../../src/thresholds/choose.ts';
import { expectRate, normals } from '../stats/acceptance.ts';

const made = (labels: readonly number[], scores: readonly number[], weights?: readonly number[]): Scores =>
  binaryScores({ labels, scores, ...(weights === undefined ? {} : { weights }) });

function confusionOf(scores: Scores, threshold: number): Confusion {
  const cells = { truePositive: 0, falsePositive: 0, falseNegative: 0, trueNegative: 0 };
  scores.labels.forEach((label, i) => {
    const flagged = scores.scores[i]! >= threshold;
    const cell =
      label === 1 ? (flagged ? 'truePositive' : 'falseNegative') : flagged ? 'falsePositive' : 'trueNegative';
    cells[cell] += scores.weights?.[i] ?? 1;
  });
  return cells;
}

type Rule = (c: Confusion) => number | null;
const share = (a: number, b: number) => (b === 0 ? null : a / b);
const precision: Rule = (c) => share(c.truePositive, c.truePositive + c.falsePositive);
const recall: Rule = (c) => share(c.truePositive, c.truePositive + c.falseNegative);
const specificity: Rule = (c) => share(c.trueNegative, c.trueNegative + c.falsePositive);
const given =
  (constraint: Rule, least: number, then: Rule): Rule =>
  (c) =>
    (constraint(c) ?? -1) >= least ? then(c) : null;

/** Written from the definitions, apart from the code under test. */
const definitions: Record<string, Rule> = {
  f1: (c) => share(2 * c.truePositive, 2 * c.truePositive + c.falsePositive + c.falseNegative),
  f2: (c) => share(5 * c.truePositive, 5 * c.truePositive + 4 * c.falseNegative + c.falsePositive),
  'f0.5': (c) => share(1.25 * c.truePositive, 1.25 * c.truePositive + 0.25 * c.falseNegative + c.falsePositive),
  f3: (c) => share(10 * c.truePositive, 10 * c.truePositive + 9 * c.falseNegative + c.falsePositive),
  accuracy: (c) => c.truePositive + c.trueNegative,
  'balanced-accuracy': (c) => (recall(c)! + specificity(c)!) / 2,
  youden: (c) => recall(c)! + specificity(c)! - 1,
  mcc: (c) => {
    const [predicted, rejected] = [c.truePositive + c.falsePositive, c.falseNegative + c.trueNegative];
    const [positives, negatives] = [c.truePositive + c.falseNegative, c.falsePositive + c.trueNegative];
    const product = predicted * rejected * positives * negatives;
    return product === 0
      ? null
      : (c.truePositive * c.trueNegative - c.falsePositive * c.falseNegative) / Math.sqrt(product);
  },
  'recall>=0.6': given(recall, 0.6, precision),
  'precision>=0.5': given(precision, 0.5, recall),
  'specificity>=0.75': given(specificity, 0.75, recall),
  'alerts<=3': (c) => (c.truePositive + c.falsePositive <= 3 ? c.truePositive + c.falsePositive : null),
};

function bruteForce(scores: Scores, rule: Rule): number | null {
  const present = scores.scores.filter((_, i) => (scores.weights?.[i] ?? 1) > 0);
  const candidates = [...new Set(present)].sort((a, b) => b - a);
  let best: { value: number; threshold: number } | null = null;
  for (const threshold of candidates) {
    const value = rule(confusionOf(scores, threshold));
    if (value !== null && (best === null || value > best.value + 1e-12)) best = { value, threshold };
  }
  return best === null ? null : best.threshold;
}

const rows = fc
  .array(
    fc.record({
      label: fc.integer({ min: 0, max: 1 }),
      score: fc.integer({ min: -3, max: 6 }),
      weight: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 2, maxLength: 25 },
  )
  .filter((all) => [0, 1].every((label) => all.some((row) => row.label === label && row.weight > 0)));

describe('every objective equals brute force over the distinct scores', () => {
  for (const [objective, rule] of Object.entries(definitions)) {
    it(objective, () => {
      fc.assert(
        fc.property(rows, fc.boolean(), (all, weighted) => {
          const weights = weighted ? all.map((row) => row.weight) : undefined;
          const scores = made(
            all.map((row) => row.label),
            all.map((row) => row.score / 7),
            weights,
          );
          expect(bestThreshold(scores, objective)).toBe(bruteForce(scores, rule));
        }),
        { numRuns: 200, seed: 7 },
      );
    });
  }
  it('whole weights equal repetition, weight 0 removal', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const weighted = made(
          all.map((row) => row.label),
          all.map((row) => row.score),
          all.map((row) => row.weight),
        );
        const repeated = all.flatMap((row) => Array.from({ length: row.weight }, () => row));
        const plain = made(
          repeated.map((row) => row.label),
          repeated.map((row) => row.score),
        );
        for (const objective of Object.keys(definitions)) {
          expect(bestThreshold(weighted, objective)).toBe(bestThreshold(plain, objective));
        }
      }),
      { numRuns: 60, seed: 8 },
    );
  });
});

describe('by hand', () => {
  const labels = [1, 1, 0, 1, 0, 0, 0, 0, 1, 0];
  const scores = made(labels, [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05]);
  it('recall of at least .75 needs three of four positives: threshold .6, precision 3/4', () => {
    const choice = chooseThreshold(scores, { objective: 'recall >= 75%', bootstrap: 0 });
    expect(choice.threshold).toBe(0.6);
    expect(choice.achieved.find(({ name }) => name === 'precision')).toMatchObject({
      value: 0.75,
      n: 10,
      nPositive: 4,
    });
    expect(choice.chosenOn).toEqual({ role: 'out-of-fold', rows: 10, positives: 4 });
    expect(choice.interval).toBeUndefined();
  });
  it('of equally good thresholds the highest', () => {
    // Recall 1 and 1 at both; specificity ties cannot be told apart by recall alone: all thresholds <= .1 have recall 1.
    expect(bestThreshold(scores, 'specificity>=0.1')).toBe(0.1);
    // Youden: flagging {.9, .8} gives 1/2 - 0, {.9 … .6} gives 3/4 - 1/6 = .583; {.8} beats nothing else.
    expect(bestThreshold(scores, 'youden')).toBe(0.6);
    expect(bestThreshold(made([1, 0, 1, 0], [4, 3, 2, 1]), 'balanced-accuracy')).toBe(4);
  });
  it('an infeasible constraint is an answer, with the nearest that can be had', () => {
    const choice = chooseThreshold(made([0, 1, 0, 0, 1], [0.9, 0.8, 0.7, 0.6, 0.5]), { objective: 'precision>=0.9' });
    expect(choice.threshold).toBeNull();
    expect(choice.infeasible).toBe(
      'no threshold gives precision>=0.9; the highest precision to be had is 0.5 at threshold 0.8, where recall is 0.5',
    );
    expect(choice.achieved).toEqual([]);
    const tied = chooseThreshold(made([0, 1, 0], [0.5, 0.5, 0.5]), { objective: 'alerts<=2' });
    expect(tied.infeasible).toBe(
      'no threshold gives alerts<=2; the lowest number of alerts to be had is 3 at threshold 0.5, where recall is 1',
    );
  });
  it('costs: 4 at .6 (one miss, one false alarm), and flagging nothing where alarms are dear', () => {
    // fp=1, fn=3: t=.9: 9, .8: 6, .7: 7, .6: 4, .5: 5 …, .1: 5 (0 misses, 5 alarms).
    expect(bestThreshold(scores, 'cost:fp=1,fn=3')).toBe(0.6);
    const dear = chooseThreshold(made([0, 1], [2, 1]), { objective: 'cost:fp=5,fn=1' });
    expect(dear.threshold).toBeNull();
    expect(dear.infeasible).toMatch(/flagging nothing at all is no worse/);
  });
  it('a budget as a share', () => {
    expect(bestThreshold(scores, 'alerts<=30%')).toBe(0.7);
    expect(bestThreshold(scores, 'alerts<=3')).toBe(0.7);
  });
  it('folds choose for themselves', () => {
    const choice = chooseThreshold(scores, {
      folds: [Int32Array.of(0, 2, 3, 4), Int32Array.of(4, 8, 9)],
      bootstrap: 0,
    });
    // First: labels 1 0 1 0 at .9 .7 .6 .5: F1 2/3, 1/2, 4/5, 2/3. Second: 0 1 0 at .5 .1 .05: 0, 2/3, 1/2.
    expect(choice.perFold).toEqual([0.6, 0.1]);
  });
  it('infinite scores are thresholds like others', () => {
    expect(bestThreshold(made([1, 0, 0], [Infinity, 0, -Infinity]), 'f1')).toBe(Infinity);
  });
});

describe('the interval of the threshold', () => {
  const draw = (seed: number, n: number, positives: number) => {
    const normal = normals(stream(seed, 'threshold test'));
    const labels = Array.from({ length: n }, (_, i) => (i < positives ? 1 : 0));
    return { labels, scores: labels.map((label) => normal() + 2 * label) };
  };
  it('is the same for the same seed and holds the choice', () => {
    const { labels, scores } = draw(1, 400, 40);
    const first = chooseThreshold(made(labels, scores), { objective: 'recall>=0.8', seed: 5 });
    expect(chooseThreshold(made(labels, scores), { objective: 'recall>=0.8', seed: 5 })).toEqual(first);
    expect(first.interval!.low).toBeLessThanOrEqual(first.threshold!);
    expect(first.interval!.high).toBeGreaterThanOrEqual(first.threshold!);
    expect(first.interval!.method).toBe('stratified bootstrap, threshold chosen anew (1000), percentile');
  });
  it('drawing counts and drawing rows agree: unit weights change the path, not the interval', () => {
    const { labels, scores } = draw(2, 3000, 60);
    const ones = labels.map(() => 1);
    for (const objective of ['f1', 'recall>=0.8', 'mcc', 'alerts<=100']) {
      const byCounts = chooseThreshold(made(labels, scores), { objective, bootstrap: 2000 }).interval!;
      const byRows = chooseThreshold(made(labels, scores, ones), { objective, bootstrap: 2000 }).interval!;
      // Thresholds are of the order 1; the ends of two sets of 2000 replicates differ by a few hundredths at most.
      expect(Math.abs(byCounts.low - byRows.low), objective).toBeLessThan(0.12);
      expect(Math.abs(byCounts.high - byRows.high), objective).toBeLessThan(0.12);
    }
  });
  for (const [n, positives] of [
    [400, 200],
    [1000, 50],
    [4000, 20],
  ] as const) {
    it(`covers the threshold of the population for a recall of .8, with ${positives} positives of ${n}`, () => {
      // Positives are normal around 2: the population's threshold for recall .8 is 2 - .8416212. The chosen one is the
      // order statistic of the positives, whose bootstrap percentile interval covers a little under its level.
      const truth = 2 - 0.8416212335729143;
      const runs = 250;
      let covered = 0;
      for (let run = 0; run < runs; run++) {
        const { labels, scores } = draw(1000 + run, n, positives);
        const { interval } = chooseThreshold(made(labels, scores), {
          objective: 'recall>=0.8',
          bootstrap: 200,
          level: 0.9,
          seed: run,
        });
        if (interval!.low <= truth && truth <= interval!.high) covered++;
      }
      expectRate(covered, runs, 0.88, `${positives} positives`);
    });
  }
  it('is left out where many replicates are infeasible', () => {
    const choice = chooseThreshold(made([1, 0, 1, 0, 0, 0], [0.9, 0.8, 0.7, 0.6, 0.5, 0.4]), {
      objective: 'precision>=0.9',
    });
    expect(choice.threshold).toBe(0.9);
    const rare = chooseThreshold(made([0, 1, 0, 1, 0], [0.9, 0.8, 0.7, 0.6, 0.5]), { objective: 'precision>=0.5' });
    expect(rare.threshold).not.toBeNull();
    expect(rare.interval).toBeUndefined();
  });
  it('refuses a level or number of replicates that is none', () => {
    const { labels, scores } = draw(3, 20, 5);
    expect(() => chooseThreshold(made(labels, scores), { level: 95 })).toThrow(
      /level must be between 0 and 1, both excluded, got 95/,
    );
    expect(() => chooseThreshold(made(labels, scores), { bootstrap: NaN })).toThrow(
      /bootstrap must be a whole number of at least 0, got NaN/,
    );
  });
});
