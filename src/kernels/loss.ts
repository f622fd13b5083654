/**
 * The logistic loss of rows at their linear predictors, with its derivatives: the plain loop, and the compiled kernel
 * (kernels/loss.ts) that gives the same answers to the last bit, taken where the host can run it.
 */

import { lossBytes } from './loss.gen.ts';
import { lossPlain, lossTable } from './loss-plain.ts';
import { Arena, compileKernel, type KernelPath } from './wasm.ts';

/**
 * Sum of |share| * log(1 + e^-margin) over rows, whose margin is the predictor, or minus the predictor where the share is
 * negative; a row of share 0 adds nothing. Writes the first and second derivatives by each predictor to `slopes` and
 * `curvatures`. All arrays have one entry per row.
 */
export type RowLosses = (
  predictors: Float64Array,
  shares: Float64Array,
  slopes: Float64Array,
  curvatures: Float64Array,
) => number;

/** For at most `mostRows` rows at a time. */
export function rowLosses(mostRows: number, path: KernelPath = 'auto'): RowLosses {
  const module = path === 'plain' ? null : compileKernel(lossBytes);
  return module === null ? lossPlain : compiledLosses(mostRows, module);
}

/** The function of kernels/loss.ts: addresses of what goes in and out. */
interface Exports {
  loss(table: number, predictors: number, shares: number, rows: number, slopes: number, curvatures: number): number;
}

function compiledLosses(mostRows: number, module: WebAssembly.Module): RowLosses {
  const arena = new Arena();
  const table = arena.take(lossTable.length * 8);
  const take = () => arena.take((mostRows + 1) * 8);
  const at = { predictors: take(), shares: take(), slopes: take(), curvatures: take() };
  const memory = arena.memory();
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
  const room = (start: number) => new Float64Array(memory.buffer, start, mostRows + 1);
  const inside = { predictors: room(at.predictors), shares: room(at.shares) };
  const results = { slopes: room(at.slopes), curvatures: room(at.curvatures) };
  new Float64Array(memory.buffer, table).set(lossTable);
  return (predictors, shares, slopes, curvatures) => {
    const rows = predictors.length;
    inside.predictors.set(predictors);
    inside.shares.set(shares);
    // An odd number of rows is filled up with one of share 0.
    inside.predictors[rows] = 0;
    inside.shares[rows] = 0;
    const sum = kernel.loss(table, at.predictors, at.shares, (rows + 1) & ~1, at.slopes, at.curvatures);
    slopes.set(results.slopes.subarray(0, rows));
    curvatures.set(results.curvatures.subarray(0, rows));
    return sum;
  };
}
