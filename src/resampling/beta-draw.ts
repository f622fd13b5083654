/** Draws from a beta distribution, the same as numpy's legacy ones where the stream is numpy's. */
import type { Random } from '../core/random.ts';
import { normalDraws } from './draws.ts';

/** Beta(a, b) with a and b above 1, as a ratio of gamma variates. */
export function betaDraw(random: Random, a: number, b: number): number {
  const normal = normalDraws(random);
  const first = gammaDraw(random, normal, a);
  return first / (first + gammaDraw(random, normal, b));
}

/** Gamma with this shape above 1 and scale 1. Source: Marsaglia and Tsang (2000), doi:10.1145/358407.358414. */
function gammaDraw(random: Random, normal: () => number, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = random.uniform();
    if (u < 1 - 0.0331 * x * x * (x * x)) return d * v;
    if (Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}
