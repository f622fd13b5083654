/**
 * Pipelines: encoder, class weights, model and prior correction as one thing that is fitted on a training set and applied to
 * rows it has not seen. What it predicts are always probabilities at the natural prevalence.
 */
import { undoClassWeights } from '../calibration/prior.ts';
import type { FittableSet, ScorableSet } from '../data/types.ts';
import type { FittedEncoder } from '../models/encode.ts';
import { fitModel, predictModel } from '../models/registry.ts';
import type { Features, FittedModel, ModelSpec } from '../models/types.ts';
import { balancedWeights, rowWeights } from '../weighting/class-weights.ts';
import { type PreparedFit, prepareFit, prepareScoring } from './prepare.ts';
import { resampleFit } from './resample-fit.ts';
import type { Strategy } from './strategies.ts';

export interface PipelineSpec {
  readonly strategy: Strategy;
  readonly model: ModelSpec;
  readonly seed: number;
}

/** A fitted pipeline: versioned plain data. */
export interface FittedPipeline {
  readonly kind: 'pipeline';
  readonly version: 1;
  readonly classes: readonly string[];
  readonly strategy: string;
  readonly encoder: FittedEncoder;
  readonly fitted: FittedCore;
}

/** The part of a pipeline after encoding. */
export interface FittedCore {
  readonly model: FittedModel;
  /**
   * How much each class counted for in the fit relative to its real share, by weights or by resampling; null where no class was
   * favoured. Undone on prediction.
   */
  readonly classFactors: readonly number[] | null;
}

/** Fits strategy and model on encoded rows. */
export function fitCore(spec: PipelineSpec, given: PreparedFit, classes: readonly string[]): FittedCore {
  const { sampler } = spec.strategy;
  const resampled = sampler === null ? null : resampleFit(given, sampler, spec.seed, classes);
  const { features, labels, classCount, weights } = resampled?.prepared ?? given;
  const classWeights =
    spec.strategy.classWeights === 'balanced' ? Array.from(balancedWeights(labels, classCount, weights)) : null;
  const caseWeights = classWeights === null ? weights : rowWeights(labels, classWeights, weights);
  const model = fitModel(spec.model, {
    features,
    labels,
    classCount,
    seed: spec.seed,
    ...(caseWeights === undefined ? {} : { weights: caseWeights }),
  });
  return { model, classFactors: resampled?.shareFactors ?? classWeights };
}

/** Row-major class probabilities at the natural prevalence. */
export function predictCore(core: FittedCore, features: Features): Float64Array {
  const probabilities = predictModel(core.model, features);
  return core.classFactors === null ? probabilities : undoClassWeights(probabilities, core.classFactors);
}

/** Fits a whole pipeline on a training (or resampled) set. */
export function fitPipeline(
  spec: PipelineSpec,
  set: FittableSet,
  { columns }: { columns: readonly string[] },
): FittedPipeline {
  const prepared = prepareFit(set, columns);
  return {
    kind: 'pipeline',
    version: 1,
    classes: set.data.target.classes,
    strategy: spec.strategy.name,
    encoder: prepared.encoder,
    fitted: fitCore(spec, prepared, set.data.target.classes),
  };
}

/** Row-major class probabilities at the natural prevalence for rows the pipeline has not seen. */
export function predictPipeline(pipeline: FittedPipeline, set: ScorableSet): Float64Array {
  return predictCore(pipeline.fitted, prepareScoring(set, pipeline.encoder));
}
