/**
 * The registry of binary metrics: every one with what it needs and how it behaves, so that whatever ranks, gates or explains
 * metrics can ask instead of knowing. A contract test checks each declaration.
 */
import { calibrationError } from './calibration-bins.ts';
import { confusionAt } from './confusion.ts';
import { type PointMetric, pointMetrics, pointValue } from './point.ts';
import { brier, brierSkill, calibrationInTheLarge, logLoss, logLossSkill } from './probability.ts';
import { averagePrecision, rocAuc } from './ranking.ts';
import type { Scores } from './types.ts';
import type { Value } from './value.ts';

export interface Metric {
  readonly name: string;
  readonly title: string;
  /** `point`: of the decisions at a threshold; `ranking`: of the order of the scores; `probability`: of their values. */
  readonly family: 'point' | 'ranking' | 'probability';
  /** The scores must be probabilities. */
  readonly needsProbabilities: boolean;
  /** The same when the classes swap roles (and scores turn into 1 - score). */
  readonly symmetric: boolean;
  /** Changes when all weights are multiplied by the same number. No metric here does; a sum of costs would. */
  readonly weightScaleDependent: boolean;
  /** Changes when one class is repeated as a whole, its scores staying what they are. */
  readonly prevalenceDependent: boolean;
  readonly range: readonly [low: number, high: number];
  readonly better: 'high' | 'low' | 'zero' | 'neither';
  /** The threshold (default 0.5) matters for point metrics only. */
  readonly value: (scores: Scores, options?: { readonly threshold?: number }) => Value;
}

/** Functions of recall and specificity alone. */
const prevalenceFree: readonly string[] = [
  'balancedAccuracy',
  'balancedAccuracyAdjusted',
  'recall',
  'specificity',
  'fpr',
  'fnr',
  'gMean',
  'informedness',
  'likelihoodRatioPositive',
  'likelihoodRatioNegative',
  'iba',
];

function fromPoint(metric: PointMetric): Metric {
  return {
    name: metric.name,
    title: metric.title,
    family: 'point',
    needsProbabilities: false,
    symmetric: metric.underSwap === 'same',
    weightScaleDependent: false,
    prevalenceDependent: !prevalenceFree.includes(metric.name),
    range: metric.range,
    better: metric.better,
    value: (scores, { threshold = 0.5 } = {}) => pointValue(metric, confusionAt(scores, threshold)),
  };
}

const ranking = {
  family: 'ranking',
  needsProbabilities: false,
  weightScaleDependent: false,
  range: [0, 1],
  better: 'high',
} as const;
const probability = {
  family: 'probability',
  needsProbabilities: true,
  weightScaleDependent: false,
  prevalenceDependent: true,
} as const;

/** Every binary metric. */
export const metrics: readonly Metric[] = [
  ...pointMetrics.map(fromPoint),
  { ...ranking, name: 'rocAuc', title: 'ROC-AUC', symmetric: true, prevalenceDependent: false, value: rocAuc },
  {
    ...ranking,
    name: 'averagePrecision',
    title: 'Average precision',
    symmetric: false,
    prevalenceDependent: true,
    value: (scores) => averagePrecision(scores),
  },
  { ...probability, name: 'brier', title: 'Brier score', symmetric: true, range: [0, 1], better: 'low', value: brier },
  {
    ...probability,
    name: 'brierSkill',
    title: 'Brier skill',
    symmetric: true,
    range: [-Infinity, 1],
    better: 'high',
    value: brierSkill,
  },
  {
    ...probability,
    name: 'logLoss',
    title: 'Log loss',
    symmetric: true,
    range: [0, -Math.log(Number.EPSILON)],
    better: 'low',
    value: logLoss,
  },
  {
    ...probability,
    name: 'logLossSkill',
    title: 'Log-loss skill',
    symmetric: true,
    range: [-Infinity, 1],
    better: 'high',
    value: logLossSkill,
  },
  {
    ...probability,
    name: 'calibrationError',
    title: 'Calibration error',
    symmetric: false,
    range: [0, 1],
    better: 'low',
    value: (scores) => calibrationError(scores),
  },
  {
    ...probability,
    name: 'calibrationInTheLarge',
    title: 'Calibration in the large',
    symmetric: false,
    range: [-1, 1],
    better: 'zero',
    value: calibrationInTheLarge,
  },
];

const byName: ReadonlyMap<string, Metric> = new Map(metrics.map((metric) => [metric.name, metric]));

/** The registered metric of that name; undefined where there is none. */
export function metricNamed(name: string): Metric | undefined {
  return byName.get(name);
}
