/**
 * The random draws of samplers. By default every class has a stream of its own, so that a class more or a row more in one does
 * not shift the draws of another. imbalanced-learn restarts the same stream for every class instead, which is to be had for
 * compatibility.
 */
import { type Random, RandomState, stream } from '../core/random.ts';
import { writeRows } from './rows.ts';
import type { CompleteSpec, Run } from './types.ts';

/** The draws of one class, named further where a method needs several independent ones. */
export function classDraws(spec: CompleteSpec, run: Run, className: string, part = 'rows'): Random {
  if (spec.compatibility === 'imbalanced-learn') return new RandomState(run.seed);
  return stream(run.seed, spec.kind, className, part);
}

/** As `classDraws`, for the methods that in imbalanced-learn continue one stream over all classes. */
export function continuedDraws(spec: CompleteSpec, run: Run): (className: string) => Random {
  const shared = spec.compatibility === 'imbalanced-learn' ? new RandomState(run.seed) : null;
  return (className) => shared ?? classDraws(spec, run, className);
}

/** Standard normal draws from any stream: numpy's where it is numpy's, else the polar method of Marsaglia. */
export function normalDraws(random: Random): () => number {
  if (random instanceof RandomState) return () => random.normal();
  let spare = Number.NaN;
  return () => {
    if (!Number.isNaN(spare)) {
      const held = spare;
      spare = Number.NaN;
      return held;
    }
    for (;;) {
      const a = 2 * random.uniform() - 1;
      const b = 2 * random.uniform() - 1;
      const squares = a * a + b * b;
      if (squares >= 1 || squares === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(squares)) / squares);
      spare = factor * a;
      return factor * b;
    }
  };
}

/** The numbers 0 to n - 1 in random order. */
export function permutationOf(random: Random, n: number): Int32Array {
  const order = new Int32Array(n);
  writeRows(order, n);
  for (let i = n - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
  return order;
}
