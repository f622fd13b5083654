/**
 * Quality of probabilities, of two classes and of more: Brier score and log loss, each also as skill against a predictor that
 * gives everyone the class shares of the same rows, and the mean prediction against the prevalence. Calibration by bins is in
 * calibration-bins.ts.
 */
import { InputError } from '../core/errors.ts';
import { classTotals } from './ranking-multiclass.ts';
import type { ClassScores, Scores } from './types.ts';
import { defined, noNegatives, noPositives, undefinedBecause, type Value } from './value.ts';

/** Weighted sums over each class that all losses here are made of. */
export interface LossSums {
  readonly positives: number;
  readonly negatives: number;
  /** Sum of the loss over the positives, and of its square; then over the negatives. */
  readonly positiveLoss: number;
  readonly positiveSquares: number;
  readonly negativeLoss: number;
  readonly negativeSquares: number;
}

export type Loss = (label: number, probability: number) => number;

/** Half of scikit-learn's two-class sum: (label - probability)^2. */
export const squaredLoss: Loss = (label, probability) => (label - probability) ** 2;

/** -ln of the probability given to the truth, clipped to [2^-52, 1 - 2^-52]. */
function logCost(own: number): number {
  return -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, own)));
}

/** A certain wrong answer costs -ln(2^-52) = 36.04, not infinity. */
export const logarithmicLoss: Loss = (label, probability) => {
  const own = label === 1 ? probability : 1 - probability;
  return logCost(own);
};

/**
 * The sums of a loss by class. Throws `InputError` where the scores are not claimed to be probabilities. O(N). The two losses
 * here have loops of their own, since calling a function for each of millions of rows takes most of the time.
 */
export function lossSums(scores: Scores, loss: Loss): LossSums {
  requireProbabilities(scores);
  const sums = new Float64Array(6);
  if (loss === squaredLoss) addSquared(sums, scores);
  else if (loss === logarithmicLoss) addLogarithmic(sums, scores);
  else addAny(sums, scores, loss);
  return {
    positives: sums[3]!,
    negatives: sums[0]!,
    positiveLoss: sums[4]!,
    positiveSquares: sums[5]!,
    negativeLoss: sums[1]!,
    negativeSquares: sums[2]!,
  };
}

/** Adds weights, losses and their squares to three places of the negatives, then three of the positives. */
function addSquared(sums: Float64Array, { labels, scores, weights }: Scores): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    const weight = weights === undefined ? 1 : weights[i]!;
    const cost = (label - scores[i]!) * (label - scores[i]!);
    add(sums, label, weight, cost);
  }
}

function addLogarithmic(sums: Float64Array, { labels, scores, weights }: Scores): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    const weight = weights === undefined ? 1 : weights[i]!;
    add(sums, label, weight, logCost(label === 1 ? scores[i]! : 1 - scores[i]!));
  }
}

function addAny(sums: Float64Array, { labels, scores, weights }: Scores, loss: Loss): void {
  for (let i = 0; i < labels.length; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    add(sums, labels[i]!, weight, loss(labels[i]!, scores[i]!));
  }
}

function add(sums: Float64Array, label: number, weight: number, cost: number): void {
  const place = 3 * label;
  sums[place]! += weight;
  sums[place + 1]! += weight * cost;
  sums[place + 2]! += weight * cost * cost;
}

export function requireProbabilities(scores: Scores): void {
  if (scores.probabilities) return;
  throw new InputError({
    code: 'not-probabilities',
    fn: 'probability metrics',
    argument: 'scores',
    expected: 'probabilities',
    received: 'scores of another kind',
    advice: 'say `probabilities: true` where they are probabilities',
  });
}

/** Mean loss of all rows. */
export function meanLoss(sums: LossSums): number {
  return (sums.positiveLoss + sums.negativeLoss) / (sums.positives + sums.negatives);
}

/** Brier score of a predictor that gives everyone the prevalence: prevalence times (1 - prevalence). */
export function nullBrier({ positives, negatives }: Pick<LossSums, 'positives' | 'negatives'>): number {
  const prevalence = positives / (positives + negatives);
  return prevalence * (1 - prevalence);
}

