/**
 * Calibration as a regression: the intercept and slope of a logistic regression of the outcome on the logit of the prediction,
 * and the intercept alone with the slope held at 1. A slope below 1 is the mark of overfitting, an intercept below 0 that of
 * probabilities that are too high, as after balancing.
 *
 * Source: Cox (1958), doi:10.1093/biomet/45.3-4.562.
 */
import { InputError } from '../core/errors.ts';
import { countAtThresholds, type ThresholdCounts } from './counts.ts';
import { requireProbabilities } from './probability.ts';
import type { Scores } from './types.ts';
import { noNegatives, noPositives } from './value.ts';

export interface RecalibrationOptions {
  /** Moves probabilities into [clip, 1 - clip] first, clip in (0, 0.5); default none, so that a certain 0 or 1 is told. */
  readonly clip?: number;
}

export type Recalibration =
  | {
      /** Fitted together with the slope; 0 is calibrated. */
      readonly intercept: number;
      readonly interceptError: number;
      /** 1 is calibrated. */
      readonly slope: number;
      readonly slopeError: number;
      /** Intercept with slope 1: calibration in the large on the logit scale. */
      readonly inTheLarge: number;
      readonly inTheLargeError: number;
      readonly reason?: undefined;
    }
  | { readonly intercept: null; readonly reason: string };

interface Grouped {
  readonly logits: Float64Array;
  readonly positives: Float64Array;
  readonly totals: Float64Array;
}

/**
 * Calibration intercept and slope with their standard errors, by maximum likelihood. Without an answer (`intercept` null, with a
 * reason) where a class is missing, all predictions are equal, they separate the classes, or some are exactly 0 or 1 and no `clip`
 * is given. Throws `InputError` where the scores are no probabilities. O(N) and O(T) per Newton step.
 */
export function recalibration(scores: Scores, options: RecalibrationOptions = {}): Recalibration {
  requireProbabilities(scores);
  return recalibrationOf(countAtThresholds(scores), options);
}

/** The same from a counting pass over probabilities. */
export function recalibrationOf(counts: ThresholdCounts, { clip }: RecalibrationOptions = {}): Recalibration {
  if (clip !== undefined && !(0 < clip && clip < 0.5)) {
    const expected = 'between 0 and 0.5, both excluded';
    throw new InputError({ code: 'out-of-range', fn: 'recalibration', argument: 'clip', expected, received: clip });
  }
  const grouped = group(counts, clip);
  const reason = whyNot(counts, grouped);
  if (reason !== null) return { intercept: null, reason };
  const both = fit(grouped, { slope: true });
  const alone = fit(grouped, { slope: false });
  if (both === null || alone === null) {
    return {
      intercept: null,
      reason: 'the fit does not settle, as where the predictions all but separate the classes',
    };
  }
  return {
    intercept: both.intercept,
    interceptError: both.interceptError,
    slope: both.slope,
    slopeError: both.slopeError,
    inTheLarge: alone.intercept,
    inTheLargeError: alone.interceptError,
  };
}

/** Outcomes by logit, descending. */
function group({ thresholds, truePositives, falsePositives }: ThresholdCounts, clip: number | undefined): Grouped {
  const step = (counts: Float64Array, i: number): number => counts[i]! - (i === 0 ? 0 : counts[i - 1]!);
  const low = clip ?? 0;
  const logits = thresholds.map((p) => {
    const moved = Math.min(1 - low, Math.max(low, p));
    return Math.log(moved) - Math.log1p(-moved);
  });
  const positives = truePositives.map((_, i) => step(truePositives, i));
  return { logits, positives, totals: positives.map((count, i) => count + step(falsePositives, i)) };
}

