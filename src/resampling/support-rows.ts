/** Which rows of each class are support vectors, in any of the machines that part two classes. */
import type { Points } from '../kernels/points.ts';
import type { KernelPath } from '../kernels/wasm.ts';
import { joinRows, rowsOfClass, stretch } from './rows.ts';
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
    const rows = joinRows([first, rowsOfClass(labels, high)]);
    const signs = new Int8Array(rows.length).fill(-1).fill(1, 0, first.length);
    const oneSided = first.length === 0 || first.length === rows.length;
    const weights = oneSided ? new Float64Array(rows.length) : supportWeights(space, signs, { rows, gamma, path });
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
  const mean = sumOfPowers(values, 0, 1) / values.length;
  return sumOfPowers(values, mean, 2) / values.length;
}

/** Sums, value after value, of the distance from a centre or of its square. */
function sumOfPowers(values: Float64Array, centre: number, power: 1 | 2): number {
  const { length } = values;
  let sum = 0;
  for (let from = 0; from < length; from += stretch) {
    sum = addPowers(sum, values, centre, power, from, Math.min(length, from + stretch));
  }
  return sum;
}

function addPowers(
  before: number,
  values: Float64Array,
  centre: number,
  power: 1 | 2,
  from: number,
  to: number,
): number {
  let sum = before;
  for (let i = from; i < to; i++) {
    const distance = values[i]! - centre;
    sum += power === 1 ? distance : distance * distance;
  }
  return sum;
}
