/** Nothing is learned from rows that are later scored: held-out labels and values leave every prediction for them alone. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { makeDataset } from '../../src/data/dataset.ts';
import { foldSets, resampledSet, splitTrainTest } from '../../src/data/roles.ts';
import { stratifiedKFold } from '../../src/data/stratified-kfold.ts';
import type { Dataset } from '../../src/data/types.ts';
import { completeSpec } from '../../src/models/registry.ts';
import { crossValidate } from '../../src/validation/cross-validate.ts';
import { fitPipeline, predictPipeline } from '../../src/validation/pipeline.ts';
import { prepareFit, prepareScoring } from '../../src/validation/prepare.ts';
import { balanceWeights, doNothing, thresholdOnly } from '../../src/validation/strategies.ts';

const model = completeSpec('logisticRegression');
const rowCount = 400;

function table(): Dataset['table'] {
  const random = stream(5, 'leak-free');
  const values = Float64Array.from({ length: rowCount }, (_, row) => random.uniform() + (row % 8 === 0 ? 0.4 : 0));
  return { rowCount, columns: [{ type: 'numeric', name: 'x', values, integer: false, missing: 0 }] };
}

function dataset(codes: Int32Array, features = table()): Dataset {
  return makeDataset(features, {
    column: 'y',
    classes: ['no', 'yes'],
    codes,
    positive: 1,
    positiveInferred: false,
    values: [['no'], ['yes']],
  });
}

const labels = Int32Array.from({ length: rowCount }, (_, row) => (row % 8 === 0 ? 1 : 0));
const train = splitTrainTest(dataset(labels)).train;
const folds = stratifiedKFold(train.data.target.codes, { folds: 4 });
const options = { columns: ['x'], folds, seed: 1, objective: 'f1', innerFolds: 3 };
const candidates = [doNothing, balanceWeights, thresholdOnly].map((strategy) => ({ strategy, model }));

describe('cross-validation', () => {
  it('out-of-fold predictions are those of a pipeline fitted on the other folds alone', async () => {
    const fold = foldSets(train, folds[1]!);
    const pipeline = fitPipeline({ strategy: doNothing, model, seed: 1 }, fold.train, options);
    const [run] = await crossValidate(train, candidates, options);
    const direct = predictPipeline(pipeline, fold.heldOut);
    folds[1]!.test.forEach((position, i) => {
      expect(run!.outOfFold[position * 2 + 1]).toBe(direct[i * 2 + 1]);
    });
  });

  it('every training row is scored exactly by the model of the fold that holds it out', async () => {
    const [run] = await crossValidate(train, candidates, options);
    expect([...run!.outOfFold].every((probability) => probability > 0 && probability < 1)).toBe(true);
  });
});

describe('roles', () => {
  const fold = foldSets(train, folds[0]!);
  const { encoder } = prepareFit(fold.train, ['x']);

  it('a held-out or test set cannot be fitted', () => {
    // @ts-expect-error held-out rows are for scoring
    expect(() => prepareFit(fold.heldOut, ['x'])).toThrow(/must be a training or resampled set|train/);
    const { test } = splitTrainTest(dataset(labels));
    const spec = { strategy: doNothing, model, seed: 1 };
    // @ts-expect-error the test part is for scoring
    expect(() => fitPipeline(spec, test, options)).toThrow();
  });

  it('a training or resampled set cannot be scored', () => {
    // @ts-expect-error training rows are for fitting
    expect(() => prepareScoring(fold.train, encoder)).toThrow(/held-out|test/);
    // @ts-expect-error resampled rows do not show the real prevalence
    expect(() => prepareScoring(resampledSet(fold.train, fold.train.data), encoder)).toThrow(/resampled/);
  });
});
