/**
 * Hand-written audit results for the renderers: a binary one in the spirit of the bird-strike file and one with five classes.
 * The numbers are made up; nothing here is evidence.
 */
import type { AuditResult } from '../../src/audit/types.ts';
import { damage, sampleEvaluation, sampleMulticlassEvaluation } from './sample-evaluation.ts';

type Comparison = AuditResult['comparison'];
type StrategyResult = Comparison['results'][number];

function foldValues(mean: number, spread: number): { mean: number; sd: number; folds: number[] } {
  const values = [-1.2, 0.4, 0.9, -0.6, 0.5].map((step) => mean + step * spread);
  return { mean, sd: spread, folds: values };
}

function strategy(
  names: readonly [strategy: string, title: string, model: string, modelTitle: string],
  values: { readonly ap: number; readonly f1: number; readonly balanced: number },
  verdicts: Pick<StrategyResult, 'verdict' | 'decisionVerdict' | 'comparison' | 'decisionComparison'>,
): StrategyResult {
  return {
    strategy: names[0],
    strategyTitle: names[1],
    model: names[2],
    modelTitle: names[3],
    dummy: false,
    measures: [
      { name: 'averagePrecision', ...foldValues(values.ap, 0.018) },
      { name: 'rocAuc', ...foldValues(values.ap + 0.45, 0.012) },
      { name: 'f1', ...foldValues(values.f1, 0.024) },
      { name: 'balancedAccuracy', ...foldValues(values.balanced, 0.015) },
    ],
    ...verdicts,
  };
}

function paired(measure: string, difference: number, half: number, sentence: string): StrategyResult['comparison'] {
  return {
    measure,
    difference,
    interval: { low: difference - half, high: difference + half, level: 0.95, method: 'corrected resampled t' },
    pValue: Math.abs(difference) > half ? 0.0083 : 0.41,
    method: 'corrected resampled t test over 5 folds (Nadeau and Bengio)',
    sentence,
  };
}

function sampleComparison(): Comparison {
  const logistic = ['logistic-regression', 'logistic regression'] as const;
  const forest = ['gradient-boosting', 'gradient boosting'] as const;
  const reference = { verdict: 'reference', decisionVerdict: 'reference' } as const;
  return {
    primary: 'averagePrecision',
    decision: 'f1',
    folds: 5,
    repeats: 1,
    results: [
      strategy(['none', 'doing nothing', ...logistic], { ap: 0.384, f1: 0.196, balanced: 0.554 }, reference),
      strategy(
        ['threshold-only', 'threshold only', ...logistic],
        { ap: 0.384, f1: 0.421, balanced: 0.704 },
        {
          verdict: 'unchanged',
          decisionVerdict: 'helps',
          decisionComparison: paired('f1', 0.225, 0.041, 'Moving only the threshold raises F1 by +0.225.')!,
        },
      ),
      strategy(
        ['balanced-weights', 'balanced class weights', ...logistic],
        { ap: 0.365, f1: 0.398, balanced: 0.741 },
        {
          verdict: 'hurts',
          comparison: paired('averagePrecision', -0.019, 0.011, 'Balanced class weights lower average precision.')!,
          decisionVerdict: 'helps',
          decisionComparison: paired('f1', 0.202, 0.05, 'Balanced class weights raise F1 by +0.202.')!,
        },
      ),
      strategy(['none', 'doing nothing', ...forest], { ap: 0.371, f1: 0.183, balanced: 0.549 }, reference),
      strategy(
        ['balanced-weights', 'balanced class weights', ...forest],
        { ap: 0.376, f1: 0.402, balanced: 0.733 },
        {
          verdict: 'cannot-tell',
          comparison: paired('averagePrecision', 0.005, 0.019, 'No difference can be told.')!,
          decisionVerdict: 'helps',
          decisionComparison: paired('f1', 0.219, 0.06, 'Balanced class weights raise F1.')!,
        },
      ),
      {
        strategy: 'none',
        strategyTitle: 'doing nothing',
        model: 'prior',
        modelTitle: 'always the prevalence',
        dummy: true,
        measures: [
          { name: 'averagePrecision', mean: 0.1061, sd: 0.0001, folds: [0.106, 0.106, 0.106, 0.106, 0.107] },
          { name: 'rocAuc', mean: 0.5, sd: 0, folds: [0.5, 0.5, 0.5, 0.5, 0.5] },
          { name: 'f1', mean: 0, sd: 0, folds: [0, 0, 0, 0, 0] },
          { name: 'balancedAccuracy', mean: 0.5, sd: 0, folds: [0.5, 0.5, 0.5, 0.5, 0.5] },
        ],
        verdict: 'reference',
        decisionVerdict: 'reference',
      },
    ],
    summary: [
      'No strategy raises average precision over doing nothing; balanced class weights lower it for logistic regression.',
      'Moving the threshold alone brings as much F1 as any other strategy.',
    ],
  };
}

