/** Classifiers that ignore the features. What they score is what every other model has to beat. */
import { refuseUnknown } from '../core/options.ts';
import type { Classifier, FitInput, FittedModel, ModelSpec } from './types.ts';

export interface DummyModel extends FittedModel {
  /** The probabilities given to every row, one per class. */
  readonly probabilities: readonly number[];
}

/** Always predicts the class of the largest total weight, with certainty; among equals the first. */
export const majority: Classifier<ModelSpec, DummyModel> = dummy('majority', 'always the majority', (shares) => {
  // Balanced weights make classes equal up to rounding; that must not pick one at random.
  const largest = Math.max(...shares) * (1 - 1e-9);
  const winner = shares.findIndex((share) => share >= largest);
  return shares.map((_, k) => (k === winner ? 1 : 0));
});

/** Gives every row each class with its share of the training weight. */
export const prevalence: Classifier<ModelSpec, DummyModel> = dummy(
  'prevalence',
  'always the prevalence',
  (shares) => shares,
);

function dummy(
  kind: string,
  title: string,
  probabilitiesFrom: (shares: readonly number[]) => readonly number[],
): Classifier<ModelSpec, DummyModel> {
  return {
    kind,
    title,
    dummy: true,
    complete: (options) => {
      refuseUnknown(kind, options, []);
      return { kind };
    },
    fit: (_, input) => ({
      kind,
      version: 1,
      classCount: input.classCount,
      featureNames: input.features.names,
      report: { converged: true, iterations: 0 },
      probabilities: probabilitiesFrom(classShares(input)),
    }),
    predict: (model, features) => {
      const row = Float64Array.from(model.probabilities);
      const result = new Float64Array(features.rowCount * row.length);
      for (let i = 0; i < features.rowCount; i++) result.set(row, i * row.length);
      return result;
    },
  };
}

/** Each class's share of the total weight. */
function classShares({ labels, classCount, weights }: FitInput): readonly number[] {
  const totals = new Array<number>(classCount).fill(0);
  labels.forEach((label, i) => {
    totals[label]! += weights === undefined ? 1 : weights[i]!;
  });
  const all = totals.reduce((sum, total) => sum + total, 0);
  return totals.map((total) => total / all);
}
