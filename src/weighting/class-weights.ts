/**
 * Class weights: how much a row of each class counts in a fit, and the row weights that follow. A class weight is applied as a
 * case weight, so every model that takes case weights takes class weights.
 */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';

/** `'balanced'`, or a weight per class name; classes that are not named weigh 1. */
export type ClassWeightSpec = 'balanced' | ReadonlyMap<string, number> | Readonly<Record<string, number>>;

/** Total case weight of each class. */
export function classTotals(labels: Int32Array, classCount: number, sampleWeights?: Float64Array): Float64Array {
  if (!(Number.isInteger(classCount) && classCount >= 1)) {
    throw refusal('class-count', 'classCount', 'a whole number of at least 1', classCount);
  }
  checkSampleWeights(labels.length, sampleWeights);
  const totals = new Float64Array(classCount);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (!(0 <= label && label < classCount)) {
      throw refusal('label', `labels[${i}]`, `a class code from 0 to ${classCount - 1}`, label);
    }
    totals[label]! += sampleWeights === undefined ? 1 : sampleWeights[i]!;
  }
  return totals;
}

/**
 * Weights under which every class that occurs has the same total: total / (k * total of the class), k the number of classes
 * that occur. A class without rows (or without weight) gets 1, which changes nothing. O(rows).
 *
 * Source: King and Zeng (2001), doi:10.1093/oxfordjournals.pan.a004868.
 */
export function balancedWeights(labels: Int32Array, classCount: number, sampleWeights?: Float64Array): Float64Array {
  const totals = classTotals(labels, classCount, sampleWeights);
  const present = totals.filter((total) => total > 0).length;
  const all = totals.reduce((sum, total) => sum + total, 0);
  return totals.map((total) => (total > 0 ? all / (present * total) : 1));
}

/**
 * Class weights from their specification, one per entry of `classes`.
 *
 * @throws InputError where a weight is not finite and at least 0, or names a class that does not exist.
 */
export function classWeightsFrom(
  spec: ClassWeightSpec,
  { classes, labels, sampleWeights }: ClassWeightContext,
): Float64Array {
  if (spec === 'balanced') return balancedWeights(labels, classes.length, sampleWeights);
  if (typeof spec !== 'object' || spec === null) {
    throw refusal('class-weight', 'class weights', "'balanced' or a weight per class", spec);
  }
  const given: Iterable<readonly [string, number]> = spec instanceof Map ? spec : Object.entries(spec);
  const weights = new Float64Array(classes.length).fill(1);
  for (const [name, weight] of given) {
    const position = classes.indexOf(name);
    if (position < 0) {
      const nearest = nearestName(name, classes);
      const advice = nearest === undefined ? undefined : `did you mean '${nearest}'?`;
      throw refusal('unknown-class', 'class weights', `for classes among ${classes.join(', ')}`, name, advice);
    }
    if (!(weight >= 0 && weight < Infinity)) {
      throw refusal('class-weight', `the weight of class '${name}'`, 'finite and at least 0', weight);
    }
    weights[position] = weight;
  }
  return weights;
}

/** What class weights are worked out from. */
export interface ClassWeightContext {
  readonly classes: readonly string[];
  readonly labels: Int32Array;
  readonly sampleWeights?: Float64Array | undefined;
}

/** Case weight of each row: the weight of its class times its own sample weight. O(rows). */
export function rowWeights(
  labels: Int32Array,
  classWeights: ArrayLike<number>,
  sampleWeights?: Float64Array,
): Float64Array {
  checkSampleWeights(labels.length, sampleWeights);
  const weights = new Float64Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    const weight = classWeights[labels[i]!];
    if (!(weight !== undefined && weight >= 0 && weight < Infinity)) {
      throw refusal('class-weight', `the weight of class ${labels[i]}`, 'finite and at least 0', weight);
    }
    weights[i] = sampleWeights === undefined ? weight : weight * sampleWeights[i]!;
  }
  return weights;
}

/**
 * The `scale_pos_weight` of boosting libraries: total weight of the negatives (code 0) over that of the positives (code 1).
 *
 * @throws InputError where there is no positive.
 */
export function scalePosWeight(labels: Int32Array, sampleWeights?: Float64Array): number {
  const totals = classTotals(labels, 2, sampleWeights);
  if (!(totals[1]! > 0)) throw refusal('no-positive', 'labels', 'with at least one positive row', 'none');
  return totals[0]! / totals[1]!;
}

function checkSampleWeights(rowCount: number, sampleWeights: Float64Array | undefined): void {
  if (sampleWeights === undefined) return;
  if (sampleWeights.length !== rowCount) {
    throw refusal('length', 'sampleWeights', `as long as labels (${rowCount})`, sampleWeights);
  }
  const wrong = sampleWeights.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (wrong >= 0) {
    throw refusal('weight', `sampleWeights[${wrong}]`, 'finite and at least 0', sampleWeights[wrong]);
  }
}

function refusal(code: string, argument: string, expected: string, received: unknown, advice?: string): InputError {
  return new InputError({
    code,
    fn: 'class weights',
    argument,
    expected,
    received,
    ...(advice === undefined ? {} : { advice }),
  });
}
