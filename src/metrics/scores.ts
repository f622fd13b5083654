/** Makers of `Scores` and `ClassScores`: everything is checked once here, so that the metrics need not. */
import { InputError } from '../core/errors.ts';
import type { ClassScores, ScoreRole, Scores } from './types.ts';

export interface BinaryScoresInput {
  /** 1 or true for positive, 0 or false for negative. */
  readonly labels: ArrayLike<number | boolean>;
  /** Larger means more positive; may be infinite, never NaN. */
  readonly scores: ArrayLike<number>;
  /** Finite, at least 0, not all 0. */
  readonly weights?: ArrayLike<number>;
  readonly groups?: ArrayLike<number>;
  readonly amounts?: ArrayLike<number>;
  /** Claim that the scores are probabilities at the natural prevalence (then they must lie in [0, 1]); defaults to false. */
  readonly probabilities?: boolean;
  /** Name of the positive class; defaults to `positive`. */
  readonly positive?: string;
  /** Defaults to `external`. */
  readonly role?: ScoreRole;
  readonly rows?: ArrayLike<number>;
}

export interface ClassScoresInput {
  /** Names of at least two classes, in the order of the probability columns. */
  readonly classes: readonly string[];
  /** Position in `classes` of each row's true class. */
  readonly labels: ArrayLike<number>;
  /** Row-major, `labels.length * classes.length` numbers in [0, 1], each row adding to 1 within 1e-6. */
  readonly probabilities: ArrayLike<number>;
  readonly weights?: ArrayLike<number>;
  /** Defaults to `external`. */
  readonly role?: ScoreRole;
  readonly rows?: ArrayLike<number>;
}

/**
 * Binary scores from arrays or typed arrays; those already of the right type are kept, not copied.
 * Throws `InputError` for empty input, unequal lengths, labels other than 0 and 1, NaN scores (told with their split by class,
 * because dropping them quietly would change the prevalence), and weights that are negative, not finite or all 0. O(N).
 */
export function binaryScores(input: BinaryScoresInput): Scores {
  const { probabilities = false, positive = 'positive', role = 'external' } = input;
  const n = input.labels.length;
  checkLength('binaryScores', 'scores', input.scores.length, n);
  const labels = checkedLabels(input.labels);
  const scores = floats(input.scores);
  checkNoNaN(labels, scores);
  if (probabilities) checkProbabilities('binaryScores', 'scores', scores);
  return {
    labels,
    scores,
    ...weightsOf('binaryScores', input.weights, n),
    ...(input.groups === undefined ? {} : { groups: integers('groups', input.groups, n) }),
    ...(input.amounts === undefined ? {} : { amounts: amountsOf(input.amounts, n) }),
    probabilities,
    positive,
    role,
    ...(input.rows === undefined ? {} : { rows: integers('rows', input.rows, n) }),
  };
}

/** Class probabilities for two or more classes, checked like `binaryScores`. O(N K). */
export function classScores(input: ClassScoresInput): ClassScores {
  const { classes, role = 'external' } = input;
  const n = input.labels.length;
  const k = classes.length;
  if (!(k >= 2) || new Set(classes).size !== k)
    throw refuse('classScores', 'classes', 'at least two different names', classes);
  if (n === 0) throw refuse('classScores', 'labels', 'at least one row', input.labels);
  if (input.probabilities.length !== n * k) {
    const expected = `${n} rows of ${k} probabilities (${n * k} numbers)`;
    throw refuse('classScores', 'probabilities', expected, input.probabilities.length);
  }
  const labels = input.labels instanceof Int32Array ? input.labels : Int32Array.from(input.labels);
  for (let i = 0; i < n; i++) {
    const label = input.labels[i]!;
    if (!(Number.isInteger(label) && 0 <= label && label < k))
      throw refuse('classScores', `labels[${i}]`, `a class position from 0 to ${k - 1}`, label);
  }
  const probabilities = floats(input.probabilities);
  checkProbabilities('classScores', 'probabilities', probabilities);
  checkRowSums(probabilities, k);
  return {
    classes,
    labels,
    probabilities,
    ...weightsOf('classScores', input.weights, n),
    role,
    ...(input.rows === undefined ? {} : { rows: integers('rows', input.rows, n) }),
  };
}

