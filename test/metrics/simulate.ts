/** Samples whose true areas are known: normal scores, the positives shifted by d. */
import type { Stream } from '../../src/core/random.ts';
import { type GapCounts, gapCounts } from '../../src/metrics/gaps.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import { normalCdf, normalQuantile } from '../../src/stats/normal.ts';

export function normalDraw(random: Stream): number {
  return normalQuantile(random.uniform() || 0.5);
}

export function shiftedNormals(random: Stream, positives: number, negatives: number, d: number): GapCounts {
  const labels = Uint8Array.from({ length: positives + negatives }, (_, i) => (i < positives ? 1 : 0));
  return gapCounts(
    binaryScores({ labels, scores: Float64Array.from(labels, (label) => label * d + normalDraw(random)) }),
  );
}

export function trueAuc(d: number): number {
  return normalCdf(d / Math.SQRT2);
}

/** Mean over positives of the precision at their score, in the population with this prevalence. */
export function trueAveragePrecision(d: number, prevalence: number): number {
  const steps = 20000;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const score = d + normalQuantile((i + 0.5) / steps);
    const found = prevalence * normalCdf(d - score);
    sum += found / (found + (1 - prevalence) * normalCdf(-score));
  }
  return sum / steps;
}