function whyNot(counts: ThresholdCounts, { logits, positives, totals }: Grouped): string | null {
  if (counts.positives === 0) return noPositives.reason!;
  if (counts.negatives === 0) return noNegatives.reason!;
  const certain = totals.filter((_, i) => !Number.isFinite(logits[i]!)).reduce((sum, n) => sum + n, 0);
  if (certain > 0) return `${certain} predictions are exactly 0 or 1, whose logit is infinite; give \`clip\``;
  if (logits[0] === logits[logits.length - 1]) return 'all predictions are equal, so there is no slope';
  const ends = (has: (i: number) => boolean): [highest: number, lowest: number] => {
    const held = [...logits].filter((_, i) => has(i));
    return [held[0]!, held[held.length - 1]!];
  };
  const [topPositive, bottomPositive] = ends((i) => positives[i]! > 0);
  const [topNegative, bottomNegative] = ends((i) => totals[i]! > positives[i]!);
  /* One shared value at the border still leaves the slope without a bound. */
  const separated = bottomPositive >= topNegative || bottomNegative >= topPositive;
  return separated ? 'the predictions separate the classes, so the slope has no bound' : null;
}

interface Fit {
  readonly intercept: number;
  readonly slope: number;
  readonly interceptError: number;
  readonly slopeError: number;
}

/** Newton's method with halved steps; null where it does not settle. */
function fit(grouped: Grouped, { slope: free }: { slope: boolean }): Fit | null {
  let [intercept, slope] = [0, 1];
  let likelihood = logLikelihood(grouped, intercept, slope);
  for (let round = 0; round < 100; round++) {
    const { g0, g1, h00, h01, h11 } = derivatives(grouped, intercept, slope);
    const determinant = free ? h00 * h11 - h01 * h01 : h00;
    if (!(determinant > 0)) return null;
    const step0 = free ? (h11 * g0 - h01 * g1) / determinant : g0 / h00;
    const step1 = free ? (h00 * g1 - h01 * g0) / determinant : 0;
    const variance0 = free ? h11 / determinant : 1 / h00;
    const errors = { interceptError: Math.sqrt(variance0), slopeError: free ? Math.sqrt(h00 / determinant) : 0 };
    /* Steps shrink quadratically: after one so small only rounding is left. */
    const settled =
      Math.abs(step0) <= 1e-10 * (1 + Math.abs(intercept)) && Math.abs(step1) <= 1e-10 * (1 + Math.abs(slope));
    if (settled) return { intercept: intercept + step0, slope: slope + step1, ...errors };
    /* Close to the optimum a step changes less than rounding does. */
    const enough = likelihood - 1e-12 * Math.abs(likelihood);
    let share = 1;
    let next = logLikelihood(grouped, intercept + step0, slope + step1);
    while (!(next >= enough) && share > 1e-10) {
      share /= 2;
      next = logLikelihood(grouped, intercept + share * step0, slope + share * step1);
    }
    if (!(next >= enough)) return null;
    intercept += share * step0;
    slope += share * step1;
    likelihood = next;
  }
  return null;
}

function derivatives(
  { logits, positives, totals }: Grouped,
  intercept: number,
  slope: number,
): { g0: number; g1: number; h00: number; h01: number; h11: number } {
  let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
  for (let i = 0; i < logits.length; i++) {
    const x = logits[i]!;
    const p = 1 / (1 + Math.exp(-(intercept + slope * x)));
    const residual = positives[i]! - totals[i]! * p;
    const spread = totals[i]! * p * (1 - p);
    g0 += residual;
    g1 += residual * x;
    h00 += spread;
    h01 += spread * x;
    h11 += spread * x * x;
  }
  return { g0, g1, h00, h01, h11 };
}

function logLikelihood({ logits, positives, totals }: Grouped, intercept: number, slope: number): number {
  let sum = 0;
  for (let i = 0; i < logits.length; i++) {
    const z = intercept + slope * logits[i]!;
    /* ln(1 + e^z), without overflow. */
    const softplus = Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z)));
    sum += positives[i]! * z - totals[i]! * softplus;
  }
  return sum;
}
