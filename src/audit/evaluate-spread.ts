/**
 * How far measures would move in another sample: by resampling rows within each class, or whole groups; and where that would
 * visit too many rows, from the effect of every row, with the same units and the same strata.
 */
import { stream } from '../core/random.ts';
import { logitInterval } from '../metrics/intervals.ts';
import { percentileInterval } from '../stats/bootstrap.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import type { Interval } from '../stats/types.ts';
import type { Statistics } from './evaluate-statistics.ts';

/** Rows visited by all replicates together, beyond which their effects are summed up instead. */
const mostVisits = 1e8;

/** What is drawn: whole groups where there are any, else rows within each class. */
export interface Sample {
  /** Class of each row. */
  readonly labels: ArrayLike<number>;
  readonly classCount: number;
  readonly weights: Float64Array | null;
  readonly groups: Int32Array | null;
}

/** Measures, and where two models are compared those of the other on the same rows. */
export interface Compared {
  readonly own: Statistics;
  readonly reference?: Statistics | undefined;
}

export interface SpreadOptions {
  readonly level: number;
  readonly bootstrap: number;
  readonly seed: number;
}

/** How often each row counts in the sample itself. */
export function timesOf({ labels, weights }: Sample): Float64Array {
  return weights ?? new Float64Array(labels.length).fill(1);
}

/**
 * Intervals of the differences between two sets of measures of the same rows, or of one set by itself. Null where a measure is
 * undefined or does not vary. O(replicates × rows), at most 1e8 rows; beyond that O(rows).
 */
export function spreadOf(sample: Sample, { own, reference }: Compared, options: SpreadOptions): (Interval | null)[] {
  const visits = sample.labels.length * options.bootstrap;
  return visits <= mostVisits
    ? bootstrapped(sample, { own, reference }, options)
    : linearised(sample, { own, reference }, options);
}

function bootstrapped(
  sample: Sample,
  { own, reference }: Compared,
  { level, bootstrap, seed }: SpreadOptions,
): (Interval | null)[] {
  const random = stream(seed, 'bootstrap', sample.groups === null ? 'rows' : 'groups');
  const draw = sample.groups === null ? rowDraw(sample) : groupDraw(sample, sample.groups);
  const values = own.names.map(() => new Float64Array(bootstrap));
  for (let b = 0; b < bootstrap; b++) {
    const times = draw(random.integer.bind(random));
    const mine = own.values(times);
    const other = reference?.values(times);
    for (let k = 0; k < values.length; k++) values[k]![b] = mine[k]! - (other?.[k] ?? 0);
  }
  const paired = reference === undefined ? '' : 'paired ';
  const drawn = `${paired}${sample.groups === null ? 'stratified' : 'group'} bootstrap`;
  return values.map((replicates) => {
    const { interval } = percentileInterval(replicates, { level, drawn });
    return interval === null || interval.low === interval.high ? null : interval;
  });
}

type Integer = (bound: number) => number;

/** Rows within each class, as many as it has. */
function rowDraw({ labels, classCount, weights }: Sample): (integer: Integer) => Float64Array {
  const members: number[][] = Array.from({ length: classCount }, () => []);
  for (let i = 0; i < labels.length; i++) members[labels[i]!]!.push(i);
  const strata = members.map((rows) => Int32Array.from(rows));
  const times = new Float64Array(labels.length);
  return (integer) => {
    times.fill(0);
    for (const rows of strata) {
      for (let k = 0; k < rows.length; k++) {
        const row = rows[integer(rows.length)]!;
        times[row]! += weights === null ? 1 : weights[row]!;
      }
    }
    return times;
  };
}

/** Groups, as many as there are, each with all its rows. */
function groupDraw({ labels, weights }: Sample, groups: Int32Array): (integer: Integer) => Float64Array {
  const { codes, count } = numbered(groups);
  const drawn = new Float64Array(count);
  const times = new Float64Array(labels.length);
  return (integer) => {
    drawn.fill(0);
    for (let g = 0; g < count; g++) drawn[integer(count)]!++;
    for (let i = 0; i < times.length; i++) times[i] = drawn[codes[i]!]! * (weights === null ? 1 : weights[i]!);
    return times;
  };
}

/** Groups numbered from 0 on, those without rows left out. */
export function numbered(groups: Int32Array): { readonly codes: Int32Array; readonly count: number } {
  const positions = new Map<number, number>();
  const codes = groups.map((group) => {
    const known = positions.get(group);
    if (known !== undefined) return known;
    positions.set(group, positions.size);
    return positions.size - 1;
  });
  return { codes, count: positions.size };
}

function linearised(sample: Sample, { own, reference }: Compared, { level }: SpreadOptions): (Interval | null)[] {
  const times = timesOf(sample);
  const mine = own.values(times);
  const others = reference?.values(times);
  return own.names.map((_, k) => {
    const effects = own.effects(k, times);
    const against = reference?.effects(k, times);
    for (let i = 0; i < effects.length; i++) effects[i] = times[i]! * (effects[i]! - (against?.[i] ?? 0));
    const { error, freedom } = errorOf(sample, effects);
    if (!(error > 0 && error < Infinity && freedom >= 1)) return null;
    const value = mine[k]! - (others?.[k] ?? 0);
    const multiple = studentTQuantile((1 + level) / 2, freedom);
    const method = `influence function${sample.groups === null ? '' : ' summed by group'}`;
    const told = { level, method: reference === undefined ? method : `paired, ${method}` };
    const bounded = reference === undefined ? logitInterval(value, error, multiple, told) : null;
    return bounded ?? { low: value - multiple * error, high: value + multiple * error, ...told };
  });
}

/** Standard error of a measure from what each row does to it, and the degrees of freedom behind it. */
export function errorOf(
  { labels, classCount, groups }: Sample,
  effects: Float64Array,
): { readonly error: number; readonly freedom: number } {
  if (groups !== null) {
    const { codes, count } = numbered(groups);
    const totals = new Float64Array(count);
    for (let i = 0; i < effects.length; i++) totals[codes[i]!]! += effects[i]!;
    return { error: Math.sqrt(sampleSpread(totals)), freedom: count - 1 };
  }
  const sizes = new Float64Array(classCount);
  const sums = new Float64Array(classCount);
  const squares = new Float64Array(classCount);
  for (let i = 0; i < effects.length; i++) {
    sizes[labels[i]!]!++;
    sums[labels[i]!]! += effects[i]!;
  }
  for (let i = 0; i < effects.length; i++)
    squares[labels[i]!]! += (effects[i]! - sums[labels[i]!]! / sizes[labels[i]!]!) ** 2;
  let variance = 0;
  let rarest = Infinity;
  for (let c = 0; c < classCount; c++) {
    if (sizes[c] === 0) continue;
    variance += (squares[c]! * sizes[c]!) / (sizes[c]! - 1);
    rarest = Math.min(rarest, sizes[c]!);
  }
  return { error: Math.sqrt(variance), freedom: rarest - 1 };
}

/** Variance of a sum of independent values, from their spread. */
function sampleSpread(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return (squares * values.length) / (values.length - 1);
}
