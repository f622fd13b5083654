/**
 * Metrics of one confusion matrix. Each is a ratio of two functions of the four counts, undefined where the denominator is 0,
 * so one rule decides definedness, and for the proportions the ratio is also successes over trials.
 */
import type { Confusion } from './types.ts';
import { defined, undefinedBecause, type Value } from './value.ts';

/** What a metric turns into when the classes swap roles. */
export type UnderSwap = 'same' | 'other';

export interface PointMetric {
  /** The field's name in camelCase. */
  readonly name: string;
  readonly title: string;
  /** Numerator and denominator; for `interval: 'proportion'` they are successes and trials. */
  readonly ratio: (c: Confusion) => readonly [numerator: number, denominator: number];
  /** Why the denominator is 0. */
  readonly whenUndefined: (c: Confusion) => string;
  /** What `zeroDivision` answers in scikit-learn's place: the asked number, always 0, or (absent) nothing. */
  readonly peerAnswer?: 'asked' | 'zero';
  /** `proportion`: binomial; `rates`: follows from recall and specificity at fixed class sizes; `none`: no interval. */
  readonly interval: 'proportion' | 'rates' | 'none';
  readonly range: readonly [low: number, high: number];
  readonly better: 'high' | 'low' | 'neither';
  readonly underSwap: UnderSwap;
  /** What a predictor that knows nothing scores. */
  readonly baseline?: (c: Confusion) => { readonly value: number; readonly meaning: string };
}

const positives = (c: Confusion): number => c.truePositive + c.falseNegative;
const negatives = (c: Confusion): number => c.trueNegative + c.falsePositive;
const predicted = (c: Confusion): number => c.truePositive + c.falsePositive;
const rejected = (c: Confusion): number => c.trueNegative + c.falseNegative;
const all = (c: Confusion): number => positives(c) + negatives(c);
/** The determinant, common numerator of MCC, informedness, markedness and kappa. */
const association = (c: Confusion): number => c.truePositive * c.trueNegative - c.falsePositive * c.falseNegative;

const noRows = (): string => 'there are no rows';
const noPositives = (): string => 'there are no positives';
const noNegatives = (): string => 'there are no negatives';
const nonePredicted = (): string => 'nothing is predicted positive';
const noneRejected = (): string => 'nothing is predicted negative';
const missingClass = (c: Confusion): string => (positives(c) === 0 ? noPositives() : noNegatives());
const emptyMargin = (c: Confusion): string => {
  if (positives(c) === 0 || negatives(c) === 0) return missingClass(c);
  return predicted(c) === 0 ? nonePredicted() : noneRejected();
};

const unit = [0, 1] as const;
const chance = (value: number) => () => ({ value, meaning: 'no better than chance' });

function fBetaRatio(beta: number): PointMetric['ratio'] {
  const b2 = beta * beta;
  return (c) => [(1 + b2) * c.truePositive, b2 * positives(c) + predicted(c)];
}

/** F-beta for any beta > 0: recall counts beta times as much as precision. */
export function fBeta(beta: number): PointMetric {
  return {
    name: `f${beta}`,
    title: `F${beta}`,
    ratio: fBetaRatio(beta),
    whenUndefined: () => 'there are no positives and nothing is predicted positive',
    peerAnswer: 'asked',
    interval: 'rates',
    range: unit,
    better: 'high',
    underSwap: 'other',
  };
}

/** Index of balanced accuracy: the squared geometric mean, raised or lowered by alpha times (recall - specificity). */
export function indexOfBalancedAccuracy(alpha: number): PointMetric {
  return {
    name: 'iba',
    title: 'Index of balanced accuracy',
    ratio: (c) => {
      const dominance = c.truePositive / positives(c) - c.trueNegative / negatives(c);
      return [(1 + alpha * dominance) * c.truePositive * c.trueNegative, positives(c) * negatives(c)];
    },
    whenUndefined: missingClass,
    peerAnswer: 'zero',
    interval: 'none',
    range: [0, 1 + alpha],
    better: 'high',
    underSwap: 'other',
  };
}

