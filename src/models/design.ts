/**
 * The design matrix of linear models: a packed matrix of the dense numbers and the positions of the indicators that are 1. Sums
 * over a row cost its nonzero features, however many levels the categories have. Whatever goes over all rows does so block by
 * block of `blockRows` rows, as the packed matrix lies.
 */
import { blockRows, type PackedMatrix, packMatrix } from '../kernels/gram.ts';
import { packSingle, type Standard } from '../kernels/single.ts';
import type { Features, FitInput } from './types.ts';

export interface Design {
  /** What was packed, and which rows of it; all where there is no list. */
  readonly features: Features;
  readonly rows: Int32Array | undefined;
  readonly rowCount: number;
  /** Number of features; the intercept is counted as one more, at position `width`. */
  readonly width: number;
  /** Numeric features per row; they take the first positions. */
  readonly denseCount: number;
  readonly dense: PackedMatrix;
  /** How the numeric features were changed, to be rounded to single precision; exact and as they are where this is missing. */
  readonly standard: Standard | undefined;
  /** Indicators per row at the most. */
  readonly activeCount: number;
  /** Row-major, rowCount * activeCount: position of the indicator that is 1, or -1. Ascending within a row, -1 aside. */
  readonly active: Int32Array;
}

/** Rows of a fit; those of weight 0 are gone. */
export interface WeightedRows {
  readonly features: Features;
  /** Which rows of the features; all where there is no list. */
  readonly rows: Int32Array | undefined;
  readonly labels: Int32Array;
  /** Share of the total weight; they sum to 1. */
  readonly shares: Float64Array;
  readonly totalWeight: number;
}

/** A design with what a fit needs besides. */
export type WeightedDesign = Design & WeightedRows;

/** How to pack: standardised and rounded to single precision, or anew whenever it is gone through; neither by default. */
export interface Packing {
  readonly standard?: Standard | undefined;
  readonly streamed?: boolean;
}

/** Packs the given rows (all by default) of the features. O(rows * columns). */
export function packDesign(features: Features, rows?: Int32Array, { standard, streamed }: Packing = {}): Design {
  const { rowCount, numeric } = features;
  const dense =
    standard === undefined
      ? packMatrix(rowCount, numeric, { rows, ...(streamed === undefined ? {} : { streamed }) })
      : packSingle(rowCount, numeric, standard, { rows });
  return designOf(features, rows, standard, dense);
}

function designOf(
  features: Features,
  rows: Int32Array | undefined,
  standard: Standard | undefined,
  dense: PackedMatrix,
): Design {
  const { numeric, blocks } = features;
  const rowCount = rows === undefined ? features.rowCount : rows.length;
  const denseCount = numeric.length;
  const activeCount = blocks.length;
  const active = new Int32Array(rowCount * activeCount);
  let offset = denseCount;
  blocks.forEach(({ codes, width }, b) => {
    for (let i = 0; i < rowCount; i++) {
      const code = codes[rows === undefined ? i : rows[i]!]!;
      active[i * activeCount + b] = code < 0 ? -1 : offset + code;
    }
    offset += width;
  });
  return { features, rows, rowCount, width: offset, denseCount, dense, standard, activeCount, active };
}

/** Packs some rows of a design once more, on their own. */
export function takeRows({ features, rows, standard, dense }: Design, taken: Int32Array): Design {
  const own = rows === undefined ? taken : taken.map((i) => rows[i]!);
  const packed = dense.take?.(taken);
  return packed === undefined ? packDesign(features, own) : designOf(features, own, standard, packed);
}

/** The rows that have weight. */
export function weightedRows({ features, labels, weights }: FitInput): WeightedRows {
  if (weights === undefined) {
    const totalWeight = labels.length;
    const shares = new Float64Array(totalWeight).fill(1 / totalWeight);
    return { features, rows: undefined, labels, shares, totalWeight };
  }
  const rows = new Int32Array(labels.length).map((_, i) => i).filter((i) => weights[i]! > 0);
  const { shares, totalWeight } = sharesOf(Float64Array.from(rows, (i) => weights[i]!));
  return {
    features,
    rows: rows.length < labels.length ? rows : undefined,
    labels: Int32Array.from(rows, (i) => labels[i]!),
    shares,
    totalWeight,
  };
}

export function packWeighted(weighted: WeightedRows, packing?: Packing): WeightedDesign {
  const { labels, shares, totalWeight } = weighted;
  return { ...packDesign(weighted.features, weighted.rows, packing), labels, shares, totalWeight };
}