function refuse(fn: string, argument: string, expected: string, received: unknown, advice?: string): InputError {
  return new InputError({
    code: 'scores',
    fn,
    argument,
    expected,
    received,
    ...(advice === undefined ? {} : { advice }),
  });
}

function checkLength(fn: string, argument: string, length: number, n: number): void {
  if (length !== n) throw refuse(fn, argument, `as many as labels (${n})`, length);
}

function floats(values: ArrayLike<number>): Float64Array {
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

function isBinary(labels: Uint8Array): boolean {
  let seen = 0;
  for (let i = 0; i < labels.length; i++) seen |= labels[i]!;
  return seen <= 1;
}

function checkedLabels(labels: ArrayLike<number | boolean>): Uint8Array {
  if (labels.length === 0) throw refuse('binaryScores', 'labels', 'at least one row', labels);
  if (labels instanceof Uint8Array && isBinary(labels)) return labels;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (label !== 1 && label !== 0 && label !== true && label !== false) {
      const advice = 'turn the positive class into 1 and every other into 0';
      throw refuse('binaryScores', `labels[${i}]`, '0 or 1', label, advice);
    }
  }
  return labels instanceof Uint8Array ? labels : Uint8Array.from(labels as ArrayLike<number>);
}

function checkNoNaN(labels: Uint8Array, scores: Float64Array): void {
  // One number carries a NaN through; an infinity makes one too, and then the rows are looked at.
  let carried = 0;
  for (let i = 0; i < scores.length; i++) carried += scores[i]! * 0;
  if (carried === 0) return;
  let missing = 0;
  let missingPositives = 0;
  let positives = 0;
  for (let i = 0; i < scores.length; i++) {
    const label = labels[i]!;
    positives += label;
    if (Number.isNaN(scores[i]!)) {
      missing++;
      missingPositives += label;
    }
  }
  if (missing === 0) return;
  const split = `${missingPositives} of ${positives} positives and ${missing - missingPositives} of ${scores.length - positives} negatives have none`;
  throw refuse('binaryScores', 'scores', 'free of NaN', missing, `${split}: decide what a missing score means first`);
}

function checkProbabilities(fn: string, argument: string, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    if (!(0 <= values[i]! && values[i]! <= 1)) {
      const advice =
        fn === 'binaryScores' ? 'leave out `probabilities: true` where scores are not probabilities' : undefined;
      throw refuse(fn, `${argument}[${i}]`, 'a probability from 0 to 1', values[i], advice);
    }
  }
}

function checkRowSums(probabilities: Float64Array, k: number): void {
  for (let row = 0; row < probabilities.length / k; row++) {
    let sum = 0;
    for (let c = 0; c < k; c++) sum += probabilities[row * k + c]!;
    if (!(Math.abs(sum - 1) <= 1e-6)) {
      throw refuse('classScores', `the sum of the probabilities of row ${row}`, '1 (within 1e-6)', sum);
    }
  }
}

function weightsOf(fn: string, weights: ArrayLike<number> | undefined, n: number): { weights?: Float64Array } {
  if (weights === undefined) return {};
  checkLength(fn, 'weights', weights.length, n);
  let total = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights[i]!;
    if (!(0 <= weight && weight < Infinity)) throw refuse(fn, `weights[${i}]`, 'finite and at least 0', weight);
    total += weight;
  }
  if (!(total > 0 && total < Infinity)) throw refuse(fn, 'the sum of weights', 'more than 0 and finite', total);
  return { weights: floats(weights) };
}

function integers(argument: string, values: ArrayLike<number>, n: number): Int32Array {
  checkLength('binaryScores', argument, values.length, n);
  return values instanceof Int32Array ? values : Int32Array.from(values);
}

function amountsOf(amounts: ArrayLike<number>, n: number): Float64Array {
  checkLength('binaryScores', 'amounts', amounts.length, n);
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(amounts[i]!)) throw refuse('binaryScores', `amounts[${i}]`, 'finite', amounts[i]);
  }
  return floats(amounts);
}
