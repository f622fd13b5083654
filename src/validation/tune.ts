/**
 * Decisions tuned inside a training part: with two classes a threshold chosen on inner out-of-fold scores (which is why the
 * part it is later measured on stays unseen), with more the inverse class shares, which aim at equal recall.
 */
import { foldSets } from '../data/roles.ts';
import { stratifiedKFold } from '../data/stratified-kfold.ts';
import type { TrainSet } from '../data/types.ts';
import { binaryScores } from '../metrics/scores.ts';
import { bestThreshold } from '../thresholds/choose.ts';
import { columnOf } from './decide.ts';
import { fitCore, type PipelineSpec, predictCore } from './pipeline.ts';
import { prepareFit, prepareScoring } from './prepare.ts';

export interface TuneOptions {
  readonly columns: readonly string[];
  /** Number of inner folds wished for; fewer are used where the rarest class has fewer rows. */
  readonly folds: number;
  readonly objective: string;
}

/** The threshold that inner cross-validation of the training part chooses; null where it cannot be chosen. */
export function tuneThreshold(spec: PipelineSpec, train: TrainSet, options: TuneOptions): number | null {
  const { target } = train.data;
  const folds = Math.min(options.folds, ...classCounts(target.codes, target.classes.length));
  if (folds < 2) return null;
  const scores = new Float64Array(target.codes.length);
  for (const fold of stratifiedKFold(target.codes, { folds, shuffle: true, seed: spec.seed })) {
    const inner = foldSets(train, fold);
    const prepared = prepareFit(inner.train, options.columns);
    const probabilities = predictCore(
      fitCore(spec, prepared, target.classes),
      prepareScoring(inner.heldOut, prepared.encoder),
    );
    const positives = columnOf(probabilities, 2, 1);
    fold.test.forEach((row, i) => {
      scores[row] = positives[i]!;
    });
  }
  const labels = Uint8Array.from(target.codes);
  return bestThreshold(binaryScores({ labels, scores }), options.objective);
}

/** Inverse class shares: with them the largest probability times factor aims at equal recall for every class. */
export function inverseShares(codes: Int32Array, classCount: number): number[] {
  return classCounts(codes, classCount).map((count) => codes.length / (classCount * count));
}

function classCounts(codes: Int32Array, classCount: number): number[] {
  const counts = new Array<number>(classCount).fill(0);
  for (const code of codes) counts[code]!++;
  return counts;
}
