/** The rows that imbalanced-learn makes (see generators/resampling.py) and inputs in the shape of samplers. */
import { readFileSync } from 'node:fs';
import type { Points } from '../../src/kernels/points.ts';
import type { SamplerInput, SamplerSpec } from '../../src/resampling/types.ts';

interface MatrixInput {
  readonly values: readonly (readonly number[])[];
  readonly labels: readonly number[];
}

interface NominalInput {
  readonly codes: readonly (readonly number[])[];
  readonly labels: readonly number[];
}

export interface Peer {
  readonly inputs: Readonly<Record<string, MatrixInput>>;
  readonly mixedInput: MatrixInput & NominalInput;
  readonly nominalInput: NominalInput;
  readonly cases: readonly (MatrixInput & {
    readonly input: string;
    readonly seed: number;
    readonly spec: SamplerSpec;
  })[];
  readonly copies: readonly { readonly input: string; readonly seed: number; readonly rows: readonly number[] }[];
  readonly mixed: readonly (MatrixInput & NominalInput & { readonly seed: number })[];
  readonly nominal: readonly (NominalInput & { readonly seed: number })[];
  readonly danger: readonly { readonly input: string; readonly rows: Readonly<Record<string, readonly number[]>> }[];
  readonly support: readonly { readonly input: string; readonly support: readonly number[] }[];
  readonly clustered: readonly { readonly seed: number; readonly values: readonly (readonly number[])[] }[];
  readonly strategies: readonly {
    readonly counts: readonly number[];
    readonly family: 'over' | 'under' | 'clean';
    readonly strategy: unknown;
    readonly answer: readonly (number | null)[] | 'refused';
  }[];
}

export const peer: Peer = JSON.parse(readFileSync(new URL('../fixtures/resampling.json', import.meta.url), 'utf8'));

export function pointsOf(rows: readonly (readonly number[])[], dimensions: number = rows[0]?.length ?? 0): Points {
  return { count: rows.length, dimensions, values: Float64Array.from(rows.flat()) };
}

/** An input that is not scaled; categories have as many levels as the highest code needs. */
export function inputOf(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  codes: readonly (readonly number[])[] = [],
): SamplerInput {
  const values =
    rows.length === 0 ? { count: labels.length, dimensions: 0, values: new Float64Array(0) } : pointsOf(rows);
  return {
    values,
    space: values,
    scale: new Float64Array(values.dimensions).fill(1),
    categories: codes.map((column) => ({ codes: Int32Array.from(column), levels: Math.max(...column) + 1 })),
    labels: Int32Array.from(labels),
    classes: Array.from({ length: Math.max(...labels) + 1 }, (_, i) => String(i)),
    names: Array.from({ length: values.dimensions + codes.length }, (_, i) => `column ${i}`),
  };
}

/** Largest difference between made rows and those expected; Infinity where there are more or fewer. */
export function largestDifference(made: Points, expected: readonly (readonly number[])[]): number {
  if (made.count !== expected.length) return Infinity;
  return expected.flat().reduce((most, value, i) => Math.max(most, Math.abs(value - made.values[i]!)), 0);
}
