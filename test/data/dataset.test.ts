import { describe, expect, it } from 'vitest';
import { classCounts, makeDataset, setAsideRareClasses, takeDataset } from '../../src/data/dataset.ts';
import { category, datasetOf, numeric, tableOf, targetOf } from './example-table.ts';

const table = tableOf(category('c', ['x', 'y', null, 'x']), numeric('v', [1, 2.5, Number.NaN, 4]));
const target = targetOf([0, 1, 0, 1], ['no', 'yes']);
const extras = {
  rows: Int32Array.of(10, 20, 30, 40),
  weights: Float64Array.of(1, 2, 0, 0.5),
  groups: Int32Array.of(7, 7, 8, 9),
  time: Float64Array.of(-1, 0, 1, 2),
};

describe('takeDataset', () => {
  it('takes everything known of the rows along, in the order asked for', () => {
    const taken = takeDataset(makeDataset(table, target, extras), Int32Array.of(3, 1, 2));
    expect(taken).toMatchObject({
      rows: Int32Array.of(40, 20, 30),
      weights: Float64Array.of(0.5, 2, 0),
      groups: Int32Array.of(9, 7, 8),
      time: Float64Array.of(2, 0, 1),
    });
    expect(taken.target).toEqual({ ...target, codes: Int32Array.of(1, 1, 0) });
    expect(taken.table).toMatchObject({
      rowCount: 3,
      columns: [
        { codes: Int32Array.of(0, 1, -1), levels: ['x', 'y'], missing: 1 },
        { values: Float64Array.of(4, 2.5, Number.NaN), missing: 1 },
      ],
    });
  });
  it('composes the lineage', () => {
    const once = takeDataset(makeDataset(table, target, extras), Int32Array.of(3, 2, 0));
    expect([...takeDataset(once, Int32Array.of(2, 0)).rows]).toEqual([10, 40]);
  });
  it('has no extras where there were none', () => {
    const taken = takeDataset(makeDataset(table, target), Int32Array.of(2));
    expect(Object.keys(taken)).toEqual(['table', 'target', 'rows']);
    expect([...taken.rows]).toEqual([2]);
  });
  it('refuses positions that are no rows', () => {
    const whole = makeDataset(table, target);
    expect(() => takeDataset(whole, Int32Array.of(0, 4))).toThrow(
      /rows\[1\] must be a whole number from 0 to 3, got 4/,
    );
    expect(() => takeDataset(whole, Int32Array.of(-1))).toThrow(/got -1/);
  });
});

describe('makeDataset', () => {
  it('refuses parts of another length', () => {
    const short = targetOf([0, 1], ['no', 'yes']);
    expect(() => makeDataset(table, short)).toThrow(
      'makeDataset: target must be as long as the table (4 rows), got Int32Array of length 2',
    );
    expect(() => makeDataset(table, target, { groups: Int32Array.of(1) })).toThrow(/groups must be as long/);
    expect(() => makeDataset(table, target, { rows: Int32Array.of(1) })).toThrow(/rows must be as long/);
    expect(() => makeDataset(table, target, { time: Float64Array.of(1) })).toThrow(/time must be as long/);
  });
  it('refuses weights and times that are no numbers', () => {
    const weights = Float64Array.of(1, Number.NaN, 1, 1);
    expect(() => makeDataset(table, target, { weights })).toThrow(
      /weights\[1\] must be a finite number of at least 0, got NaN/,
    );
    expect(() => makeDataset(table, target, { weights: Float64Array.of(1, 1, -1, 1) })).toThrow(/weights\[2\]/);
    expect(() => makeDataset(table, target, { time: Float64Array.of(0, 1, 2, Number.NaN) })).toThrow(/time\[3\]/);
  });
});

it('classCounts counts by class and passes rows without a target over', () => {
  expect(classCounts(targetOf([2, 0, 2, -1, 2], ['a', 'b', 'c']))).toEqual([1, 0, 3]);
});

describe('setAsideRareClasses', () => {
  const classes = ['a', 'b', 'c', 'd'];
  const codes = [0, 1, 0, 2, 0, 2, 3, 0, 3, 2];

  it('removes classes below the minimum and renumbers the rest', () => {
    const { dataset, setAside } = setAsideRareClasses(datasetOf(codes, classes), { minimum: 2 });
    expect(setAside).toEqual([{ label: 'b', values: ['b'], count: 1 }]);
    expect(dataset.target).toEqual({
      column: 'class',
      classes: ['a', 'c', 'd'],
      codes: Int32Array.of(0, 0, 1, 0, 1, 2, 0, 2, 1),
      positive: null,
      positiveInferred: false,
      values: [['a'], ['c'], ['d']],
    });
    expect([...dataset.rows]).toEqual([0, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
  it('two remaining classes are a binary target with the rarer positive', () => {
    const { dataset, setAside } = setAsideRareClasses(datasetOf(codes, classes), { minimum: 3 });
    expect(setAside.map(({ label }) => label)).toEqual(['b', 'd']);
    expect(dataset.target).toMatchObject({ classes: ['a', 'c'], positive: 1, positiveInferred: true });
    const swapped = setAsideRareClasses(datasetOf([0, 0, 1, 2, 2, 2], ['a', 'b', 'c']), { minimum: 2 }).dataset;
    expect(swapped.target.classes).toEqual(['c', 'a']);
    expect([...swapped.target.codes]).toEqual([1, 1, 0, 0, 0]);
  });
  it('gives the dataset itself back where nothing is too rare', () => {
    const whole = datasetOf(codes, classes);
    expect(setAsideRareClasses(whole, { minimum: 1 })).toEqual({ dataset: whole, setAside: [] });
  });
  it('refuses to leave fewer than two classes', () => {
    expect(() => setAsideRareClasses(datasetOf(codes, classes), { minimum: 4 })).toThrow(
      'setAsideRareClasses: minimum must be small enough that two classes have as many rows (the largest have 4 and 3), got 4; merge rare classes, name the positive values, or use fewer folds',
    );
    expect(() => setAsideRareClasses(datasetOf(codes, classes), { minimum: Number.NaN })).toThrow(
      /at least 1 row, got NaN/,
    );
  });
});
