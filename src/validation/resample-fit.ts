/**
 * Resampling inside a fold: the encoded rows of a fitting part go to a sampler and come back as a fitting part with other class
 * shares, and with the factors by which the shares changed, so that probabilities can be brought back to the real ones. Held-out
 * rows have no way in here.
 */
import type { Features, IndicatorBlock } from '../models/types.ts';
import { resampledInput } from '../resampling/materialise.ts';
import { readySampler, resampleInput } from '../resampling/resample.ts';
import type { CategoryPart, Resampled, SamplerInput, SamplerSpec } from '../resampling/types.ts';
import type { PreparedFit } from './prepare.ts';

export interface ResampledFit {
  readonly prepared: PreparedFit;
  /** Share of each class after over its share before: what the prior correction undoes. */
  readonly shareFactors: readonly number[];
}

/**
 * Runs the sampler on the encoded rows. Standardised numbers are the sampler's numbers; 0/1 features and one-hot blocks are its
 * categories, so SMOTE works as SMOTE-NC where there are any. Case weights follow: a synthetic row weighs what its base weighs.
 */
export function resampleFit(
  prepared: PreparedFit,
  spec: SamplerSpec,
  seed: number,
  classes: readonly string[],
): ResampledFit {
  const layout = layoutOf(prepared.features);
  const input = inputOf(prepared, layout, classes);
  const resampled = resampleInput(input, readySampler(spec), { seed });
  const output = resampledInput(input, resampled);
  return {
    prepared: {
      ...prepared,
      features: featuresOf(prepared.features, layout, output),
      labels: resampled.labels,
      ...(prepared.weights === undefined ? {} : { weights: weightsOf(prepared.weights, resampled) }),
    },
    shareFactors: factors(prepared.labels, resampled.labels, prepared.classCount),
  };
}

interface Layout {
  /** Positions in `features.numeric` of real numbers and of 0/1 features. */
  readonly numbers: readonly number[];
  readonly flags: readonly number[];
}

function layoutOf({ numeric }: Features): Layout {
  const flags = [...numeric.keys()].filter((position) =>
    numeric[position]!.every((value) => value === 0 || value === 1),
  );
  return { flags, numbers: [...numeric.keys()].filter((position) => !flags.includes(position)) };
}

function inputOf(
  { features, labels }: PreparedFit,
  { numbers, flags }: Layout,
  classes: readonly string[],
): SamplerInput {
  const count = features.rowCount;
  const dimensions = numbers.length;
  const values = new Float64Array(count * dimensions);
  numbers.forEach((position, d) => {
    const column = features.numeric[position]!;
    for (let i = 0; i < count; i++) values[i * dimensions + d] = column[i]!;
  });
  const points = { count, dimensions, values };
  const flagParts = flags.map(
    (position): CategoryPart => ({ codes: Int32Array.from(features.numeric[position]!), levels: 2 }),
  );
  return {
    values: points,
    space: points,
    scale: new Float64Array(dimensions).fill(1),
    categories: [...flagParts, ...features.blocks.map(categoryOf)],
    labels,
    classes,
    names: [...numbers, ...flags]
      .map((position) => features.names[position]!)
      .concat(features.blocks.map((_, b) => `category ${b + 1}`)),
  };
}

/** A block's "no indicator" becomes a level of its own, the last. */
function categoryOf({ codes, width }: IndicatorBlock): CategoryPart {
  return { codes: codes.map((code) => (code < 0 ? width : code)), levels: width + 1 };
}

function featuresOf(before: Features, { numbers, flags }: Layout, { values, categories }: SamplerInput): Features {
  const numeric = new Array<Float64Array>(before.numeric.length);
  numbers.forEach((position, d) => {
    numeric[position] = Float64Array.from(
      { length: values.count },
      (_, i) => values.values[i * values.dimensions + d]!,
    );
  });
  flags.forEach((position, c) => {
    numeric[position] = Float64Array.from(categories[c]!.codes);
  });
  const blocks = before.blocks.map(({ width }, b) => ({
    width,
    codes: categories[flags.length + b]!.codes.map((code) => (code === width ? -1 : code)),
  }));
  return { rowCount: values.count, numeric, blocks, names: before.names };
}

function weightsOf(weights: Float64Array, { source, synthetic }: Resampled): Float64Array {
  let next = 0;
  return Float64Array.from(source, (row) => weights[row < 0 ? synthetic.base[next++]! : row]!);
}

function factors(before: Int32Array, after: Int32Array, classCount: number): number[] {
  const share = (labels: Int32Array, k: number): number =>
    labels.reduce((sum, label) => sum + (label === k ? 1 : 0), 0) / labels.length;
  return Array.from({ length: classCount }, (_, k) => {
    const old = share(before, k);
    return old === 0 ? 1 : share(after, k) / old;
  });
}
