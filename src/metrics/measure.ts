/** From a metric's value to a Measure: the number with everything needed to believe it. */
import type { Interval } from '../stats/types.ts';
import type { Measure } from './types.ts';
import type { Value } from './value.ts';

export interface Behind {
  /** Rows (or total weight) behind the number. */
  readonly n: number;
  readonly nPositive: number;
  readonly interval?: Interval | undefined;
  readonly baseline?: { readonly value: number; readonly meaning: string } | undefined;
}

/** A measure; an undefined value drops its interval and brings its reason. */
export function measure(name: string, value: Value, { n, nPositive, interval, baseline }: Behind): Measure {
  return {
    name,
    value: value.value,
    ...(value.value === null ? { reason: value.reason } : {}),
    ...(value.value === null || interval === undefined ? {} : { interval }),
    ...(baseline === undefined ? {} : { baseline }),
    n,
    nPositive,
  };
}
