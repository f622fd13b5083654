/** What the splitters refuse, and what must hold for any input; splits-parity.test.ts has the rows themselves. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupKFold } from '../../src/data/group-kfold.ts';
import { timeOrderedSplit } from '../../src/data/splits-by-time.ts';
import { stratifiedGroupKFold } from '../../src/data/stratified-group-kfold.ts';
import { repeatedStratifiedKFold, stratifiedKFold } from '../../src/data/stratified-kfold.ts';
import { stratifiedShuffleSplit, trainTestSplit } from '../../src/data/stratified-shuffle.ts';
import type { Fold } from '../../src/data/types.ts';

const labels = [0, 0, 0, 0, 0, 0, 1, 1, 1];
const groups = [1, 1, 2, 2, 3, 3, 1, 2, 3];

describe('stratified folds refuse', () => {
  it('classes with fewer rows than folds, by name', () => {
    expect(() => stratifiedKFold(labels, { folds: 4 })).toThrow(
      "stratifiedKFold: folds must be at most 3, the number of rows with class '1', got 4; use fewer folds, merge the class with another, or set its rows aside",
    );
    expect(() => repeatedStratifiedKFold(labels, { folds: 4, classes: ['fine', 'broken'] })).toThrow(
      /with class 'broken'/,
    );
    expect(stratifiedKFold(labels, { folds: 3 })).toHaveLength(3);
  });
  it.each([1, 0, 2.5, Number.NaN])('%d folds', (folds) => {
    expect(() => stratifiedKFold(labels, { folds })).toThrow(/folds must be a whole number of at least 2/);
    expect(() => groupKFold(groups, { folds })).toThrow(/folds must be a whole number of at least 2/);
    expect(() => stratifiedGroupKFold(labels, groups, { folds })).toThrow(/folds must be a whole number of at least 2/);
    expect(() => timeOrderedSplit(labels, { folds })).toThrow(/folds must be a whole number of at least 2/);
  });
  it('no repeats, and seeds that numpy refuses', () => {
    expect(() => repeatedStratifiedKFold(labels, { folds: 3, repeats: 0 })).toThrow(/repeats must be a whole number/);
    expect(() => stratifiedKFold(labels, { folds: 3, seed: -1 })).toThrow(/seed must be a whole number/);
  });
  it('labels that are missing or of different types', () => {
    expect(() => stratifiedKFold([0, 1, Number.NaN, 1], { folds: 2 })).toThrow(
      /labels\[2\] must be a text, a boolean or a finite number, got NaN; set rows without one aside/,
    );
    expect(() => stratifiedKFold([0, null as unknown as number], { folds: 2 })).toThrow(/labels\[1\].*got null/);
    expect(() => stratifiedKFold([0, '0', 0, '0'], { folds: 2 })).toThrow(/labels\[1\] must be a number like/);
    expect(() => stratifiedKFold([], { folds: 2 })).toThrow(/labels must be one label per row/);
  });
});

describe('stratified draws refuse', () => {
  it('lone rows, by the name of their class', () => {
    expect(() => trainTestSplit(['a', 'b', 'a'])).toThrow(
      /class 'b' must be made of at least 2 rows, one for each part, got 1/,
    );
    expect(() => trainTestSplit([0, 1, 0], { classes: ['fine', 'broken'] })).toThrow(/class 'broken'/);
  });
  it('parts smaller than the number of classes', () => {
    expect(() => trainTestSplit(labels, { testShare: 0.1 })).toThrow(
      /testShare must be such that both parts have at least 2 rows, one for each class, got 0.1; it leaves 8 rows for training and 1/,
    );
    expect(() => stratifiedShuffleSplit(labels, { testShare: 0.95 })).toThrow(/leaves 0 rows for training/);
  });
  it.each([0, 1, -1, Number.NaN])('a test share of %d', (testShare) => {
    expect(() => trainTestSplit(labels, { testShare })).toThrow(/testShare must be a share between 0 and 1/);
  });
  it('no splits', () => {
    expect(() => stratifiedShuffleSplit(labels, { splits: 0 })).toThrow(/splits must be a whole number of at least 1/);
  });
});

describe('group folds refuse', () => {
  it('more folds than groups', () => {
    expect(() => groupKFold(groups, { folds: 4 })).toThrow(/folds must be at most 3, the number of groups, got 4/);
    const six = [0, 1, 0, 1, 0, 1, 0, 1];
    expect(() => stratifiedGroupKFold(six, [1, 1, 1, 1, 2, 2, 3, 3], { folds: 4 })).toThrow(
      /the number of groups, got 4/,
    );
  });
  it('a class that lies in fewer groups than there are folds', () => {
    const y = [1, 1, 1, 0, 0, 0, 0, 0];
    expect(() => stratifiedGroupKFold(y, [1, 1, 2, 2, 3, 3, 4, 4], { folds: 3 })).toThrow(
      /folds must be at most 2, the number of groups with class '1', got 3/,
    );
  });
  it('groups of another length than the labels', () => {
    expect(() => stratifiedGroupKFold(labels, [1, 2])).toThrow(
      /groups must be as long as the labels \(9\), got 'length 2'/,
    );
  });
});

describe('timeOrderedSplit', () => {
  it('trains strictly before it tests where times tie', () => {
    // Sorted times 1 1 2 2 3 3 4 4 5: blocks of floor(9/3) = 3, tests start at sorted positions 3 (time 2) and 6 (time 4).
    const [first, second] = timeOrderedSplit([1, 1, 2, 2, 3, 3, 4, 4, 5], { folds: 2 });
    expect([...first!.test]).toEqual([3, 4, 5]);
    expect([...first!.train]).toEqual([0, 1]); // row 2 has the time of the first test row
    expect([...second!.train]).toEqual([0, 1, 2, 3, 4, 5]);
  });
  it('keeps rows out whose label was not yet known', () => {
    const time = Array.from({ length: 12 }, (_, i) => i * 10);
    const [, second] = timeOrderedSplit(time, { folds: 2, embargo: 25 });
    expect([...second!.test]).toEqual([8, 9, 10, 11]); // from time 80 on
    expect([...second!.train]).toEqual([0, 1, 2, 3, 4, 5]); // up to time 55
    const [, exact] = timeOrderedSplit(time, { folds: 2, embargo: 30 });
    expect([...exact!.train]).toEqual([0, 1, 2, 3, 4, 5]); // 50 is 30 before 80: known just in time
  });
  it('refuses folds with nothing to train on', () => {
    expect(() => timeOrderedSplit([1, 1, 1, 1], { folds: 2 })).toThrow(
      /time must be such that every fold has rows strictly/,
    );
    expect(() => timeOrderedSplit([1, 2, 3, 4], { folds: 3, gap: 1 })).toThrow(/nothing is left to train fold 1 on/);
    expect(() => timeOrderedSplit([1, 2, 3], { folds: 3 })).toThrow(/folds must be less than the number of rows \(3\)/);
  });
  it('refuses times, gaps and embargoes that are none', () => {
    expect(() => timeOrderedSplit([1, Number.NaN, 3])).toThrow(/time\[1\] must be a finite number, got NaN/);
    expect(() => timeOrderedSplit([1, 2, 3], { folds: 2, gap: -1 })).toThrow(
      /gap must be a whole number of at least 0/,
    );
    for (const embargo of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => timeOrderedSplit([1, 2, 3], { folds: 2, embargo })).toThrow(/embargo must be a finite duration/);
    }
  });
});

/** Every row is tested exactly once, and trains wherever it is not tested. */
function expectPartition(folds: readonly Fold[], n: number): void {
  const tested = folds.flatMap((fold) => [...fold.test]).sort((a, b) => a - b);
  expect(tested).toEqual(Array.from({ length: n }, (_, i) => i));
  for (const { train, test } of folds) expect(new Set([...train, ...test]).size).toBe(n);
}

