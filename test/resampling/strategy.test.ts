/** How strategies are resolved where imbalanced-learn has no answer, and how they are refused. */
import { describe, expect, it } from 'vitest';
import { allocate } from '../../src/resampling/allocate.ts';
import { rowsToAdd, rowsToKeep } from '../../src/resampling/strategy.ts';
import { completeStrategy } from '../../src/resampling/strategy-spec.ts';

const context = { fn: 'smote', classes: ['None', 'Substantial'], counts: [90, 10] };
const three = { fn: 'smote', classes: ['a', 'b', 'c'], counts: [60, 30, 10] };
const add = (given: unknown, where = context) => rowsToAdd(completeStrategy('smote', 'over', given), where);
const keep = (given: unknown, where = context) => rowsToKeep(completeStrategy('random-under', 'under', given), where);

describe('shares', () => {
  it('raises the smallest class to a share of all rows', () => {
    // 30 of 120 rows are a quarter.
    expect(add({ minorityShare: 0.25 })).toEqual([null, 20]);
    // 10 + 20 of 90 + 30: (60 + 30) / 3 = 30 rows.
    expect(add({ minorityShare: 0.25 }, three)).toEqual([null, null, 20]);
  });

  it('lowers all others in proportion', () => {
    // 10 rows are a quarter of 40, so 30 are left for the others.
    expect(keep({ minorityShare: 0.25 })).toEqual([30, null]);
    expect(keep({ minorityShare: 0.25 }, three)).toEqual([20, 10, null]);
  });

  it('refuses a share that points the other way', () => {
    expect(() => add({ minorityShare: 0.05 })).toThrow(
      "smote: strategy for class 'Substantial' must be a share of at least the present 10.0 %, got 0.05",
    );
    expect(() => keep({ minorityShare: 0.05 })).toThrow('under-sampling only removes rows; raise the share');
  });
});

describe('counts', () => {
  it('may be a record, a map or pairs, with any name', () => {
    expect(add({ counts: { Substantial: 12 } })).toEqual([null, 2]);
    expect(add({ counts: new Map([['Substantial', 12]]) })).toEqual([null, 2]);
    expect(add({ counts: [['Substantial', 12]] })).toEqual([null, 2]);
    const odd = { fn: 'smote', classes: ['__proto__', 'b'], counts: [3, 9] };
    expect(add({ counts: [['__proto__', 5]] }, odd)).toEqual([2, null]);
  });

  it('are refused with class, counts and what was expected', () => {
    expect(() => add({ counts: { Substantial: 4 } })).toThrow(
      "smote: strategy for class 'Substantial' must be at least the 10 rows there are, got 4; over-sampling only adds rows; use an under-sampler to remove them",
    );
    expect(() => add({ counts: { Substantiel: 40 } })).toThrow(
      "smote: class in strategy must be one of 'None', 'Substantial', got 'Substantiel'; did you mean 'Substantial'?",
    );
    expect(() => add({ counts: { Substantial: 40.5 } })).toThrow(
      "smote: strategy for class 'Substantial' must be a whole number of rows of at least 0, got 40.5",
    );
  });
});

describe('forms', () => {
  it.each([
    [0, 'a ratio of minority to majority above 0 and at most 1, got 0'],
    [1.2, 'a ratio of minority to majority above 0 and at most 1, got 1.2'],
    [Number.NaN, 'a ratio of minority to majority above 0 and at most 1, got NaN'],
    [{ minorityShare: 1 }, 'a minorityShare between 0 and 1, got 1'],
    [
      'majority',
      "one of 'auto', 'minority', 'not minority', 'not majority', 'all', a ratio, { minorityShare } or { counts }, got 'majority'",
    ],
    [null, 'a ratio, { minorityShare } or { counts }, got null'],
  ])('%j is refused', (given, message) => {
    expect(() => add(given)).toThrow(message);
  });

  it('refuses a ratio of three classes and one at or below the present', () => {
    expect(() => add(0.5, three)).toThrow(
      'smote: strategy must be a word, { minorityShare } or { counts } with 3 classes',
    );
    expect(() => add(0.1)).toThrow(
      "smote: strategy for class 'Substantial' must be a ratio above the present 10 to 90, got 0.1; raise the ratio, or leave the class as it is",
    );
  });

  it('cuts products to whole numbers', () => {
    // 95 / 2 - 10 = 37.5 rows to add; 10 / 0.3 = 33.3 and 10 / 0.15 = 66.7 rows to keep.
    const odd = { ...context, counts: [95, 10] };
    expect(add(0.5, odd)).toEqual([null, 37]);
    expect(keep(0.3, odd)).toEqual([33, null]);
    expect(keep(0.15, odd)).toEqual([66, null]);
  });

  it('leaves classes without rows out', () => {
    const gone = { fn: 'smote', classes: ['a', 'b', 'c'], counts: [5, 0, 2] };
    expect(add('auto', gone)).toEqual([null, null, 3]);
    expect(add('all', gone)).toEqual([0, null, 3]);
    expect(add(0.8, gone)).toEqual([null, null, 2]);
  });
});

describe('sharing out', () => {
  it('gives what is left to the largest remainders, ties to the first', () => {
    // 10 by 1:1:1 is 3.33 each; 7 by 5:3:2 is 3.5, 2.1, 1.4.
    expect([...allocate([1, 1, 1], 10)]).toEqual([4, 3, 3]);
    expect([...allocate([5, 3, 2], 7)]).toEqual([4, 2, 1]);
    expect([...allocate([0, 0], 7)]).toEqual([0, 0]);
  });
});
