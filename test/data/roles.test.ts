/** The run-time side of the roles; test/types/roles.ts is the compile-time side. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.ts';
import { makeDataset, takeDataset } from '../../src/data/dataset.ts';
import {
  foldSets,
  requireFittable,
  requireResamplable,
  requireScorable,
  resampledSet,
  splitTrainTest,
  splitTrainTestAt,
  touchTest,
} from '../../src/data/roles.ts';
import { stratifiedKFold } from '../../src/data/stratified-kfold.ts';
import { trainTestSplit } from '../../src/data/stratified-shuffle.ts';
import type { Dataset, TestSet, TrainSet } from '../../src/data/types.ts';
import { datasetOf, everyNth } from './example-table.ts';

const dataset = datasetOf(everyNth(100, 10));
const { train, test } = splitTrainTest(dataset, { seed: 3 });
const [fold] = stratifiedKFold(train.data.target.codes, { folds: 4 });
const inFold = foldSets(train, fold!);
const resampled = resampledSet(inFold.train, takeDataset(inFold.train.data, Int32Array.of(0, 0, 1, 1)));

/** The error of a call that must be refused. */
function refusal(call: () => unknown): InputError {
  try {
    call();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('the call was not refused');
}

describe('splitTrainTest', () => {
  it('keeps the rows of trainTestSplit and their lineage', () => {
    const drawn = trainTestSplit(dataset.target.codes, { testShare: 0.2, seed: 3 });
    expect(train.data.rows).toEqual(drawn.train);
    expect(test.data.rows).toEqual(drawn.test);
    expect(train.data.table.columns[0]).toMatchObject({ values: Float64Array.from(drawn.train) });
  });
  it('keeps whole groups on one side', () => {
    const groups = Int32Array.from({ length: 100 }, (_, i) => Math.floor(i / 4));
    const grouped = makeDataset(dataset.table, dataset.target, { groups });
    const parts = splitTrainTest(grouped, { testShare: 0.25 });
    const there = new Set(parts.test.data.groups);
    expect([...parts.train.data.groups!].some((group) => there.has(group))).toBe(false);
    expect(parts.test.data.rows.length + parts.train.data.rows.length).toBe(100);
    // 25 groups of 4, four folds: six or seven groups each.
    expect([24, 28]).toContain(parts.test.data.rows.length);
    expect([...parts.test.data.target.codes].filter((code) => code === 1).length).toBeGreaterThan(0);
  });
  it('names the class that a part would lack', () => {
    // 3 of 60 rows: the test part of 2 rows gets both of class no.
    const error = refusal(() => splitTrainTest(datasetOf(everyNth(60, 20)), { testShare: 1 / 30 }));
    expect(error.code).toBe('class-too-small');
    expect(error.message).toMatch(
      /^splitTrainTest: class 'yes' must be in both parts, got 'no row in the test part'; it has too few rows/,
    );
    const lone = refusal(() => splitTrainTest(datasetOf(everyNth(30, 30))));
    expect(lone.message).toMatch(/class 'yes' must be made of at least 2 rows, one for each part, got 1; merge/);
  });
  it.each([0, 1, Number.NaN, -0.1])('refuses a test share of %d', (testShare) => {
    expect(refusal(() => splitTrainTest(dataset, { testShare })).message).toMatch(
      /testShare must be a share between 0/,
    );
  });
  it('refuses rows without a target', () => {
    const error = refusal(() => splitTrainTest(datasetOf([0, 1, 0, 1, -1])));
    expect(error.code).toBe('missing-target');
    expect(error.message).toContain('row 4 without one');
  });
  it('refuses resampled rows, whether marked or betrayed by their lineage', () => {
    const evaded = resampled.data as unknown as Dataset;
    expect(refusal(() => splitTrainTest(evaded)).message).toBe(
      "splitTrainTest: dataset must be made of observed rows, got 'resampled rows'; split first, then resample the training part",
    );
    expect(refusal(() => splitTrainTest({ ...evaded })).code).toBe('resampled');
    expect(refusal(() => splitTrainTest(takeDataset(evaded, Int32Array.of(0, 2)))).code).toBe('resampled');
    const copied = takeDataset(dataset, Int32Array.of(0, 1, 2, 10, 10));
    expect(refusal(() => splitTrainTest(copied)).message).toContain("got 'row 10 twice'; split first");
    const synthetic = makeDataset(dataset.table, dataset.target, { rows: new Int32Array(100).fill(-1) });
    expect(refusal(() => splitTrainTest(synthetic)).code).toBe('resampled');
    expect(refusal(() => splitTrainTestAt(copied, fold!)).code).toBe('repeated-row');
  });
});

describe('splitTrainTestAt and foldSets', () => {
  it('compose the lineage', () => {
    const outer = splitTrainTestAt(dataset, { train: Int32Array.of(90, 80, 70, 60), test: Int32Array.of(1, 2) });
    const inner = foldSets(outer.train, { train: Int32Array.of(3, 0), test: Int32Array.of(2) });
    expect([...inner.train.data.rows]).toEqual([60, 90]);
    expect([...inner.heldOut.data.rows]).toEqual([70]);
    expect([...outer.test.data.rows]).toEqual([1, 2]);
  });
  it('refuse folds that overlap, repeat a row, leave a part empty or point nowhere', () => {
    const make = (trained: number[], tested: number[]) => () =>
      foldSets(train, { train: Int32Array.from(trained), test: Int32Array.from(tested) });
    expect(refusal(make([0, 1], [1])).message).toMatch(
      /fold\.test\[0\] must be in one part only, once, got 'row 1 again'/,
    );
    expect(refusal(make([0, 0], [1])).code).toBe('overlap');
    expect(refusal(make([0], [])).code).toBe('empty-part');
    expect(refusal(make([0], [80])).message).toMatch(/fold\.test\[0\] must be a row from 0 to 79, got 80/);
    expect(refusal(make([-1], [0])).code).toBe('position');
  });
});

describe('what each role is refused', () => {
  const sets = { train, resampled, 'held-out': inFold.heldOut, test };
  const allowed = {
    requireFittable: ['train', 'resampled'],
    requireScorable: ['held-out', 'test'],
    requireResamplable: ['train'],
  };
  const checks: Record<keyof typeof allowed, (fn: string, set: unknown) => void> = {
    requireFittable,
    requireScorable,
    requireResamplable,
  };
  for (const [name, check] of Object.entries(checks)) {
    for (const [role, set] of Object.entries(sets)) {
      const accepts = allowed[name as keyof typeof allowed].includes(role);
      it(`${name} ${accepts ? 'accepts' : 'refuses'} a ${role} set`, () => {
        if (accepts) expect(check('evaluate', set)).toBeUndefined();
        else expect(refusal(() => check('evaluate', set))).toMatchObject({ code: 'wrong-role', received: role });
      });
    }
    it(`${name} refuses sets that were made by hand, copied or never made`, () => {
      for (const role of Object.keys(sets)) {
        expect(refusal(() => check('evaluate', { role, data: dataset })).code).toBe('unknown-set');
      }
      expect(refusal(() => check('evaluate', { ...train })).code).toBe('unknown-set');
      expect(refusal(() => check('evaluate', { ...test })).code).toBe('unknown-set');
      for (const value of [undefined, null, 'test', 3]) {
        expect(refusal(() => check('evaluate', value)).code).toBe('unknown-set');
      }
    });
  }
  it('the messages say what is wanted and why', () => {
    expect(refusal(() => requireScorable('evaluate', resampled)).message).toBe(
      "evaluate: set must be a held-out or test set made by splitTrainTest or foldSets, got 'resampled'; rows that were resampled no longer show the real prevalence",
    );
    expect(refusal(() => requireFittable('fit', { role: 'train', data: dataset })).message).toBe(
      'fit: set must be a training or resampled set made by splitTrainTest, foldSets or resampledSet, got an object; a set made by hand, copied or cast has no known past',
    );
    expect(refusal(() => requireFittable('fit', test)).message).toContain('test rows are for one look at the end only');
  });
  it('the makers refuse what the types refuse', () => {
    expect(refusal(() => resampledSet(test as unknown as TrainSet, dataset)).message).toMatch(
      /^resampledSet: set must/,
    );
    expect(refusal(() => resampledSet(dataset as unknown as TrainSet, dataset)).code).toBe('unknown-set');
    expect(refusal(() => foldSets(resampled as unknown as TrainSet, fold!)).code).toBe('wrong-role');
    expect(refusal(() => touchTest(train as unknown as TestSet)).code).toBe('wrong-role');
  });
  it('sets and their data are frozen', () => {
    for (const set of [train, test, inFold.heldOut, resampled]) {
      expect(() => Object.assign(set, { role: 'test' })).toThrow(TypeError);
      expect(() => Object.assign(set.data, { rows: new Int32Array(0) })).toThrow(TypeError);
    }
  });
});

it('touchTest counts the looks at each test set by itself', () => {
  const first = splitTrainTest(dataset).test;
  const second = splitTrainTest(dataset).test;
  expect([touchTest(first), touchTest(first), touchTest(second), touchTest(first)]).toEqual([1, 2, 1, 3]);
});