describe('for any labels', () => {
  const problem = fc.record({
    codes: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 60 }),
    folds: fc.integer({ min: 2, max: 5 }),
    seed: fc.nat(),
  });
  /** Pads every class to as many rows as there are folds. */
  const padded = ({ codes, folds }: { codes: readonly number[]; folds: number }) => [
    ...codes,
    ...[0, 1, 2].flatMap((k) => new Array<number>(folds).fill(k)),
  ];

  it('stratified folds part the rows and give each class its share to within a row', () => {
    fc.assert(
      fc.property(problem, ({ codes, folds, seed }) => {
        const y = padded({ codes, folds });
        const parts = stratifiedKFold(y, { folds, seed });
        expectPartition(parts, y.length);
        for (const k of [0, 1, 2]) {
          const share = y.filter((label) => label === k).length / folds;
          const counts = parts.map(({ test }) => [...test].filter((row) => y[row] === k).length);
          for (const count of counts) expect(Math.abs(count - share)).toBeLessThan(1);
        }
      }),
      { numRuns: 60, seed: 1 },
    );
  });
  it('what the labels are called does not matter to stratified folds', () => {
    fc.assert(
      fc.property(problem, ({ codes, folds, seed }) => {
        const y = padded({ codes, folds });
        const named = y.map((label) => ['z', 'm', 'a'][label]!);
        expect(stratifiedKFold(named, { folds, seed })).toEqual(stratifiedKFold(y, { folds, seed }));
      }),
      { numRuns: 30, seed: 2 },
    );
  });
  it('group folds part the rows and never a group', () => {
    fc.assert(
      fc.property(problem, fc.boolean(), ({ codes, folds, seed }, shuffle) => {
        const y = padded({ codes, folds });
        const of = y.map((_, i) => (i * 7) % 11);
        if (new Set(of).size < folds) return;
        const parts = groupKFold(of, { folds, shuffle, seed });
        expectPartition(parts, y.length);
        for (const { train, test } of parts) {
          const there = new Set([...test].map((row) => of[row]));
          expect([...train].some((row) => there.has(of[row]))).toBe(false);
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});