/** Packs some rows of a design once more, as if there were no others but as many of each row as `times` says. */
export function takeWeighted(
  design: WeightedDesign,
  taken: Int32Array,
  times: (row: number) => number,
): WeightedDesign {
  return {
    ...takeRows(design, taken),
    labels: taken.map((i) => design.labels[i]!),
    ...sharesOf(Float64Array.from(taken, (i) => times(i) * design.shares[i]!)),
  };
}

function sharesOf(weights: Float64Array): { shares: Float64Array; totalWeight: number } {
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  return { shares: weights.map((weight) => weight / totalWeight), totalWeight };
}

/**
 * Linear predictors of the rows of a block under one coefficient per feature, the intercept last. Valid until the design is
 * next used.
 */
export function linearPredictors(design: Design, block: number, coefficients: Float64Array): Float64Array {
  const { dense, activeCount, active, width } = design;
  const predictors = dense.times(block, coefficients, coefficients[width]!);
  if (activeCount === 0) return predictors;
  for (let i = 0, at = block * blockRows * activeCount; i < predictors.length; i++) {
    for (let b = 0; b < activeCount; b++, at++) {
      const position = active[at]!;
      if (position >= 0) predictors[i]! += coefficients[position]!;
    }
  }
  return predictors;
}

/** Linear predictors of all rows. */
export function allPredictors(design: Design, coefficients: Float64Array): Float64Array {
  const all = new Float64Array(design.rowCount);
  for (let block = 0; block < design.dense.blockCount; block++) {
    ofBlock(all, block).set(linearPredictors(design, block, coefficients));
  }
  return all;
}

/** Adds sum(factors[i] * x_i) over the rows x_i of a block, the intercept last, to `into`; one factor per row of the block. */
export function addRows(design: Design, block: number, factors: Float64Array, into: Float64Array): void {
  const { dense, denseCount, activeCount, active, width } = design;
  const sums = dense.transposed(block, factors);
  for (let j = 0; j < denseCount; j++) into[j]! += sums[j]!;
  let total = 0;
  for (let i = 0, at = block * blockRows * activeCount; i < factors.length; i++) {
    const factor = factors[i]!;
    total += factor;
    for (let b = 0; b < activeCount; b++, at++) if (active[at]! >= 0) into[active[at]!]! += factor;
  }
  into[width]! += total;
}

/** The entries of `perRow` that belong to a block. */
export function ofBlock(perRow: Float64Array, block: number): Float64Array {
  return perRow.subarray(block * blockRows, (block + 1) * blockRows);
}

/**
 * Adds sum(factors[i] * x_i x_iᵀ), x_i the features of row i with the intercept last, to the lower triangle of `into`
 * ((width + 1)^2, row-major). Costs the squares of the nonzero features of each row.
 */
export function addGram(design: Design, factors: Float64Array, into: Float64Array): void {
  const { dense, width } = design;
  const size = width + 1;
  dense.addGram(factors, into, size);
  const last = into.subarray(width * size);
  for (let block = 0; block < dense.blockCount; block++) addRows(design, block, ofBlock(factors, block), last);
  addIndicatorGram(design, factors, into);
}

/** The rows of the Gram matrix that belong to indicators. */
function addIndicatorGram(design: Design, factors: Float64Array, into: Float64Array): void {
  const { dense, denseCount, activeCount, active, rowCount, width } = design;
  if (activeCount === 0) return;
  for (let i = 0, from = 0; i < rowCount; i++, from += activeCount) {
    const factor = factors[i]!;
    for (let b = 0; b < activeCount; b++) {
      if (active[from + b]! < 0) continue;
      const start = active[from + b]! * (width + 1);
      for (let j = 0; j < denseCount; j++) into[start + j]! += factor * dense.at(i, j);
      for (let a = 0; a <= b; a++) if (active[from + a]! >= 0) into[start + active[from + a]!]! += factor;
    }
  }
}

/** Adds sum(factors[i] * x_ij^2) for every feature j, the intercept last, to `into`. */
export function addGramDiagonal(design: Design, factors: Float64Array, into: Float64Array): void {
  const { dense, denseCount, activeCount, active, rowCount, width } = design;
  for (let i = 0, at = 0; i < rowCount; i++) {
    const factor = factors[i]!;
    for (let j = 0; j < denseCount; j++) into[j]! += factor * dense.at(i, j) ** 2;
    for (let b = 0; b < activeCount; b++, at++) if (active[at]! >= 0) into[active[at]!]! += factor;
    into[width]! += factor;
  }
}
