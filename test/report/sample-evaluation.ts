/** Evaluations made up for the renderers: curves, counts and intervals are simulated so that they agree with each other. */
import { stream } from '../../src/core/random.ts';
import type {
  Confusion,
  CurvePoints,
  Evaluation,
  Measure,
  MulticlassEvaluation,
  PointEvaluation,
  ReliabilityBin,
} from '../../src/metrics/types.ts';
import type { Interval } from '../../src/stats/types.ts';

function wilson(hits: number, n: number): Interval {
  const z = 1.959964;
  const p = hits / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half), level: 0.95, method: 'Wilson' };
}

interface Case {
  readonly score: number;
  readonly positive: boolean;
}

function simulate(positives: number, negatives: number): Case[] {
  const random = stream(7, 'sample');
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
  return Array.from({ length: positives + negatives }, (_, i) => {
    const positive = i < positives;
    return { positive, score: 1 / (1 + Math.exp(2.75 - 1.05 * normal() - (positive ? 1.45 : 0))) };
  }).sort((a, b) => b.score - a.score);
}

function confusionAt(cases: readonly Case[], threshold: number): Confusion {
  const count = (flagged: boolean, positive: boolean): number =>
    cases.filter((entry) => entry.score >= threshold === flagged && entry.positive === positive).length;
  return {
    truePositive: count(true, true),
    falsePositive: count(true, false),
    falseNegative: count(false, true),
    trueNegative: count(false, false),
  };
}

function pointOf(cases: readonly Case[], threshold: number): PointEvaluation {
  const c = confusionAt(cases, threshold);
  const positives = c.truePositive + c.falseNegative;
  const negatives = c.falsePositive + c.trueNegative;
  const n = positives + negatives;
  const flagged = c.truePositive + c.falsePositive;
  const behind = { n, nPositive: positives };
  const proportion = (name: string, hits: number, of: number, more: Partial<Measure> = {}): Measure =>
    of === 0
      ? { name, value: null, reason: 'nothing is predicted positive', ...behind, ...more }
      : { name, value: hits / of, interval: wilson(hits, of), ...behind, ...more };
  const recall = c.truePositive / positives;
  const specificity = c.trueNegative / negatives;
  const f1 = (2 * c.truePositive) / (2 * c.truePositive + c.falsePositive + c.falseNegative);
  const mccBelow = Math.sqrt(flagged * positives * negatives * (n - flagged));
  const mcc = (c.truePositive * c.trueNegative - c.falsePositive * c.falseNegative) / mccBelow;
  const around = (value: number, half: number): Interval => ({
    low: value - half,
    high: value + half,
    level: 0.95,
    method: 'stratified bootstrap (2000)',
  });
  return {
    threshold,
    confusion: c,
    measures: [
      proportion('accuracy', c.truePositive + c.trueNegative, n, {
        baseline: { value: negatives / n, meaning: 'null accuracy: always the majority' },
      }),
      {
        name: 'balancedAccuracy',
        value: (recall + specificity) / 2,
        interval: around((recall + specificity) / 2, 0.033),
        baseline: { value: 0.5, meaning: 'no better than chance' },
        ...behind,
      },
      proportion('precision', c.truePositive, flagged, {
        baseline: { value: positives / n, meaning: 'prevalence: flagging at random' },
      }),
      proportion('recall', c.truePositive, positives),
      proportion('specificity', c.trueNegative, negatives),
      { name: 'f1', value: f1, interval: around(f1, 0.05), ...behind },
      mccBelow === 0
        ? { name: 'mcc', value: null, reason: 'nothing is predicted positive', ...behind }
        : {
            name: 'mcc',
            value: mcc,
            interval: around(mcc, 0.06),
            baseline: { value: 0, meaning: 'no better than chance' },
            ...behind,
          },
    ],
  };
}

function curves(cases: readonly Case[]): { roc: CurvePoints; precisionRecall: CurvePoints; ap: number; auc: number } {
  const positives = cases.filter((entry) => entry.positive).length;
  const negatives = cases.length - positives;
  const roc = { x: [0], y: [0], thresholds: [null] as (number | null)[] };
  const pr = { x: [0], y: [1], thresholds: [null] as (number | null)[] };
  let hits = 0;
  let ap = 0;
  let auc = 0;
  cases.forEach((entry, i) => {
    if (entry.positive) {
      hits++;
      ap += hits / (i + 1) / positives;
    } else auc += hits / positives / negatives;
    if (!entry.positive && i % 7 !== 0 && i + 1 < cases.length) return;
    roc.x.push((i + 1 - hits) / negatives);
    roc.y.push(hits / positives);
    roc.thresholds.push(entry.score);
    pr.x.push(hits / positives);
    pr.y.push(hits / (i + 1));
    pr.thresholds.push(entry.score);
  });
  return { roc, precisionRecall: pr, ap, auc };
}