const proportion = { interval: 'proportion', range: unit, underSwap: 'other' } as const;
const fromRates = { interval: 'rates', whenUndefined: missingClass, better: 'high', underSwap: 'same' } as const;

/** Every point metric; `pointMetric(name)` finds one. */
export const pointMetrics: readonly PointMetric[] = [
  {
    ...proportion,
    name: 'accuracy',
    title: 'Accuracy',
    ratio: (c) => [c.truePositive + c.trueNegative, all(c)],
    whenUndefined: noRows,
    better: 'high',
    underSwap: 'same',
    baseline: (c) => ({
      value: Math.max(positives(c), negatives(c)) / all(c),
      meaning: 'null accuracy: always the majority',
    }),
  },
  {
    ...proportion,
    name: 'nullAccuracy',
    title: 'Null accuracy',
    ratio: (c) => [Math.max(positives(c), negatives(c)), all(c)],
    whenUndefined: noRows,
    interval: 'none',
    better: 'neither',
    underSwap: 'same',
  },
  {
    ...fromRates,
    name: 'balancedAccuracy',
    title: 'Balanced accuracy',
    ratio: (c) => [c.truePositive * negatives(c) + c.trueNegative * positives(c), 2 * positives(c) * negatives(c)],
    range: unit,
    baseline: chance(0.5),
  },
  {
    ...fromRates,
    name: 'balancedAccuracyAdjusted',
    title: 'Balanced accuracy, adjusted for chance',
    ratio: (c) => [association(c), positives(c) * negatives(c)],
    range: [-1, 1],
    baseline: chance(0),
  },
  {
    ...proportion,
    name: 'precision',
    title: 'Precision',
    ratio: (c) => [c.truePositive, predicted(c)],
    whenUndefined: nonePredicted,
    peerAnswer: 'asked',
    better: 'high',
    baseline: (c) => ({ value: positives(c) / all(c), meaning: 'prevalence: flagging at random' }),
  },
  {
    ...proportion,
    name: 'recall',
    title: 'Recall',
    ratio: (c) => [c.truePositive, positives(c)],
    whenUndefined: noPositives,
    peerAnswer: 'asked',
    better: 'high',
  },
  {
    ...proportion,
    name: 'specificity',
    title: 'Specificity',
    ratio: (c) => [c.trueNegative, negatives(c)],
    whenUndefined: noNegatives,
    peerAnswer: 'asked',
    better: 'high',
  },
  {
    ...proportion,
    name: 'npv',
    title: 'Negative predictive value',
    ratio: (c) => [c.trueNegative, rejected(c)],
    whenUndefined: noneRejected,
    peerAnswer: 'asked',
    better: 'high',
    baseline: (c) => ({ value: negatives(c) / all(c), meaning: 'share of negatives: clearing at random' }),
  },
  {
    ...proportion,
    name: 'fpr',
    title: 'False-positive rate',
    ratio: (c) => [c.falsePositive, negatives(c)],
    whenUndefined: noNegatives,
    better: 'low',
  },
  {
    ...proportion,
    name: 'fnr',
    title: 'False-negative rate',
    ratio: (c) => [c.falseNegative, positives(c)],
    whenUndefined: noPositives,
    better: 'low',
  },
  fBeta(1),
  fBeta(0.5),
  fBeta(2),
  {
    ...fromRates,
    name: 'mcc',
    title: 'Matthews correlation coefficient',
    ratio: (c) => [
      association(c),
      Math.sqrt(positives(c)) * Math.sqrt(negatives(c)) * Math.sqrt(predicted(c)) * Math.sqrt(rejected(c)),
    ],
    whenUndefined: emptyMargin,
    peerAnswer: 'zero',
    range: [-1, 1],
    baseline: chance(0),
  },
  {
    ...fromRates,
    name: 'kappa',
    title: "Cohen's kappa",
    ratio: (c) => [2 * association(c), predicted(c) * negatives(c) + positives(c) * rejected(c)],
    whenUndefined: () => 'truth and prediction are one and the same class',
    range: [-1, 1],
    baseline: chance(0),
  },
  {
    ...fromRates,
    name: 'gMean',
    title: 'Geometric mean of recall and specificity',
    ratio: (c) => [Math.sqrt(c.truePositive * c.trueNegative), Math.sqrt(positives(c) * negatives(c))],
    peerAnswer: 'zero',
    range: unit,
  },
  {
    ...fromRates,
    name: 'jaccard',
    title: 'Jaccard index',
    ratio: (c) => [c.truePositive, positives(c) + c.falsePositive],
    whenUndefined: () => 'there are no positives and nothing is predicted positive',
    peerAnswer: 'asked',
    range: unit,
    underSwap: 'other',
  },
  {
    ...fromRates,
    name: 'informedness',
    title: "Informedness (Youden's J)",
    ratio: (c) => [association(c), positives(c) * negatives(c)],
    range: [-1, 1],
    baseline: chance(0),
  },
  {
    ...fromRates,
    name: 'markedness',
    title: 'Markedness',
    ratio: (c) => [association(c), predicted(c) * rejected(c)],
    whenUndefined: (c) => (predicted(c) === 0 ? nonePredicted() : noneRejected()),
    interval: 'none',
    range: [-1, 1],
    baseline: chance(0),
  },
  {
    name: 'likelihoodRatioPositive',
    title: 'Positive likelihood ratio',
    ratio: (c) => [c.truePositive * negatives(c), c.falsePositive * positives(c)],
    whenUndefined: (c) =>
      c.falsePositive === 0 && positives(c) > 0 ? 'there are no false positives' : missingClass(c),
    interval: 'none',
    range: [0, Infinity],
    better: 'high',
    underSwap: 'other',
    baseline: chance(1),
  },
  {
    name: 'likelihoodRatioNegative',
    title: 'Negative likelihood ratio',
    ratio: (c) => [c.falseNegative * negatives(c), c.trueNegative * positives(c)],
    whenUndefined: (c) => (c.trueNegative === 0 && positives(c) > 0 ? 'there are no true negatives' : missingClass(c)),
    interval: 'none',
    range: [0, Infinity],
    better: 'low',
    underSwap: 'other',
    baseline: chance(1),
  },
  indexOfBalancedAccuracy(0.1),
  {
    ...proportion,
    name: 'prevalence',
    title: 'Prevalence',
    ratio: (c) => [positives(c), all(c)],
    whenUndefined: noRows,
    better: 'neither',
  },
  {
    ...proportion,
    name: 'predictedShare',
    title: 'Share predicted positive',
    ratio: (c) => [predicted(c), all(c)],
    whenUndefined: noRows,
    better: 'neither',
  },
];

