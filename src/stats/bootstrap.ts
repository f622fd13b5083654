/**
 * Intervals from bootstrap replicates of any statistic. How the replicates are drawn (plain, stratified by class, by group) is
 * the caller's; draws of counts are in draws.ts.
 */
import { checkLevel, outOfRange } from './checks.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { quantileSorted } from './quantile.ts';
import type { Interval } from './types.ts';

export interface BootstrapInterval {
  /** Null where too many replicates were undefined. */
  readonly interval: Interval | null;
  readonly replicates: number;
  /** Share of replicates in which the statistic was undefined (NaN), 0 to 1. They are left out of the interval. */
  readonly undefinedShare: number;
}

export interface BootstrapOptions {
  /** Coverage, (0, 1); defaults to 0.95. */
  readonly level?: number;
  /** How the replicates were drawn, for the name of the method: `stratified bootstrap`; defaults to `bootstrap`. */
  readonly drawn?: string;
  /** With a larger share of undefined replicates there is no interval; [0, 1), defaults to 0.05. */
  readonly mostUndefined?: number;
}

export interface BcaOptions extends BootstrapOptions {
  /** The statistic on the sample itself. */
  readonly estimate: number;
  /** The statistic with each row left out in turn (or one value for rows that leave the same value behind). */
  readonly jackknife: ArrayLike<number>;
  /** How many rows stand behind each jackknife value; defaults to one each. */
  readonly multiplicities?: ArrayLike<number>;
}

/**
 * Percentile interval: the (1 - level)/2 and (1 + level)/2 quantiles of the defined replicates (NaN marks undefined ones),
 * interpolated linearly as in quantileSorted. O(B log B). Source: Efron (1979), doi:10.1214/aos/1176344552.
 */
export function percentileInterval(replicates: ArrayLike<number>, options: BootstrapOptions = {}): BootstrapInterval {
  const { level = 0.95 } = options;
  checkLevel('percentileInterval', level);
  return between(replicates, (1 - level) / 2, (1 + level) / 2, 'percentile', options);
}

/**
 * Bias-corrected and accelerated interval: the percentiles are moved for the share of replicates below the estimate (ties
 * count half) and for the skewness of the jackknife values. No interval where all replicates lie on one side of the estimate.
 * O(B log B). Source: Efron (1987), doi:10.1080/01621459.1987.10478410.
 */
export function bcaInterval(replicates: ArrayLike<number>, options: BcaOptions): BootstrapInterval {
  const { level = 0.95, estimate, jackknife, multiplicities } = options;
  checkLevel('bcaInterval', level);
  if (!Number.isFinite(estimate)) throw outOfRange('bcaInterval', 'estimate', 'a finite number', estimate);
  const bias = normalQuantile(shareBelow(replicates, estimate));
  const acceleration = accelerationOf(jackknife, multiplicities);
  const moved = (p: number): number => {
    const z = bias + normalQuantile(p);
    return normalCdf(bias + z / (1 - acceleration * z));
  };
  return between(replicates, moved((1 - level) / 2), moved((1 + level) / 2), 'BCa', options);
}

function between(
  replicates: ArrayLike<number>,
  low: number,
  high: number,
  kind: string,
  { level = 0.95, drawn = 'bootstrap', mostUndefined = 0.05 }: BootstrapOptions,
): BootstrapInterval {
  const sorted = Float64Array.from(replicates)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const count = replicates.length;
  if (!(count > 0)) throw outOfRange('bootstrap interval', 'replicates', 'at least one number', replicates);
  const undefinedShare = (count - sorted.length) / count;
  const usable = sorted.length > 0 && undefinedShare <= mostUndefined && 0 <= low && low < high && high <= 1;
  const interval = usable
    ? {
        low: quantileSorted(sorted, low),
        high: quantileSorted(sorted, high),
        level,
        method: `${drawn} (${count}), ${kind}`,
      }
    : null;
  return { interval, replicates: count, undefinedShare };
}

function shareBelow(replicates: ArrayLike<number>, estimate: number): number {
  let below = 0;
  let defined = 0;
  for (let i = 0; i < replicates.length; i++) {
    const value = replicates[i]!;
    if (Number.isNaN(value)) continue;
    defined++;
    below += value < estimate ? 1 : value === estimate ? 0.5 : 0;
  }
  // All on one side leaves the bias infinite: NaN makes the interval undefined.
  return below === 0 || below === defined ? NaN : below / defined;
}

/** Skewness of the jackknife influence values over six; 0 where they do not vary. */
function accelerationOf(jackknife: ArrayLike<number>, multiplicities: ArrayLike<number> | undefined): number {
  let total = 0;
  let sum = 0;
  for (let i = 0; i < jackknife.length; i++) {
    const times = multiplicities === undefined ? 1 : multiplicities[i]!;
    total += times;
    sum += times * jackknife[i]!;
  }
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < jackknife.length; i++) {
    const times = multiplicities === undefined ? 1 : multiplicities[i]!;
    const deviation = sum / total - jackknife[i]!;
    squares += times * deviation ** 2;
    cubes += times * deviation ** 3;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}
