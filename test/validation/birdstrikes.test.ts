/** The main job's cross-validation on real data, fold by fold beside scikit-learn's pipeline on the same folds. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { completeOptions } from '../../src/audit/options.ts';
import { prepareDataset } from '../../src/audit/prepare-dataset.ts';
import { splitTrainTest } from '../../src/data/roles.ts';
import { stratifiedKFold } from '../../src/data/stratified-kfold.ts';
import { completeSpec } from '../../src/models/registry.ts';
import { bytesOf } from '../../src/table/bytes.ts';
import { readTable } from '../../src/table/read.ts';
import { compareRuns } from '../../src/validation/compare.ts';
import { type CandidateRun, crossValidate } from '../../src/validation/cross-validate.ts';
import { balanceWeights, doNothing } from '../../src/validation/strategies.ts';

interface PeerScores {
  readonly averagePrecision: number[];
  readonly rocAuc: number[];
}
const peer: Record<'none' | 'balanced-weights', PeerScores> = JSON.parse(
  readFileSync(new URL('../fixtures/birdstrikes.json', import.meta.url), 'utf8'),
);
const file = new URL('../../node_modules/vega-datasets/data/birdstrikes.csv', import.meta.url);
const known = ['Flight Date', 'Cost Other', 'Cost Repair', 'Cost Total $'];

let runs: CandidateRun[];
beforeAll(async () => {
  const options = completeOptions({
    target: 'Effect Amount of damage',
    positive: ['Minor', 'Medium', 'Substantial', 'C', 'B'],
    drop: known,
  });
  const { table } = await readTable(bytesOf(readFileSync(file), 'birdstrikes.csv'), { text: [options.target] });
  const { dataset, candidates } = prepareDataset(table, options);
  const { train } = splitTrainTest(dataset, { testShare: 0.2, seed: 42 });
  const model = completeSpec('logisticRegression');
  runs = await crossValidate(
    train,
    [doNothing, balanceWeights].map((strategy) => ({ strategy, model })),
    {
      columns: candidates,
      folds: stratifiedKFold(train.data.target.codes, { folds: 5, seed: 42 }),
      seed: 42,
      objective: 'f1',
      innerFolds: 5,
    },
  );
});

describe.each(['none', 'balanced-weights'] as const)('%s', (strategy) => {
  it.each(['averagePrecision', 'rocAuc'] as const)('%s of every fold is within .01 of scikit-learn', (measure) => {
    const run = runs.find(({ candidate }) => candidate.strategy.name === strategy)!;
    run.outcomes.forEach((outcome, fold) => {
      expect(Math.abs(outcome[measure]! - peer[strategy][measure][fold]!)).toBeLessThan(0.01);
    });
  });
});

it("balanced weights are found to hurt the ranking, as they do in every one of the peer's folds", () => {
  peer.none.averagePrecision.forEach((value, fold) => {
    expect(value).toBeGreaterThan(peer['balanced-weights'].averagePrecision[fold]!);
  });
  const compared = compareRuns(runs, {
    primary: 'averagePrecision',
    decision: 'f1',
    folds: 5,
    repeats: 1,
    level: 0.95,
  });
  expect(compared.results[1]!.verdict).toBe('hurts');
  expect(compared.results[1]!.comparison!.sentence).toContain(
    'balancing the class weights for logistic regression hurts',
  );
  expect(compared.summary.join(' ')).toContain('Worse average precision than doing nothing: balanced class weights');
});
