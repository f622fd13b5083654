/**
 * The design matrix of linear models, packed row by row: a few dense numbers and the positions of the indicators that are 1.
 * Sums over a row cost its nonzero features, however many levels the categories have.
 */
import type { Features, FitInput } from './types.ts';

export interface Design {
  readonly rowCount: number;
  /** Number of features; the intercept is counted as one more, at position `width`. */
  readonly width: number;
  /** Numeric features per row; they take the first positions. */
  readonly denseCount: number;
  /** Row-major, rowCount * denseCount. */
  readonly dense: Float64Array;
  readonly blockCount: number;
  /** Row-major, rowCount * blockCount: position of the indicator that is 1, or -1. Ascending within a row, -1 aside. */
  readonly active: Int32Array;
}

/** A design with what a fit needs besides: rows of weight 0 are gone. */
export interface WeightedDesign extends Design {
  readonly labels: Int32Array;
  /** Share of the total weight; they sum to 1. */
  readonly shares: Float64Array;
  readonly totalWeight: number;
}

/** Packs the given rows (all by default) of the features. O(rows * columns). */
export function packDesign(features: Features, rows?: Int32Array): Design {
  const { numeric, blocks } = features;
  const rowCount = rows === undefined ? features.rowCount : rows.length;
  const denseCount = numeric.length;
  const blockCount = blocks.length;
  const dense = new Float64Array(rowCount * denseCount);
  numeric.forEach((values, j) => {
    for (let i = 0; i < rowCount; i++) dense[i * denseCount + j] = values[rows === undefined ? i : rows[i]!]!;
  });
  const active = new Int32Array(rowCount * blockCount);
  let offset = denseCount;
  blocks.forEach(({ codes, width }, b) => {
    for (let i = 0; i < rowCount; i++) {
      const code = codes[rows === undefined ? i : rows[i]!]!;
      active[i * blockCount + b] = code < 0 ? -1 : offset + code;
    }
    offset += width;
  });
  return { rowCount, width: offset, denseCount, dense, blockCount, active };
}

/** Packs the rows that have weight. */
export function packWeighted({ features, labels, weights }: FitInput): WeightedDesign {
  const rows = Int32Array.from(labels.keys()).filter((i) => weights === undefined || weights[i]! > 0);
  const kept = Float64Array.from(rows, (i) => (weights === undefined ? 1 : weights[i]!));
  const totalWeight = kept.reduce((sum, weight) => sum + weight, 0);
  return {
    ...packDesign(features, rows),
    labels: Int32Array.from(rows, (i) => labels[i]!),
    shares: kept.map((weight) => weight / totalWeight),
    totalWeight,
  };
}

/** Linear predictor of row i under one coefficient per feature, the intercept last. */
export function linearPredictor(design: Design, i: number, coefficients: Float64Array): number {
  const { denseCount, dense, blockCount, active, width } = design;
  let sum = coefficients[width]!;
  for (let j = 0, at = i * denseCount; j < denseCount; j++, at++) sum += dense[at]! * coefficients[j]!;
  for (let b = 0, at = i * blockCount; b < blockCount; b++, at++) {
    const position = active[at]!;
    if (position >= 0) sum += coefficients[position]!;
  }
  return sum;
}

/** The nonzero features of one row, the intercept last. Arrays have room for a full row; `count` entries are in use. */
export interface RowEntries {
  readonly positions: Int32Array;
  readonly values: Float64Array;
  count: number;
}

export function emptyRow(design: Design): RowEntries {
  const room = design.denseCount + design.blockCount + 1;
  return { positions: new Int32Array(room), values: new Float64Array(room), count: 0 };
}

/** Writes the nonzero features of row i into `row`, positions ascending. */
export function readRow(design: Design, i: number, row: RowEntries): void {
  const { denseCount, dense, blockCount, active, width } = design;
  const { positions, values } = row;
  let count = 0;
  for (let j = 0, at = i * denseCount; j < denseCount; j++, at++) {
    positions[count] = j;
    values[count++] = dense[at]!;
  }
  for (let b = 0, at = i * blockCount; b < blockCount; b++, at++) {
    const position = active[at]!;
    if (position < 0) continue;
    positions[count] = position;
    values[count++] = 1;
  }
  positions[count] = width;
  values[count++] = 1;
  row.count = count;
}

/**
 * Adds sum(factors[i] * x_i x_iᵀ), x_i the features of row i with the intercept last, to the lower triangle of `into`
 * ((width + 1)^2, row-major). Costs the squares of the nonzero features of each row.
 */
export function addGram(design: Design, factors: Float64Array, into: Float64Array): void {
  const size = design.width + 1;
  const row = emptyRow(design);
  for (let i = 0; i < design.rowCount; i++) {
    readRow(design, i, row);
    const { positions, values, count } = row;
    for (let a = 0; a < count; a++) {
      const scaled = factors[i]! * values[a]!;
      const start = positions[a]! * size;
      for (let b = 0; b <= a; b++) into[start + positions[b]!]! += scaled * values[b]!;
    }
  }
}
