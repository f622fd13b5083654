/** Every splitter gives the rows that scikit-learn gives. The answers are its own; see test/fixtures/generators/splits.py. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { groupKFold } from '../../src/data/group-kfold.ts';
import { timeOrderedSplit } from '../../src/data/splits-by-time.ts';
import type { Labels } from '../../src/data/splits-labels.ts';
import { stratifiedGroupKFold } from '../../src/data/stratified-group-kfold.ts';
import { repeatedStratifiedKFold, stratifiedKFold } from '../../src/data/stratified-kfold.ts';
import { stratifiedShuffleSplit, trainTestSplit } from '../../src/data/stratified-shuffle.ts';
import type { Fold } from '../../src/data/types.ts';

interface Case {
  readonly input: string;
  readonly folds: number;
  readonly shuffle: boolean;
  readonly seed: number;
  readonly tests: readonly number[][];
}
type Draw = readonly [train: number[], test: number[]];

interface Fixture {
  readonly inputs: Readonly<Record<string, Labels>>;
  readonly grouped: Readonly<Record<string, { readonly labels: Labels; readonly groups: Labels }>>;
  readonly stratifiedKFold: readonly Case[];
  readonly repeatedStratifiedKFold: readonly (Case & { readonly repeats: number })[];
  readonly stratifiedShuffleSplit: readonly {
    readonly input: string;
    readonly splits: number;
    readonly testShare: number;
    readonly seed: number;
    readonly draws: readonly Draw[];
  }[];
  readonly trainTestSplit: readonly {
    readonly input: string;
    readonly testShare: number;
    readonly seed: number;
    readonly draw: Draw;
  }[];
  readonly groupKFold: readonly Case[];
  readonly stratifiedGroupKFold: readonly Case[];
  readonly timeSeriesSplit: readonly {
    readonly time: number[];
    readonly folds: number;
    readonly gap: number;
    readonly draws: readonly Draw[];
  }[];
}

const load = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'));
const fixture = load<Fixture>('splits.json');
const thirty = load<Readonly<Record<string, unknown>> & { readonly y: number[]; readonly groups: number[] }>(
  'splits-thirty-rows.json',
);

const answer = (name: string) => thirty[name];
const tests = (folds: readonly Fold[]) => folds.map((fold) => [...fold.test]);
const draws = (folds: readonly Fold[]) => folds.map((fold) => [[...fold.train], [...fold.test]]);

/** Each row is tested in one fold and trains in all others, in ascending order. */
function expectComplement(folds: readonly Fold[], n: number): void {
  for (const { train, test } of folds) {
    const rest = Array.from({ length: n }, (_, i) => i).filter((i) => !test.includes(i));
    expect([...train]).toEqual(rest);
  }
}

describe('thirty rows of three classes in six groups', () => {
  const { y, groups } = thirty;
  it.each([0, 42, 12345])('stratifiedKFold, seed %i', (seed) => {
    expect(tests(stratifiedKFold(y, { folds: 3, seed }))).toEqual(answer(`StratifiedKFold_3_seed${seed}`));
  });
  it('stratifiedKFold without shuffling', () => {
    expect(tests(stratifiedKFold(y, { folds: 3, shuffle: false }))).toEqual(answer('StratifiedKFold_3_noshuffle'));
  });
  it('repeatedStratifiedKFold', () => {
    const folds = repeatedStratifiedKFold(y, { folds: 3, repeats: 2, seed: 42 });
    expect(tests(folds)).toEqual(answer('RepeatedStratifiedKFold_3x2_seed42'));
  });
  it('stratifiedShuffleSplit and trainTestSplit', () => {
    const folds = stratifiedShuffleSplit(y, { splits: 2, testShare: 0.2, seed: 42 });
    expect(draws(folds)).toEqual(answer('StratifiedShuffleSplit_0.2_seed42_train_test'));
    const split = trainTestSplit(y, { testShare: 0.2, seed: 42 });
    expect(draws([split])[0]).toEqual(answer('train_test_split_stratify_0.2_seed42'));
  });
  it('groupKFold', () => {
    expect(tests(groupKFold(groups, { folds: 3 }))).toEqual(answer('GroupKFold_3'));
  });
  it('stratifiedGroupKFold', () => {
    const plain = stratifiedGroupKFold(y, groups, { folds: 3, shuffle: false });
    expect(tests(plain)).toEqual(answer('StratifiedGroupKFold_3'));
    const shuffled = stratifiedGroupKFold(y, groups, { folds: 3, seed: 42 });
    expect(tests(shuffled)).toEqual(answer('StratifiedGroupKFold_3_seed42'));
  });
});

describe('the same rows as scikit-learn for the same seed', () => {
  it.each(fixture.stratifiedKFold)(
    'stratifiedKFold $input $folds $shuffle $seed',
    ({ input, tests: wanted, ...options }) => {
      const labels = fixture.inputs[input]!;
      const folds = stratifiedKFold(labels, options);
      expect(tests(folds)).toEqual(wanted);
      expectComplement(folds, labels.length);
    },
  );
  it.each(fixture.repeatedStratifiedKFold)(
    'repeatedStratifiedKFold $input $seed',
    ({ input, tests: wanted, ...options }) => {
      expect(tests(repeatedStratifiedKFold(fixture.inputs[input]!, options))).toEqual(wanted);
    },
  );
  it.each(fixture.stratifiedShuffleSplit)(
    'stratifiedShuffleSplit $input $testShare $seed',
    ({ input, draws: wanted, ...options }) => {
      expect(draws(stratifiedShuffleSplit(fixture.inputs[input]!, options))).toEqual(wanted);
    },
  );
  it.each(fixture.trainTestSplit)('trainTestSplit $input $testShare $seed', ({ input, draw, ...options }) => {
    expect(draws([trainTestSplit(fixture.inputs[input]!, options)])[0]).toEqual(draw);
  });
  it.each(fixture.groupKFold)('groupKFold $input $folds $shuffle $seed', ({ input, tests: wanted, ...options }) => {
    const folds = groupKFold(fixture.grouped[input]!.groups, options);
    expect(tests(folds)).toEqual(wanted);
    expectComplement(folds, fixture.grouped[input]!.groups.length);
  });
  it.each(fixture.stratifiedGroupKFold)(
    'stratifiedGroupKFold $input $folds $shuffle $seed',
    ({ input, tests: wanted, ...options }) => {
      const { labels, groups } = fixture.grouped[input]!;
      expect(tests(stratifiedGroupKFold(labels, groups, options))).toEqual(wanted);
    },
  );
  it.each(fixture.timeSeriesSplit)('timeOrderedSplit $folds folds, gap $gap', ({ time, draws: wanted, ...options }) => {
    expect(draws(timeOrderedSplit(time, options))).toEqual(wanted);
  });
});
