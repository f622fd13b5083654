/**
 * The seam where a fold becomes something a model can be fitted on: the encoder learns from the fitting part alone and is
 * applied to the held-out part. Prepared once per fold and shared by every strategy and model that fits the same rows.
 */
import { requireFittable, requireScorable } from '../data/roles.ts';
import type { FittableSet, ScorableSet } from '../data/types.ts';
import { encode, type FittedEncoder, fitEncoder } from '../models/encode.ts';
import type { Features } from '../models/types.ts';

/** A fitting part, encoded by an encoder that has seen nothing else. */
export interface PreparedFit {
  readonly encoder: FittedEncoder;
  readonly features: Features;
  readonly labels: Int32Array;
  readonly classCount: number;
  readonly weights?: Float64Array;
}

/** Learns imputation, scaling and encoding from the set and applies them to it. */
export function prepareFit(set: FittableSet, columns: readonly string[]): PreparedFit {
  requireFittable('prepareFit', set);
  const { table, target, weights } = set.data;
  const encoder = fitEncoder(table, columns);
  return {
    encoder,
    features: encode(encoder, table),
    labels: target.codes,
    classCount: target.classes.length,
    ...(weights === undefined ? {} : { weights }),
  };
}

/** Applies an encoder learned elsewhere to rows that are to be scored. */
export function prepareScoring(set: ScorableSet, encoder: FittedEncoder): Features {
  requireScorable('prepareScoring', set);
  return encode(encoder, set.data.table);
}
