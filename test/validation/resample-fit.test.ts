/** Resampling inside folds: only fitting rows change, and probabilities come back at the real prevalence. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { makeDataset } from '../../src/data/dataset.ts';
import { splitTrainTest } from '../../src/data/roles.ts';
import { stratifiedKFold } from '../../src/data/stratified-kfold.ts';
import { completeSpec } from '../../src/models/registry.ts';
import { crossValidate } from '../../src/validation/cross-validate.ts';
import { fitCore, predictCore } from '../../src/validation/pipeline.ts';
import { prepareFit, prepareScoring } from '../../src/validation/prepare.ts';
import { resampleFit } from '../../src/validation/resample-fit.ts';
import { doNothing, strategyNamed } from '../../src/validation/strategies.ts';

const rowCount = 4000;
const random = stream(11, 'resample-fit');
/** A logistic truth, so that a logistic model can be right at any prevalence. */
const x = Float64Array.from({ length: rowCount }, () => 4 * random.uniform() - 2);
const flag = Uint8Array.from({ length: rowCount }, () => (random.uniform() < 0.3 ? 1 : 0));
const truth = x.map((value, i) => 1 / (1 + Math.exp(3.2 - 1.1 * value - 0.8 * flag[i]!)));
const codes = Int32Array.from(truth, (p) => (random.uniform() < p ? 1 : 0));
const dataset = makeDataset(
  {
    rowCount,
    columns: [
      { type: 'numeric', name: 'x', values: x, integer: false, missing: 0 },
      { type: 'boolean', name: 'flag', values: flag, words: ['no', 'yes'], missing: 0 },
    ],
  },
  { column: 'y', classes: ['no', 'yes'], codes, positive: 1, positiveInferred: false, values: [['no'], ['yes']] },
);
const { train, test } = splitTrainTest(dataset, { testShare: 0.5 });
const prepared = prepareFit(train, ['x', 'flag']);
const scored = prepareScoring(test, prepared.encoder);
const model = completeSpec('logisticRegression');
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const positives = (probabilities: Float64Array): number[] => [...probabilities].filter((_, i) => i % 2 === 1);

describe.each(['random-over', 'random-under', 'smote'])('%s', (name) => {
  const strategy = strategyNamed(name);
  const core = fitCore({ strategy, model, seed: 3 }, prepared, ['no', 'yes']);
  const expected = mean(Array.from(test.data.rows, (row) => truth[row]!));

  it('balances the fitting rows and leaves what it was given alone', () => {
    const before = prepared.labels.slice();
    const resampled = resampleFit(prepared, strategy.sampler!, 3, ['no', 'yes']);
    const counts = [0, 1].map((k) => resampled.prepared.labels.filter((label) => label === k).length);
    expect(counts[0]).toBe(counts[1]);
    expect(resampled.prepared.features.rowCount).toBe(counts[0]! + counts[1]!);
    expect(prepared.labels).toEqual(before);
  });

  it('0/1 features stay 0 or 1', () => {
    const { prepared: after } = resampleFit(prepared, strategy.sampler!, 3, ['no', 'yes']);
    const flags = after.features.numeric[prepared.features.names.indexOf('flag')]!;
    expect([...new Set(flags)].sort()).toEqual([0, 1]);
  });

  it('predicts at the real prevalence, where the model itself says about one half', () => {
    const corrected = mean(positives(predictCore(core, scored)));
    const distorted = mean(positives(predictCore({ ...core, classFactors: null }, scored)));
    // The mean of 2000 probabilities of a well-specified model lies within a few hundredths of the truth.
    expect(Math.abs(corrected - expected)).toBeLessThan(0.02);
    expect(distorted).toBeGreaterThan(expected + 0.2);
  });
});

it('a sampler that cannot work on the rows ends its own candidate only, with its reason', async () => {
  const nominal = strategyNamed('smote-n');
  const runs = await crossValidate(
    train,
    [doNothing, nominal].map((strategy) => ({ strategy, model })),
    {
      columns: ['x', 'flag'],
      folds: stratifiedKFold(train.data.target.codes, { folds: 2 }),
      seed: 1,
      objective: 'f1',
      innerFolds: 2,
    },
  );
  expect(runs[0]!.refused).toBeNull();
  expect(runs[1]!.refused).toMatch(/smote-n: column 'x' must be a category/);
});