const findings: AuditResult['findings'] = [
  {
    code: 'known-after-outcome',
    severity: 'critical',
    title: 'Cost Total $ looks known only after the outcome',
    evidence:
      'Of 310 training rows with an amount other than 0, 297 (96 %) are damaged, against 10.6 % overall (95 % lower bound 93 %).',
    why: 'A column that is filled in only once the outcome has happened makes every number look better than it will be.',
    fix: 'Leave Cost Total $ out unless its value is known when a prediction is made; if it is, bring it back with --keep.',
    columns: ['Cost Total $'],
    leavesOut: ['Cost Total $'],
    classes: ['Minor, Medium, Substantial, C or B'],
  },
  {
    code: 'rare-at-half',
    severity: 'warning',
    title: 'At threshold 0.5 almost nothing is flagged',
    evidence: 'At 0.5 the model flags 31 of 2,000 rows; 212 are positive.',
    why: 'Honest probabilities of a rare class seldom reach 0.5, so the usual threshold misses most of it.',
    fix: 'Use the chosen threshold, or one that follows from your costs.',
    columns: [],
    leavesOut: [],
    classes: [],
  },
  {
    code: 'many-missing',
    severity: 'note',
    title: 'Speed IAS in knots is missing in 28 % of the rows',
    evidence: '2,836 of 10,000 rows have no value.',
    why: 'What is missing is replaced by the median of the training part, which may hide a pattern.',
    fix: 'Find out why it is missing.',
    columns: ['Speed IAS in knots'],
    leavesOut: [],
    classes: [],
  },
];

function part(name: string, rows: number, positives: number): AuditResult['split']['train'] {
  return { name, rows, counts: [rows - positives, positives], rareShare: positives / rows };
}

