/** The registry of samplers, and finding and completing through it. */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import { adasynSampler } from './adasyn.ts';
import { allKnnSampler } from './all-knn.ts';
import { borderlineSmoteSampler } from './borderline-smote.ts';
import { clusterCentroidsSampler } from './cluster-centroids.ts';
import { condensedNearestNeighbourSampler } from './condensed-nearest-neighbour.ts';
import { editedNearestNeighboursSampler } from './edited-nearest-neighbours.ts';
import { geometricSmoteSampler } from './geometric-smote.ts';
import { instanceHardnessThresholdSampler } from './instance-hardness-threshold.ts';
import { kmeansSmoteSampler } from './kmeans-smote.ts';
import { nearMissSampler } from './near-miss.ts';
import { neighbourhoodCleaningRuleSampler } from './neighbourhood-cleaning-rule.ts';
import { oneSidedSelectionSampler } from './one-sided-selection.ts';
import { polynomFitSampler } from './polynom-fit.ts';
import { prowsynSampler } from './prowsyn.ts';
import { randomOverSampler } from './random-over.ts';
import { randomUnderSampler } from './random-under.ts';
import { repeatedEditedNearestNeighboursSampler } from './repeated-edited-nearest-neighbours.ts';
import { smoteSampler } from './smote.ts';
import { smoteEnnSampler, smoteTomekSampler } from './smote-cleaned.ts';
import { smoteNSampler } from './smote-n.ts';
import { smoteNcSampler } from './smote-nc.ts';
import { svmSmoteSampler } from './svm-smote.ts';
import { tomekLinksSampler } from './tomek-links.ts';
import type { Sampler, SamplerSpec } from './types.ts';

/** All samplers by kind, in the order they are shown. */
export const samplers: ReadonlyMap<string, Sampler> = new Map(
  [
    randomOverSampler,
    smoteSampler,
    borderlineSmoteSampler,
    adasynSampler,
    smoteNcSampler,
    smoteNSampler,
    svmSmoteSampler,
    kmeansSmoteSampler,
    polynomFitSampler,
    prowsynSampler,
    geometricSmoteSampler,
    randomUnderSampler,
    nearMissSampler,
    instanceHardnessThresholdSampler,
    clusterCentroidsSampler,
    tomekLinksSampler,
    editedNearestNeighboursSampler,
    repeatedEditedNearestNeighboursSampler,
    allKnnSampler,
    neighbourhoodCleaningRuleSampler,
    condensedNearestNeighbourSampler,
    oneSidedSelectionSampler,
    smoteEnnSampler,
    smoteTomekSampler,
  ].map((entry) => [entry.kind, entry as unknown as Sampler]),
);

/** The sampler of that kind; an InputError with the nearest name where there is none. */
export function samplerNamed(kind: string): Sampler {
  const sampler = samplers.get(kind);
  if (sampler !== undefined) return sampler;
  const kinds = [...samplers.keys()];
  const nearest = typeof kind === 'string' ? nearestName(kind, kinds) : undefined;
  throw new InputError({
    code: 'unknown-sampler',
    fn: 'resample',
    argument: 'kind',
    expected: `one of ${kinds.join(', ')}`,
    received: kind,
    ...(nearest === undefined ? {} : { advice: `did you mean '${nearest}'?` }),
  });
}

/** A specification, or just a kind, with its defaults filled in. Unknown and out-of-range options are refused. */
export function completeSampler(spec: SamplerSpec | string): SamplerSpec {
  const { kind, ...options } = typeof spec === 'string' ? { kind: spec } : spec;
  return samplerNamed(kind).complete(options);
}
