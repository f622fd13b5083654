/** For every result check one context in which it must fire and one, close to it, in which it must stay silent. */
import type { ResultContext } from '../../src/diagnostics/context.ts';
import type { Evaluation, Measure, MulticlassEvaluation, PointEvaluation } from '../../src/metrics/types.ts';
import type { StrategyComparison, StrategyResult, Verdict } from '../../src/validation/types.ts';
import type { Example } from './data-examples.ts';

type Range = readonly [value: number, low?: number, high?: number];

export function measure(name: string, [value, low, high]: Range): Measure {
  const interval =
    low === undefined || high === undefined ? {} : { interval: { low, high, level: 0.95, method: 'given' } };
  return { name, value, n: 1000, nPositive: 100, ...interval };
}

interface PointParts {
  readonly threshold?: number;
  readonly flagged?: number;
  readonly accuracy?: Range;
  readonly recall?: Range;
}

function point(parts: PointParts): PointEvaluation {
  const { threshold = 0.5, flagged = 80, accuracy = [0.95, 0.93, 0.965], recall = [0.7, 0.65, 0.75] } = parts;
  const hits = Math.min(100, Math.round(flagged * 0.75));
  return {
    threshold,
    confusion: {
      truePositive: hits,
      falsePositive: flagged - hits,
      falseNegative: 100 - hits,
      trueNegative: 900 - flagged + hits,
    },
    measures: [measure('accuracy', accuracy), measure('precision', [0.75]), measure('recall', recall)],
  };
}

interface Parts {
  readonly prevalence?: number;
  readonly auc?: Range;
  readonly ap?: Range;
  readonly brierSkill?: Range;
  readonly points?: readonly PointParts[];
}

function evaluation(parts: Parts = {}): Evaluation {
  const { prevalence = 0.1, auc = [0.9, 0.88, 0.92], ap = [0.7, 0.65, 0.75], brierSkill = [0.4, 0.3, 0.5] } = parts;
  const empty = { x: [], y: [], thresholds: [] };
  return {
    role: 'test',
    positive: 'yes',
    n: 1000,
    nPositive: 1000 * prevalence,
    prevalence,
    points: (parts.points ?? [{}, { threshold: 0.3, recall: [0.75, 0.7, 0.8] }]).map(point),
    ranking: [measure('rocAuc', auc), measure('averagePrecision', ap)],
    probability: [measure('brierSkill', brierSkill)],
    roc: empty,
    precisionRecall: empty,
    reliability: [],
  };
}

/** An unremarkable result: every check is silent. */
export function fine(parts: Parts = {}, others: Partial<ResultContext> = {}): ResultContext {
  return {
    evaluation: evaluation(parts),
    multiclass: null,
    nullAccuracy: 0.9,
    positive: 'yes',
    positiveInferred: false,
    positiveShare: 0.1,
    prevalenceTrain: 0.1,
    scores: { n: 1000, distinct: 990, mean: 0.1, min: 0, max: 0.98 },
    outOfFold: evaluation(),
    comparison: comparison('helps'),
    chosen: { strategy: 'balanced-weights', model: 'logisticRegression' },
    threshold: threshold(0.3),
    ...others,
  };
}

function threshold(value: number | null): NonNullable<ResultContext['threshold']> {
  return {
    objective: 'precision>=0.9',
    objectiveTitle: 'a precision of at least 0.9',
    threshold: value,
    ...(value === null ? { infeasible: 'the highest precision that any threshold reaches is 0.61, at 0.83' } : {}),
    achieved: [],
    chosenOn: { role: 'out-of-fold', rows: 4000, positives: 400 },
    perFold: [],
  };
}

function comparison(verdict: Verdict): StrategyComparison {
  const common = { model: 'logisticRegression', modelTitle: 'logistic regression', dummy: false, measures: [] };
  const interval = { low: -0.05, high: -0.01, level: 0.95, method: 'given' };
  const results: StrategyResult[] = [
    { ...common, strategy: 'none', strategyTitle: 'doing nothing', verdict: 'reference', decisionVerdict: 'reference' },
    {
      ...common,
      strategy: 'threshold-only',
      strategyTitle: 'threshold only',
      verdict: 'unchanged',
      decisionVerdict: 'helps',
    },
    {
      ...common,
      strategy: 'balanced-weights',
      strategyTitle: 'balanced class weights',
      verdict,
      decisionVerdict: 'cannot-tell',
      comparison: {
        measure: 'averagePrecision',
        difference: -0.03,
        interval,
        pValue: 0.01,
        method: 'given',
        sentence: 'balanced class weights with logistic regression changes average precision by -0.030',
      },
    },
  ];
  return { primary: 'averagePrecision', decision: 'f1', folds: 5, repeats: 1, results, summary: [] };
}