/** The bird-strike audit. */
export function sampleAudit(): AuditResult {
  const positive = 'Minor, Medium, Substantial, C or B';
  const test = sampleEvaluation(positive);
  return {
    schema: 'rareclass/audit@1',
    version: '0.1.0',
    task: 'binary',
    source: { name: 'birdstrikes.csv', format: 'csv', rows: 10000, columns: 14 },
    settings: {
      seed: 42,
      folds: 5,
      repeats: 1,
      testShare: 0.2,
      thresholdFor: 'f1',
      level: 0.95,
      bootstrap: 2000,
      drop: [],
      keep: [],
      missing: [],
      strategies: ['balanced-weights'],
    },
    target: {
      column: 'Effect Amount of damage',
      positive,
      positiveValues: ['Minor', 'Medium', 'Substantial', 'C', 'B'],
      positiveInferred: false,
    },
    distribution: {
      n: 10000,
      classes: [
        { label: 'None', values: ['None'], count: 8939, share: 0.8939, fate: 'used' },
        {
          label: positive,
          values: ['Minor', 'Medium', 'Substantial', 'C', 'B'],
          count: 1061,
          share: 0.1061,
          fate: 'used',
        },
      ],
      ratio: 8939 / 1061,
      minorityShare: 0.1061,
      band: 'mild',
      advice: [
        'The ratio is above 4 to 1: look at more than accuracy.',
        'Try a threshold of your own before resampling.',
      ],
      domains: [
        { domain: 'customer churn', ratio: '3:1 to 10:1' },
        { domain: 'defects on a line', ratio: '20:1 to 200:1' },
        { domain: 'card fraud', ratio: '100:1 to 1000:1' },
      ],
    },
    nullModel: {
      prediction: 'None',
      measures: [
        { name: 'accuracy', value: 0.8939, n: 10000, nPositive: 1061 },
        { name: 'balancedAccuracy', value: 0.5, n: 10000, nPositive: 1061 },
        { name: 'precision', value: null, reason: 'nothing is predicted positive', n: 10000, nPositive: 1061 },
        { name: 'recall', value: 0, n: 10000, nPositive: 1061 },
        { name: 'f1', value: 0, n: 10000, nPositive: 1061 },
        { name: 'mcc', value: null, reason: 'nothing is predicted positive', n: 10000, nPositive: 1061 },
      ],
    },
    columns: [
      { name: 'Airport Name', type: 'category', missing: 0, distinct: 50, role: 'feature' },
      { name: 'Aircraft Make Model', type: 'category', missing: 0, distinct: 225, role: 'feature' },
      { name: 'Effect Amount of damage', type: 'category', missing: 0, distinct: 6, role: 'target' },
      { name: 'Flight Date', type: 'date', missing: 0, distinct: 3625, role: 'feature' },
      { name: 'Wildlife Size', type: 'category', missing: 0, distinct: 3, role: 'feature' },
      {
        name: 'Cost Total $',
        type: 'numeric',
        missing: 0,
        distinct: 196,
        role: 'left-out',
        reason: 'known only after the outcome',
      },
      { name: 'Speed IAS in knots', type: 'numeric', missing: 2836, distinct: 123, role: 'feature' },
    ],
    split: {
      method: 'stratified, the order of rows shuffled',
      testShare: 0.2,
      train: part('train', 8000, 849),
      test: part('test', 2000, 212),
      folds: [170, 170, 170, 170, 169].map((positives, i) => part(`fold ${i + 1}`, 1600, positives)),
    },
    comparison: sampleComparison(),
    chosen: {
      strategy: 'none',
      model: 'logistic-regression',
      title: 'logistic regression, doing nothing',
      why: 'Best mean average precision over the folds; nothing else is better beyond doubt, and it is the simplest.',
    },
    threshold: {
      objective: 'f1',
      objectiveTitle: 'the largest F1',
      threshold: 0.1712,
      achieved: [
        { name: 'f1', value: 0.4312, n: 8000, nPositive: 849 },
        { name: 'recall', value: 0.592, n: 8000, nPositive: 849 },
        { name: 'precision', value: 0.339, n: 8000, nPositive: 849 },
      ],
      chosenOn: { role: 'out-of-fold', rows: 8000, positives: 849 },
      interval: { low: 0.142, high: 0.211, level: 0.95, method: 'stratified bootstrap (2000)' },
      perFold: [0.171, 0.158, 0.204, 0.166, 0.181],
    },
    test,
    multiclassTest: null,
    findings,
    pretended: {
      columns: ['Cost Total $'],
      measures: [
        { name: 'averagePrecision', without: 0.384, with: 0.612 },
        { name: 'rocAuc', without: 0.834, with: 0.893 },
      ],
      sentence:
        "With the column 'Cost Total $', cross-validated average precision would have read 0.612 instead of 0.384.",
    },
    warnings: [],
  };
}

/** The same file with every damage class by itself. */
export function sampleMulticlassAudit(): AuditResult {
  const binary = sampleAudit();
  const counts = [8939, 549, 311, 186, 14];
  const used = damage.map((label, i) => ({
    label,
    values: [label],
    count: counts[i]!,
    share: counts[i]! / 10000,
    fate: 'used' as const,
  }));
  return {
    ...binary,
    task: 'multiclass',
    target: { ...binary.target, positive: null, positiveValues: [] },
    distribution: {
      ...binary.distribution,
      classes: [...used, { label: 'B', values: ['B'], count: 1, share: 0.0001, fate: 'set-aside' }],
      ratio: 8939,
      minorityShare: 0.0001,
      band: 'extreme',
    },
    split: {
      ...binary.split,
      train: { name: 'train', rows: 7999, counts: [7151, 439, 249, 149, 11], rareShare: 11 / 7999 },
      test: { name: 'test', rows: 2000, counts: [1788, 110, 62, 37, 3], rareShare: 3 / 2000 },
      folds: [1, 2, 3].map((i) => ({
        name: `fold ${i}`,
        rows: 1600,
        counts: [1430, 88, 50, 30, 2],
        rareShare: 2 / 1600,
      })),
    },
    threshold: null,
    test: null,
    multiclassTest: sampleMulticlassEvaluation(damage),
    comparison: {
      ...binary.comparison,
      primary: 'macroAveragePrecision',
      decision: 'macroF1',
      results: binary.comparison.results.map((result) => ({
        ...result,
        measures: [
          { name: 'macroAveragePrecision', ...foldValues(0.31, 0.02) },
          { name: 'macroF1', ...foldValues(0.29, 0.02) },
        ],
      })),
    },
    pretended: null,
  };
}
