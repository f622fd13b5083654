/**
 * What each row does to a metric, row by row, so that two metrics of the same rows can be subtracted before the spread is
 * taken: that is all there is to a paired comparison. Places of the gap counts are in influence.ts.
 */
import type { GapCounts } from './gaps.ts';
import type { Influence } from './influence.ts';
import type { Loss } from './probability.ts';
import type { Scores } from './types.ts';

/**
 * A metric and, for every row, by how much one more row like it (per unit of weight) moves the metric. The effects add to 0
 * over all rows; within a class they do so too only where the metric does not depend on the prevalence.
 */
export interface RowEffects {
  readonly value: number;
  readonly effects: Float64Array;
}

/** Of an area, from its influence at the places of the gap counts and the slot of each row; both classes occur. O(N + P). */
export function areaEffects(slots: Int32Array, value: number, gaps: GapCounts, influence: Influence): RowEffects {
  const { positiveTotal, negativeTotal } = gaps;
  const m = gaps.scores.length;
  const own = ofOneClass(gaps.positives, influence.positive);
  const others = ofOneClass(gaps.tied, influence.tied) + ofOneClass(gaps.between, influence.between);
  /* The effect of a class grown as a whole is kept: where an area depends on the prevalence the two are not 0. */
  const negativeCentre = others / negativeTotal + (own / positiveTotal - value);
  const bySlot = new Float64Array(3 * m + 1);
  bySlot.set(influence.positive.map((moved) => (moved - value) / positiveTotal));
  bySlot.set(
    influence.between.map((moved) => (moved - negativeCentre) / negativeTotal),
    m,
  );
  bySlot.set(
    influence.tied.map((moved) => (moved - negativeCentre) / negativeTotal),
    2 * m + 1,
  );
  const effects = new Float64Array(slots.length);
  for (let i = 0; i < effects.length; i++) effects[i] = slots[i]! < 0 ? 0 : bySlot[slots[i]!]!;
  return { value, effects };
}

/** Of a mean loss. O(N). */
export function lossEffects(scores: Scores, loss: Loss): RowEffects {
  const { labels, weights } = scores;
  const effects = new Float64Array(labels.length);
  let total = 0;
  let sum = 0;
  for (let i = 0; i < effects.length; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    effects[i] = loss(labels[i]!, scores.scores[i]!);
    total += weight;
    sum += weight * effects[i]!;
  }
  const value = sum / total;
  for (let i = 0; i < effects.length; i++) effects[i] = (effects[i]! - value) / total;
  return { value, effects };
}

function ofOneClass(counts: Float64Array, values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i]! * values[i]!;
  return sum;
}

export interface Spread {
  /** Standard error of the metric whose effects these are. */
  readonly standardError: number;
  /** Degrees of freedom of Student's t. */
  readonly df: number;
}

/**
 * Spread of a metric over samples with the same class sizes: the variance of the effects within each class, the degrees of
 * freedom by Welch and Satterthwaite. Null where a class has no more than one row. O(N).
 */
export function stratifiedSpread(scores: Scores, effects: Float64Array): Spread | null {
  const { labels, weights } = scores;
  const [totals, sums, squares] = [new Float64Array(2), new Float64Array(2), new Float64Array(2)];
  const pass = (visit: (label: number, weight: number, effect: number) => void): void => {
    for (let i = 0; i < effects.length; i++) visit(labels[i]!, weights === undefined ? 1 : weights[i]!, effects[i]!);
  };
  pass((label, weight, effect) => {
    totals[label]! += weight;
    sums[label]! += weight * effect;
  });
  if (!(totals[0]! > 1 && totals[1]! > 1)) return null;
  pass((label, weight, effect) => {
    squares[label]! += weight * (effect - sums[label]! / totals[label]!) ** 2;
  });
  const [negative, positive] = [0, 1].map((label) => (squares[label]! * totals[label]!) / (totals[label]! - 1));
  const variance = negative! + positive!;
  const df = variance ** 2 / (negative! ** 2 / (totals[0]! - 1) + positive! ** 2 / (totals[1]! - 1));
  return { standardError: Math.sqrt(variance), df };
}

/**
 * Spread over samples of whole groups: the effects are added up within each group first, and class sizes vary as they do.
 * One degree of freedom less than there are groups with the rarer class. Null with fewer than two of those. O(N).
 */
export function groupedSpread(scores: Scores, groups: Int32Array, effects: Float64Array): Spread | null {
  const sums = new Map<number, number>();
  const held = [new Set<number>(), new Set<number>()] as const;
  for (let i = 0; i < effects.length; i++) {
    const weight = scores.weights === undefined ? 1 : scores.weights[i]!;
    if (weight === 0) continue;
    sums.set(groups[i]!, (sums.get(groups[i]!) ?? 0) + weight * effects[i]!);
    held[scores.labels[i] === 1 ? 1 : 0].add(groups[i]!);
  }
  const df = Math.min(held[0].size, held[1].size) - 1;
  if (!(df >= 1)) return null;
  let squares = 0;
  for (const sum of sums.values()) squares += sum * sum;
  return { standardError: Math.sqrt((squares * sums.size) / (sums.size - 1)), df };
}
