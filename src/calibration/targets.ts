/** Checks and targets that the calibrators share. */
import { InputError } from '../core/errors.ts';
import type { CalibrationInput } from './types.ts';

export interface Checked {
  readonly scores: Float64Array;
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
  /** Total weight of the positives. */
  readonly positives: number;
  readonly negatives: number;
}

/** Refuses lengths that differ, scores a calibrator cannot take, weights below 0, and a class without weight. */
export function checked(
  fn: string,
  { scores, labels, weights }: CalibrationInput,
  takes: 'scores' | 'probabilities',
): Checked {
  const n = labels.length;
  const refuse = (argument: string, expected: string, received: unknown): InputError =>
    new InputError({ code: 'calibration', fn, argument, expected, received });
  if (scores.length !== n) throw refuse('scores', `as many as labels (${n})`, scores);
  if (weights !== undefined && weights.length !== n) throw refuse('weights', `as many as labels (${n})`, weights);
  const all = weights ?? new Float64Array(n).fill(1);
  const totals = [0, 0];
  for (let i = 0; i < n; i++) {
    checkScore(fn, scores[i]!, i, takes);
    if (!(0 <= all[i]! && all[i]! < Infinity)) throw refuse(`weights[${i}]`, 'finite and at least 0', all[i]);
    totals[labels[i] === 1 ? 1 : 0]! += all[i]!;
  }
  if (!(totals[0]! > 0 && totals[1]! > 0)) throw refuse('labels', 'of both classes', labels);
  return { scores, labels, weights: all, positives: totals[1]!, negatives: totals[0]! };
}

export function checkScore(fn: string, score: number, row: number, takes: 'scores' | 'probabilities'): void {
  const fine = takes === 'scores' ? Number.isFinite(score) : 0 <= score && score <= 1;
  if (fine) return;
  const expected = takes === 'scores' ? 'finite' : 'a probability from 0 to 1';
  throw new InputError({ code: 'calibration', fn, argument: `scores[${row}]`, expected, received: score });
}

/**
 * Platt's targets: (N+ + 1) / (N+ + 2) for positives and 1 / (N- + 2) for negatives, so that a score that separates the
 * classes still gets probabilities short of 0 and 1. Source: Platt (1999), Probabilistic outputs for support vector machines.
 */
export function softTargets({ labels, positives, negatives }: Checked): Float64Array {
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (negatives + 2);
  return Float64Array.from(labels, (label) => (label === 1 ? high : low));
}

const smallestShare = 1e-12;

/** ln(p / (1 - p)), with p kept 1e-12 away from 0 and 1. */
export function logit(p: number): number {
  const inside = Math.min(Math.max(p, smallestShare), 1 - smallestShare);
  return Math.log(inside) - Math.log1p(-inside);
}