/** Log loss of that predictor: the entropy of the prevalence, in nats. */
export function nullLogLoss({ positives, negatives }: Pick<LossSums, 'positives' | 'negatives'>): number {
  const prevalence = positives / (positives + negatives);
  if (prevalence === 0 || prevalence === 1) return 0;
  return -prevalence * Math.log(prevalence) - (1 - prevalence) * Math.log1p(-prevalence);
}

/** 1 - loss / loss of the prevalence; undefined with one class, where that predictor is perfect. */
export function skillOf(sums: LossSums, reference: number): Value {
  if (sums.positives === 0) return noPositives;
  if (sums.negatives === 0) return noNegatives;
  return defined(1 - meanLoss(sums) / reference);
}

/** Mean squared difference between label and probability, 0 (best) to 1 (Brier 1950). O(N). */
export function brier(scores: Scores): Value {
  return defined(meanLoss(lossSums(scores, squaredLoss)));
}

/** Brier score as skill: 1 perfect, 0 no better than the prevalence, negative worse. */
export function brierSkill(scores: Scores): Value {
  const sums = lossSums(scores, squaredLoss);
  return skillOf(sums, nullBrier(sums));
}

/** Mean negative log-likelihood in nats, probabilities clipped to [2^-52, 1 - 2^-52]. O(N). */
export function logLoss(scores: Scores): Value {
  return defined(meanLoss(lossSums(scores, logarithmicLoss)));
}

/** Log loss as skill against the prevalence. */
export function logLossSkill(scores: Scores): Value {
  const sums = lossSums(scores, logarithmicLoss);
  return skillOf(sums, nullLogLoss(sums));
}

/** Mean prediction minus prevalence: above 0 the probabilities are too high on the whole. O(N). */
export function calibrationInTheLarge(scores: Scores): Value {
  requireProbabilities(scores);
  let total = 0;
  let difference = 0;
  for (let i = 0; i < scores.labels.length; i++) {
    const weight = scores.weights?.[i] ?? 1;
    total += weight;
    difference += weight * (scores.scores[i]! - scores.labels[i]!);
  }
  return defined(difference / total);
}

/** Sum over classes of the squared difference to the truth, averaged over rows: 0 (best) to 2. O(N K). */
export function classBrier(scores: ClassScores): Value {
  const k = scores.classes.length;
  return meanOver(scores, (row, truth) => {
    let sum = 0;
    for (let c = 0; c < k; c++) sum += ((c === truth ? 1 : 0) - scores.probabilities[row * k + c]!) ** 2;
    return sum;
  });
}

/** Mean negative logarithm of the true class's probability, clipped to [2^-52, 1 - 2^-52]. O(N). */
export function classLogLoss(scores: ClassScores): Value {
  const k = scores.classes.length;
  return meanOver(scores, (row, truth) => {
    return logCost(scores.probabilities[row * k + truth]!);
  });
}

/** Brier skill against giving every row the class shares; undefined where only one class occurs. */
export function classBrierSkill(scores: ClassScores): Value {
  return skill(classBrier(scores), 1 - sharesOf(scores).reduce((sum, share) => sum + share * share, 0));
}

/** Log-loss skill against giving every row the class shares; undefined where only one class occurs. */
export function classLogLossSkill(scores: ClassScores): Value {
  return skill(classLogLoss(scores), nullClassLogLoss(scores));
}

/** Log loss of always giving the class shares: their entropy in nats. */
export function nullClassLogLoss(scores: ClassScores): number {
  return sharesOf(scores).reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
}

function sharesOf(scores: ClassScores): number[] {
  const totals = classTotals(scores);
  const all = totals.reduce((sum, total) => sum + total, 0);
  return totals.map((total) => total / all);
}

function skill(loss: Value, reference: number): Value {
  if (loss.value === null) return loss;
  return reference > 0 ? defined(1 - loss.value / reference) : undefinedBecause('only one class occurs');
}

function meanOver(scores: ClassScores, lossOf: (row: number, truth: number) => number): Value {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < scores.labels.length; row++) {
    const weight = scores.weights?.[row] ?? 1;
    total += weight;
    sum += weight * lossOf(row, scores.labels[row]!);
  }
  return total === 0 ? undefinedBecause('there are no rows') : defined(sum / total);
}
