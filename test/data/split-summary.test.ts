import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../src/data/dataset.ts';
import { splitTrainTest, splitTrainTestAt } from '../../src/data/roles.ts';
import { checkSplit } from '../../src/data/split-check.ts';
import { summariseSplit } from '../../src/data/split-summary.ts';
import { repeatedStratifiedKFold, stratifiedKFold } from '../../src/data/stratified-kfold.ts';
import type { Fold, SplitSummary } from '../../src/data/types.ts';
import { datasetOf, everyNth } from './example-table.ts';

const dataset = datasetOf(everyNth(500, 10)); // 50 of 500 positive
const { train, test } = splitTrainTest(dataset, { testShare: 0.2, seed: 1 });
const ten = [...Array(10).keys()];

describe('summariseSplit', () => {
  it('counts every part, largest class first', () => {
    const folds = stratifiedKFold(train.data.target.codes, { folds: 4 });
    // 400 training rows with 40 positives: four folds of 90 + 10.
    expect(summariseSplit(train, test, folds, { testShare: 0.2, folds: 4 })).toEqual({
      method: 'stratified hold-out, then stratified 4-fold cross-validation',
      testShare: 0.2,
      train: { name: 'train', rows: 400, counts: [360, 40], rareShare: 0.1 },
      test: { name: 'test', rows: 100, counts: [90, 10], rareShare: 0.1 },
      folds: [1, 2, 3, 4].map((f) => ({ name: `fold ${f}`, rows: 100, counts: [90, 10], rareShare: 0.1 })),
    });
  });
  it('names repeats', () => {
    const folds = repeatedStratifiedKFold(train.data.target.codes, { folds: 2, repeats: 3 });
    const summary = summariseSplit(train, test, folds, { testShare: 0.2, folds: 2 });
    expect(summary.method).toBe('stratified hold-out, then stratified 2-fold cross-validation, repeated 3 times');
    expect(summary.folds.map(({ name }) => name).slice(0, 3)).toEqual([
      'repeat 1, fold 1',
      'repeat 1, fold 2',
      'repeat 2, fold 1',
    ]);
  });
  it('says that groups stayed whole, and what a caller says of other splits', () => {
    const grouped = makeDataset(dataset.table, dataset.target, { groups: dataset.rows.map((row) => row >> 2) });
    const parts = splitTrainTest(grouped);
    expect(summariseSplit(parts.train, parts.test, [], { testShare: 0.2 }).method).toBe(
      'stratified, whole groups hold-out',
    );
    expect(summariseSplit(train, test, [], { testShare: 0.2, method: 'by date' }).method).toBe('by date');
  });
  it('the rare class is the positive one even where it is the larger', () => {
    const common = datasetOf(everyNth(100, 10).map((code) => 1 - code));
    const parts = splitTrainTest(common);
    const summary = summariseSplit(parts.train, parts.test, [], { testShare: 0.2 });
    expect(summary.test).toEqual({ name: 'test', rows: 20, counts: [18, 2], rareShare: 0.9 });
  });
  it('of three classes it is the smallest', () => {
    const three = datasetOf(
      ten.flatMap(() => [0, 1, 1, 1, 2, 2, 2, 2, 2, 2]),
      ['a', 'b', 'c'],
    );
    const parts = splitTrainTest(three);
    const summary = summariseSplit(parts.train, parts.test, [], { testShare: 0.2 });
    expect(summary.train).toEqual({ name: 'train', rows: 80, counts: [48, 24, 8], rareShare: 0.1 });
  });
});

describe('checkSplit', () => {
  const summaryOf = (fold: Fold, folds: readonly Fold[] = []): SplitSummary => {
    const parts = splitTrainTestAt(dataset, fold);
    return summariseSplit(parts.train, parts.test, folds, { testShare: 0.2 });
  };
  const rows = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);

  it('has nothing to say of a stratified split with enough cases', () => {
    const folds = stratifiedKFold(train.data.target.codes, { folds: 5 });
    expect(checkSplit(summariseSplit(train, test, folds, { testShare: 0.2 }))).toEqual([]);
  });
  it('names parts that do not keep the class shares', () => {
    const positives = Int32Array.from({ length: 25 }, (_, i) => i * 10);
    const others = rows(0, 500).filter((row) => !positives.includes(row));
    // 50 of 500 are positive; 25 of 25 in the test part instead of 2.5, and 25 of 475 in training instead of 47.5.
    expect(checkSplit(summaryOf({ train: others, test: positives }))).toEqual([
      {
        code: 'not-stratified',
        part: 'train',
        message: 'The training part does not keep the class shares: the count of a class is 22.5 rows off.',
      },
      {
        code: 'not-stratified',
        part: 'test',
        message: 'The test part does not keep the class shares: the count of a class is 22.5 rows off.',
      },
      {
        code: 'rare-class-missing',
        part: 'test',
        message: 'The test part has no row of some class; metrics of that class are undefined there.',
      },
    ]);
  });
  it('names parts and folds with too few rare cases', () => {
    // Ten rows hold one positive, row 490.
    const folds = [{ train: rows(20, 490), test: rows(0, 20) }];
    expect(checkSplit(summaryOf({ train: rows(0, 490), test: rows(490, 500) }, folds))).toEqual([
      {
        code: 'few-rare-cases',
        part: 'test',
        message: 'The test part has only 1 row of its rarest class; numbers from it are mostly noise.',
      },
      {
        code: 'few-rare-cases',
        part: 'fold 1',
        message: 'Fold 1 has only 2 rows of its rarest class; numbers from it are mostly noise.',
      },
    ]);
    expect(checkSplit(summaryOf({ train: rows(0, 490), test: rows(490, 500) }), { minimum: 1 })).toEqual([]);
  });
  it('refuses a minimum that is none', () => {
    const summary = summaryOf({ train: rows(0, 400), test: rows(400, 500) });
    expect(() => checkSplit(summary, { minimum: Number.NaN })).toThrow(/minimum must be at least 1, got NaN/);
  });
});
