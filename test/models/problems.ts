/** Small encoded problems for the tests of classifiers, and a reader of fixtures. */
import { readFileSync } from 'node:fs';
import { RandomState } from '../../src/core/random.ts';
import type { Features, FitInput } from '../../src/models/types.ts';

export function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')) as T;
}

export function featuresOf(
  numeric: readonly (readonly number[])[],
  blocks: readonly { readonly width: number; readonly codes: readonly number[] }[] = [],
): Features {
  const width = numeric.length + blocks.reduce((sum, block) => sum + block.width, 0);
  return {
    rowCount: numeric[0]?.length ?? blocks[0]?.codes.length ?? 0,
    numeric: numeric.map((values) => Float64Array.from(values)),
    blocks: blocks.map(({ width, codes }) => ({ width, codes: Int32Array.from(codes) })),
    names: Array.from({ length: width }, (_, j) => `feature ${j}`),
  };
}

/** The rows at the given positions, which may repeat. */
export function takeRows(input: FitInput, rows: readonly number[]): FitInput {
  const { features, labels, weights } = input;
  return {
    ...input,
    features: {
      ...features,
      rowCount: rows.length,
      numeric: features.numeric.map((values) => Float64Array.from(rows, (i) => values[i]!)),
      blocks: features.blocks.map(({ width, codes }) => ({ width, codes: Int32Array.from(rows, (i) => codes[i]!) })),
    },
    labels: Int32Array.from(rows, (i) => labels[i]!),
    ...(weights === undefined ? {} : { weights: Float64Array.from(rows, (i) => weights[i]!) }),
  };
}

/** Two numeric features and a category of four levels (and none) that bear on the class, with noise. */
export function mixedProblem(classCount: number, rowCount = 160): FitInput {
  const random = new RandomState(11);
  const a = Array.from({ length: rowCount }, () => random.normal());
  const b = Array.from({ length: rowCount }, () => random.normal());
  const codes = Array.from({ length: rowCount }, () => random.integer(5) - 1);
  const labels = a.map((value, i) => {
    const score = value + (codes[i] === 2 ? 1 : 0) + random.normal();
    return Math.min(classCount - 1, Math.max(0, Math.floor(score + 0.5)));
  });
  return {
    features: featuresOf([a, b], [{ width: 4, codes }]),
    labels: Int32Array.from(labels),
    classCount,
    seed: 1,
  };
}

/** One feature that tells the classes apart without exception. */
export function separableProblem(classCount: number, rowCount = 60): FitInput {
  const labels = Array.from({ length: rowCount }, (_, i) => i % classCount);
  const position = labels.map((label, i) => 10 * label + (i % 7) / 7);
  const sidewise = labels.map((label, i) => 10 * (label % 2) + (i % 5) / 5);
  return { features: featuresOf([position, sidewise]), labels: Int32Array.from(labels), classCount, seed: 1 };
}

/** Weighted mean log loss of row-major probabilities. */
export function logLoss(probabilities: Float64Array, labels: Int32Array, classCount: number): number {
  let sum = 0;
  labels.forEach((label, i) => {
    sum -= Math.log(Math.max(probabilities[i * classCount + label]!, 1e-15));
  });
  return sum / labels.length;
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}