function reliabilityOf(cases: readonly Case[]): ReliabilityBin[] {
  const size = Math.ceil(cases.length / 10);
  return Array.from({ length: 10 }, (_, bin) => {
    const part = cases.slice(cases.length - (bin + 1) * size, cases.length - bin * size);
    const nPositive = part.filter((entry) => entry.positive).length;
    return {
      predicted: part.reduce((sum, entry) => sum + entry.score, 0) / part.length,
      observed: nPositive / part.length,
      interval: wilson(nPositive, part.length),
      n: part.length,
      nPositive,
    };
  });
}

/** Scores of 2,000 test rows with 212 positives, judged at .5 and at .17. */
export function sampleEvaluation(positive = 'Minor, Medium, Substantial, C or B'): Evaluation {
  const cases = simulate(212, 1788);
  const { roc, precisionRecall, ap, auc } = curves(cases);
  const behind = { n: 2000, nPositive: 212 };
  const interval = (low: number, high: number, method: string): Interval => ({ low, high, level: 0.95, method });
  return {
    role: 'test',
    positive,
    ...behind,
    prevalence: 0.106,
    points: [pointOf(cases, 0.5), pointOf(cases, 0.1712)],
    ranking: [
      {
        name: 'averagePrecision',
        value: ap,
        interval: interval(ap - 0.062, ap + 0.067, 'stratified bootstrap (2000)'),
        baseline: { value: 0.106, meaning: 'prevalence: ranking at random' },
        ...behind,
      },
      {
        name: 'rocAuc',
        value: auc,
        interval: interval(auc - 0.028, auc + 0.027, 'DeLong, logit scale'),
        baseline: { value: 0.5, meaning: 'ranking at random' },
        ...behind,
      },
    ],
    probability: [
      { name: 'brier', value: 0.0742, interval: interval(0.068, 0.081, 'bootstrap (2000)'), ...behind },
      { name: 'brierSkill', value: 0.217, baseline: { value: 0, meaning: 'always saying the prevalence' }, ...behind },
      { name: 'logLoss', value: 0.2573, interval: interval(0.239, 0.276, 'bootstrap (2000)'), ...behind },
      {
        name: 'logLossSkill',
        value: 0.238,
        baseline: { value: 0, meaning: 'always saying the prevalence' },
        ...behind,
      },
      { name: 'calibrationError', value: 0.0121, ...behind },
    ],
    roc,
    precisionRecall,
    reliability: reliabilityOf(cases),
  };
}

export const damage = ['None', 'Minor', 'Substantial', 'Medium', 'C'] as const;
const multiclassCounts: readonly (readonly number[])[] = [
  [1701, 52, 23, 10, 2],
  [71, 25, 9, 5, 0],
  [28, 9, 22, 3, 0],
  [20, 8, 6, 3, 0],
  [2, 1, 0, 0, 0],
];

/** 2,000 test rows in five classes. */
export function sampleMulticlassEvaluation(classes: readonly string[]): MulticlassEvaluation {
  const n = multiclassCounts.flat().reduce((sum, value) => sum + value, 0);
  const supports = multiclassCounts.map((row) => row.reduce((sum, value) => sum + value, 0));
  const recalls = multiclassCounts.map((row, i) => row[i]! / supports[i]!);
  const balanced = recalls.reduce((sum, value) => sum + value, 0) / recalls.length;
  const right = multiclassCounts.reduce((sum, row, i) => sum + row[i]!, 0);
  const behind = { n, nPositive: supports.at(-1)! };
  return {
    role: 'test',
    n,
    classes,
    confusion: multiclassCounts,
    measures: [
      {
        name: 'accuracy',
        value: right / n,
        interval: wilson(right, n),
        baseline: { value: 0.894, meaning: 'null accuracy: always the majority' },
        ...behind,
      },
      { name: 'balancedAccuracy', value: balanced, baseline: { value: 0.2, meaning: 'guessing' }, ...behind },
      { name: 'macroF1', value: 0.34, ...behind },
      { name: 'macroAveragePrecision', value: 0.31, baseline: { value: 0.2, meaning: 'guessing' }, ...behind },
      { name: 'logLoss', value: 0.431, ...behind },
    ],
    perClass: classes.map((label, i) => ({
      label,
      support: supports[i]!,
      measures: [
        { name: 'recall', value: recalls[i]!, interval: wilson(multiclassCounts[i]![i]!, supports[i]!), ...behind },
        {
          name: 'precision',
          value: i === 4 ? 0 : 0.2 + 0.1 * i,
          interval: wilson(2, 10),
          ...behind,
        },
        { name: 'averagePrecision', value: i === 4 ? null : 0.3, reason: 'too few rows', ...behind },
      ],
    })),
  };
}