function classes(recallOfRare: number): MulticlassEvaluation {
  return {
    role: 'test',
    n: 1000,
    classes: ['a', 'b', 'c'],
    confusion: [],
    measures: [measure('accuracy', [0.95, 0.93, 0.965])],
    perClass: [
      { label: 'a', support: 700, measures: [measure('recall', [0.9])] },
      { label: 'b', support: 270, measures: [measure('recall', [0.6])] },
      { label: 'c', support: 30, measures: [measure('recall', [recallOfRare])] },
    ],
  };
}

const multiclass = (recallOfRare: number): ResultContext =>
  fine({}, { evaluation: null, multiclass: classes(recallOfRare), positive: null, positiveShare: null });

export const resultExamples: Readonly<Record<string, Example<ResultContext>>> = {
  'ranks-backwards': {
    fires: () => fine({ auc: [0.3, 0.25, 0.35], ap: [0.06, 0.05, 0.08] }),
    silent: () => fine({ auc: [0.45, 0.38, 0.52] }),
  },
  'no-skill': {
    fires: () => fine({ ap: [0.12, 0.09, 0.16], auc: [0.52, 0.46, 0.58] }),
    silent: () => fine({ ap: [0.16, 0.12, 0.2] }),
  },
  'few-distinct-scores': {
    fires: () => fine({}, { scores: { n: 1000, distinct: 2, mean: 0.1, min: 0, max: 1 } }),
    silent: () => fine({}, { scores: { n: 1000, distinct: 11, mean: 0.1, min: 0, max: 1 } }),
  },
  'positive-is-majority': {
    fires: () => fine({}, { positiveShare: 0.9 }),
    silent: () => fine({}, { positiveShare: 0.5 }),
  },
  'nothing-predicted-positive': {
    fires: () =>
      fine({
        points: [
          { flagged: 0, recall: [0] },
          { threshold: 0.08, recall: [0.6, 0.55, 0.65] },
        ],
      }),
    silent: () => fine({ points: [{ flagged: 1 }] }),
  },
  'class-never-predicted': { fires: () => multiclass(0), silent: () => multiclass(1 / 30) },
  'accuracy-at-null': {
    fires: () => fine({ points: [{ accuracy: [0.905, 0.89, 0.92] }] }),
    silent: () => fine({ points: [{ accuracy: [0.93, 0.91, 0.95] }] }),
  },
  'default-threshold': {
    fires: () => fine({ points: [{ recall: [0.2, 0.15, 0.25] }, { threshold: 0.12, recall: [0.7, 0.65, 0.75] }] }),
    silent: () => fine({ points: [{ recall: [0.65, 0.6, 0.7] }, { threshold: 0.4, recall: [0.7, 0.65, 0.75] }] }),
  },
  'threshold-infeasible': { fires: () => fine({}, { threshold: threshold(null) }), silent: () => fine() },
  'high-auc-low-ap': {
    fires: () => fine({ auc: [0.93, 0.9, 0.95], ap: [0.35, 0.3, 0.4] }),
    silent: () => fine({ auc: [0.78, 0.75, 0.81], ap: [0.35, 0.3, 0.4] }),
  },
  'brier-skill-negative': {
    fires: () => fine({ brierSkill: [-0.2, -0.3, -0.1] }),
    silent: () => fine({ brierSkill: [0.01, -0.05, 0.07] }),
  },
  'mean-score-off': {
    fires: () => fine({}, { scores: { n: 1000, distinct: 990, mean: 0.41, min: 0, max: 1 } }),
    silent: () => fine({}, { scores: { n: 1000, distinct: 990, mean: 0.12, min: 0, max: 1 } }),
  },
  // Four standard errors of a share of .1 among 1,000 rows are .038.
  'prevalence-shift': {
    fires: () => fine({}, { prevalenceTrain: 0.02 }),
    silent: () => fine({}, { prevalenceTrain: 0.08 }),
  },
  'wide-interval': {
    fires: () => fine({ points: [{ recall: [0.7, 0.55, 0.82] }] }),
    silent: () => fine({ points: [{ recall: [0.7, 0.61, 0.79] }] }),
  },
  optimism: { fires: () => fine({ ap: [0.5, 0.4, 0.6] }), silent: () => fine({ ap: [0.65, 0.55, 0.73] }) },
  'too-good': { fires: () => fine({ ap: [0.995, 0.98, 1] }), silent: () => fine({ ap: [0.98, 0.96, 0.99] }) },
  'balancing-hurts': {
    fires: () => fine({}, { comparison: comparison('hurts') }),
    silent: () => fine({}, { comparison: comparison('cannot-tell') }),
  },
  'balancing-does-not-help': {
    fires: () => fine({}, { comparison: comparison('cannot-tell') }),
    silent: () => fine({}, { comparison: comparison('helps') }),
  },
};