const byName: ReadonlyMap<string, PointMetric> = new Map(pointMetrics.map((metric) => [metric.name, metric]));

/** The registered point metric of that name; undefined where there is none. */
export function pointMetric(name: string): PointMetric | undefined {
  return byName.get(name);
}

/** Those shown for every threshold, in display order. */
export const displayedPointMetrics: readonly PointMetric[] = [
  'accuracy',
  'balancedAccuracy',
  'precision',
  'recall',
  'specificity',
  'npv',
  'f1',
  'mcc',
  'gMean',
].map((name) => byName.get(name)!);

export interface PointOptions {
  /** Give scikit-learn's number in place of an undefined one: it answers 0 or 1 as asked where it has that option. */
  readonly zeroDivision?: 0 | 1;
}

/** The metric's value on these counts, null with a reason where its denominator is 0. O(1). */
export function pointValue(metric: PointMetric, confusion: Confusion, { zeroDivision }: PointOptions = {}): Value {
  const [numerator, denominator] = metric.ratio(confusion);
  if (denominator !== 0) return defined(numerator / denominator);
  if (zeroDivision !== undefined && metric.peerAnswer !== undefined) {
    return defined(metric.peerAnswer === 'asked' ? zeroDivision : 0);
  }
  return undefinedBecause(metric.whenUndefined(confusion));
}
