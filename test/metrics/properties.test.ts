/** Laws that hold for all data: what weights mean, what ranking metrics do not see, and that both counting passes agree. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countAtThresholds } from '../../src/metrics/counts.ts';
import { cornersOf, gapCounts, gapsOf } from '../../src/metrics/gaps.ts';
import { averagePrecision, rocAuc } from '../../src/metrics/ranking.ts';
import { metrics } from '../../src/metrics/registry.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import type { Scores } from '../../src/metrics/types.ts';

interface Row {
  readonly label: 0 | 1;
  /** 64ths, so that ties are common and 1 - score is exact. */
  readonly score: number;
  readonly weight: number;
}

const rowsOf = (labels: fc.Arbitrary<0 | 1>): fc.Arbitrary<Row[]> =>
  fc.array(
    fc.record({
      label: labels,
      score: fc.integer({ min: 0, max: 64 }).map((x) => x / 64),
      weight: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 60 },
  );
const rows = rowsOf(fc.constantFrom<0 | 1>(0, 0, 1));
/** Few enough positives that the pass for rare classes is taken. */
const rareRows = fc
  .tuple(rowsOf(fc.constant<0 | 1>(0)), rowsOf(fc.constant<0 | 1>(1)))
  .map(([negatives, positives]) => [...Array.from({ length: 60 }, () => negatives).flat(), ...positives.slice(0, 3)])
  .filter((list) => list.length > 60);

function scoresOf(list: readonly Row[], weighted: boolean): Scores {
  return binaryScores({
    labels: list.map((row) => row.label),
    scores: list.map((row) => row.score),
    probabilities: true,
    ...(weighted ? { weights: list.map((row) => row.weight) } : {}),
  });
}

const someWeight = (list: readonly Row[]): boolean => list.some((row) => row.weight > 0);
const settings = { numRuns: 150, seed: 20 };

/** All values of the registry; a threshold that no score meets. */
function valuesOf(scores: Scores): (number | null)[] {
  return metrics.map((metric) => metric.value(scores, { threshold: 0.3 }).value);
}

function expectSame(actual: readonly (number | null)[], expected: readonly (number | null)[]): void {
  for (const [i, value] of expected.entries()) {
    const name = metrics[i]!.name;
    if (value === null) expect(actual[i], name).toBe(null);
    else
      expect(Math.abs(actual[i]! - value), `${name}: ${actual[i]} against ${value}`).toBeLessThan(
        1e-12 * Math.max(1, Math.abs(value)),
      );
  }
}

describe('weights', () => {
  it('a whole weight repeats a row and 0 removes it, in every metric', () => {
    fc.assert(
      fc.property(rows.filter(someWeight), (list) => {
        const repeated = list.flatMap((row) => Array.from({ length: row.weight }, () => row));
        expectSame(valuesOf(scoresOf(list, true)), valuesOf(scoresOf(repeated, false)));
      }),
      settings,
    );
  });

  it('so do they in both counting passes, exactly', () => {
    fc.assert(
      fc.property(rows.filter(someWeight), (list) => {
        const repeated = list.flatMap((row) => Array.from({ length: row.weight }, () => row));
        expect(countAtThresholds(scoresOf(list, true))).toEqual(countAtThresholds(scoresOf(repeated, false)));
      }),
      settings,
    );
  });
});

describe('order', () => {
  it('of the rows does not matter', () => {
    fc.assert(
      fc.property(rows, (list) => {
        expectSame(valuesOf(scoresOf([...list].reverse(), false)), valuesOf(scoresOf(list, false)));
        expect(countAtThresholds(scoresOf([...list].reverse(), false))).toEqual(
          countAtThresholds(scoresOf(list, false)),
        );
      }),
      settings,
    );
  });

  it('is all that ranking metrics see: rising transformations change nothing, to the last bit', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const before = scoresOf(list, false);
        for (const transform of [
          (x: number) => 1000 * x - 7,
          Math.exp,
          (x: number) => (x === 0 ? -Infinity : Math.log(x)),
        ]) {
          const after = { ...before, scores: before.scores.map(transform) };
          expect(rocAuc(after)).toEqual(rocAuc(before));
          expect(averagePrecision(after)).toEqual(averagePrecision(before));
        }
      }),
      settings,
    );
  });
});

describe('symmetry', () => {
  it('reversed scores turn an area of A into 1 - A', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const scores = scoresOf(list, someWeight(list));
        const area = rocAuc(scores).value;
        const reversed = rocAuc({ ...scores, scores: scores.scores.map((x) => -x) }).value;
        if (area === null) expect(reversed).toBe(null);
        else expect(area + reversed!).toBeCloseTo(1, 14);
      }),
      settings,
    );
  });

  it('ROC-AUC is the share of pairs in the right order, ties one half', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const positives = list.filter((row) => row.label === 1);
        const negatives = list.filter((row) => row.label === 0);
        let won = 0;
        for (const p of positives)
          for (const q of negatives) won += p.score > q.score ? 1 : p.score === q.score ? 0.5 : 0;
        const pairs = positives.length * negatives.length;
        expect(rocAuc(scoresOf(list, false)).value).toBe(pairs === 0 ? null : won / pairs);
      }),
      settings,
    );
  });
});

describe('the two counting passes', () => {
  it('give the same gaps for rare positives', () => {
    fc.assert(
      fc.property(rareRows, fc.boolean(), (list, weighted) => {
        const scores = scoresOf(list, weighted && someWeight(list));
        expect(gapCounts(scores)).toEqual(gapsOf(countAtThresholds(scores)));
      }),
      settings,
    );
  });

  it('corners keep all that can be read off: every count of true positives with its fewest and most false ones', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const counts = countAtThresholds(scoresOf(list, false));
        const corners = cornersOf(gapsOf(counts));
        const pairs = (of: typeof counts) => Array.from(of.truePositives, (tp, i) => `${tp}/${of.falsePositives[i]}`);
        const full = pairs(counts);
        const turning = full.filter((_, i) => {
          const rises =
            i === 0 ? counts.truePositives[0]! > 0 : counts.truePositives[i]! > counts.truePositives[i - 1]!;
          const risesNext = i + 1 === full.length || counts.truePositives[i + 1]! > counts.truePositives[i]!;
          return rises || risesNext;
        });
        expect(pairs(corners)).toEqual(turning);
        // Each corner's threshold yields its counts.
        corners.thresholds.forEach((threshold, i) => {
          const above = list.filter((row) => row.score >= threshold);
          expect(above.filter((row) => row.label === 1).length).toBe(corners.truePositives[i]);
          expect(above.filter((row) => row.label === 0).length).toBe(corners.falsePositives[i]);
        });
      }),
      settings,
    );
  });
});
