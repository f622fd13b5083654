/** Which rows of each class are support vectors, in any of the machines that part two classes. */
import { type Points, takePoints } from '../kernels/points.ts';
import type { KernelPath } from '../kernels/wasm.ts';
import { rowsOfClass } from './rows.ts';
import { supportWeights } from './support-vectors.ts';

/** Looks up the support vectors of a class, ascending; each pair of classes is fitted once, when first needed. */
export function supportRowsOf(
  space: Points,
  labels: Int32Array,
  classCount: number,
  path: KernelPath = 'auto',
): (label: number) => Int32Array {
  const gamma = 1 / (space.dimensions * varianceOfAll(space.values) || 1);
  const pairs = new Map<number, Int32Array>();
  const supportOfPair = (low: number, high: number): Int32Array => {
    const key = low * classCount + high;
    const known = pairs.get(key);
    if (known !== undefined) return known;
    const first = rowsOfClass(labels, low);
    const rows = Int32Array.from([...first, ...rowsOfClass(labels, high)]);
    const signs = new Int8Array(rows.length).fill(-1).fill(1, 0, first.length);
    const oneSided = first.length === 0 || first.length === rows.length;
    const weights = oneSided
      ? new Float64Array(rows.length)
      : supportWeights(takePoints(space, rows), signs, { gamma, path });
    const support = rows.filter((_, i) => weights[i]! > 0);
    pairs.set(key, support);
    return support;
  };
  return (label) => {
    const rows = new Set<number>();
    for (let other = 0; other < classCount; other++) {
      if (other === label) continue;
      for (const row of supportOfPair(Math.min(label, other), Math.max(label, other))) {
        if (labels[row] === label) rows.add(row);
      }
    }
    return Int32Array.from(rows).sort();
  };
}

function varianceOfAll(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
