/** Two files on the rows they share: the difference of every measure with its interval, tests of decisions, and a verdict. */
import { decimal } from '../diagnostics/words.ts';
import { predictedClasses } from '../metrics/class-measures.ts';
import { averaged, type Matrix, matrixAccuracy, matrixBalancedAccuracy, matrixMcc } from '../metrics/multiclass.ts';
import { compareAreas } from '../metrics/paired-areas.ts';
import { compareDecisions } from '../metrics/paired-decisions.ts';
import { pointMetric } from '../metrics/point.ts';
import type { ClassScores, Scores } from '../metrics/types.ts';
import type { Interval } from '../stats/types.ts';
import { takeKept } from './evaluate-columns.ts';
import { pointStatistics } from './evaluate-group-intervals.ts';
import type { JudgedScores } from './evaluate-judge.ts';
import type { CompleteEvaluateOptions } from './evaluate-options.ts';
import type { CommonRows } from './evaluate-pairs.ts';
import type { Predictions } from './evaluate-read.ts';
import { type Sample, spreadOf, timesOf } from './evaluate-spread.ts';
import {
  cellStatistics,
  joinedStatistics,
  probabilityStatistics,
  rankingStatistics,
  type Statistics,
} from './evaluate-statistics.ts';
import type { DecisionTest, MeasureDifference, PairComparison, PairVerdict } from './evaluate-types.ts';

/** A file with its scores and, where decisions are judged, the threshold in use. */
export interface Side {
  readonly predictions: Predictions;
  readonly judged: JudgedScores;
  readonly threshold: number | null;
}

const comparedMetrics = ['recall', 'precision', 'specificity', 'f1', 'balancedAccuracy', 'mcc', 'accuracy'];
const classMetrics: readonly { readonly name: string; readonly of: (matrix: Matrix) => number | null }[] = [
  { name: 'balancedAccuracy', of: (matrix) => matrixBalancedAccuracy(matrix).value },
  { name: 'macroF1', of: (matrix) => averaged(pointMetric('f1')!, matrix, 'macro').value },
  { name: 'mcc', of: (matrix) => matrixMcc(matrix).value },
  { name: 'accuracy', of: (matrix) => matrixAccuracy(matrix).value },
];
/** The first of these that both files have decides the verdict; a larger one is better. */
const primaries = ['averagePrecision', 'macroF1', 'f1', 'rocAuc'];

export function comparePair(
  own: Side,
  reference: Side,
  common: CommonRows,
  options: Pick<CompleteEvaluateOptions, 'level' | 'bootstrap' | 'seed'>,
): PairComparison {
  const mine = taken(own, common.here, own.predictions);
  const theirs = taken(reference, common.there, own.predictions);
  const ranked = own.predictions.predicted === null && reference.predictions.predicted === null;
  const statistics = (side: Taken): Statistics => statisticsOf(side, { ranked, other: side === mine ? theirs : mine });
  const pair = { own: statistics(mine), reference: statistics(theirs) };
  const times = timesOf(mine.sample);
  const [values, others] = [pair.own.values(times), pair.reference.values(times)];
  const intervals = spreadOf(mine.sample, pair, options);
  const differences = pair.own.names.map((name, k) => differenceOf(name, values[k]!, others[k]!, intervals[k] ?? null));
  const primary = primaries.find((name) => differences.some((entry) => entry.name === name)) ?? 'f1';
  const judged = differences.find(({ name }) => name === primary) ?? null;
  const decided = primary === 'f1' ? null : (differences.find(({ name }) => name === 'f1') ?? null);
  const verdict = verdictOf(judged?.interval ?? null);
  const names = { name: own.predictions.file.name, reference: reference.predictions.file.name };
  return {
    ...names,
    matchedBy: common.matchedBy,
    rows: common.here.length,
    nPositive: positivesOf(mine),
    onlyInThis: own.predictions.labels.length - common.here.length,
    onlyInReference: reference.predictions.labels.length - common.there.length,
    differences,
    decisionTests: decisionTests(mine, theirs, options.level),
    delong: ranked ? delong(mine, theirs) : null,
    primary,
    verdict,
    decisionVerdict: decided === null ? null : verdictOf(decided.interval ?? null),
    sentence: [sentenceOf(names, judged, verdict), ...decisionSentence(decided)].join(' '),
  };
}

/** One side on the common rows. */
interface Taken {
  readonly scores: Scores | null;
  readonly classScores: ClassScores | null;
  /** Predicted positions of classes, where decisions are judged. */
  readonly decided: Int32Array | null;
  readonly labels: Int32Array;
  readonly classCount: number;
  readonly threshold: number | null;
  readonly sample: Sample;
}

/** Weights and groups are those of the first file: both stand for the same rows. */
function taken({ predictions, judged, threshold }: Side, at: Int32Array, first: Predictions): Taken {
  const { weights, groups, classes } = predictions;
  const labels = takeKept(predictions.labels, at);
  const scores = judged.scores === null ? null : scoresAt(judged.scores, at);
  const many = judged.classScores;
  const cut = predictions.predicted === null ? threshold : 0.5;
  const decided =
    many !== null
      ? takeKept(predictedClasses(many), at)
      : cut === null
        ? null
        : Int32Array.from(scores!.scores, (score) => (score >= cut ? 1 : 0));
  const sample: Sample = {
    labels,
    classCount: classes.length,
    weights: weights === null || first.weights === null ? null : takeKept(weights, at),
    groups: groups === null || first.groups === null ? null : takeKept(groups, at),
  };
  return { scores, classScores: many, decided, labels, classCount: classes.length, threshold: cut, sample };
}

function scoresAt(scores: Scores, at: Int32Array): Scores {
  return {
    labels: takeKept(scores.labels, at),
    scores: takeKept(scores.scores, at),
    ...(scores.weights === undefined ? {} : { weights: takeKept(scores.weights, at) }),
    probabilities: scores.probabilities,
    positive: scores.positive,
    role: scores.role,
  };
}

function statisticsOf(side: Taken, { ranked, other }: { readonly ranked: boolean; readonly other: Taken }): Statistics {
  if (side.scores === null) return classStatistics(side);
  const decided = side.threshold !== null && other.threshold !== null;
  return joinedStatistics([
    ...(ranked ? [rankingStatistics(side.scores)] : []),
    ...(decided ? [pointStatistics(side.scores, side.threshold, comparedMetrics)] : []),
    ...(side.scores.probabilities && other.scores?.probabilities === true ? [probabilityStatistics(side.scores)] : []),
  ]);
}

function classStatistics({ labels, decided, classCount: k }: Taken): Statistics {
  const cellOf = Uint16Array.from(labels, (label, i) => label * k + decided![i]!);
  const matrixIn = (cells: Float64Array): number[][] =>
    Array.from({ length: k }, (_, c) => [...cells.subarray(c * k, (c + 1) * k)]);
  return cellStatistics(
    cellOf,
    k * k,
    classMetrics.map(({ name, of }) => ({ name, of: (cells) => of(matrixIn(cells)) ?? Number.NaN })),
  );
}

function differenceOf(name: string, value: number, reference: number, interval: Interval | null): MeasureDifference {
  const known = (number: number): number | null => (Number.isNaN(number) ? null : number);
  const difference = known(value - reference);
  return {
    name,
    value: known(value),
    reference: known(reference),
    difference,
    ...(difference === null || interval === null ? {} : { interval }),
  };
}

/** Counts of rows, not of weights: the test is about independent decisions on cases, so there is none with groups. */
function decisionTests(own: Taken, reference: Taken, level: number): DecisionTest[] {
  if (own.decided === null || reference.decided === null || own.sample.groups !== null) return [];
  const tests = compareDecisions(...asBinary(own, own.decided, reference.decided), { level });
  const kinds = own.scores === null ? (['all'] as const) : (['all', 'positives', 'negatives'] as const);
  return kinds.flatMap((rows) => {
    const test = tests[rows];
    if (test === null) return [];
    const { n, onlyFirst, onlySecond, difference, interval, pValue } = test;
    return [{ rows, n, onlyThis: onlyFirst, onlyReference: onlySecond, difference, interval, pValue }];
  });
}

/** Labels and both decisions; of more than two classes whether a decision is right, where all are to be. */
function asBinary(
  { labels, scores }: Taken,
  own: Int32Array,
  reference: Int32Array,
): [labels: ArrayLike<number>, own: ArrayLike<number>, reference: ArrayLike<number>] {
  if (scores !== null) return [labels, own, reference];
  const right = (decided: Int32Array): Uint8Array => Uint8Array.from(decided, (one, i) => (one === labels[i] ? 1 : 0));
  return [new Uint8Array(labels.length).fill(1), right(own), right(reference)];
}

/** Of independent rows that count once: with weights or groups DeLong's test is another. */
function delong(own: Taken, reference: Taken): PairComparison['delong'] {
  if (own.scores === null || reference.scores === null) return null;
  if ([own, reference].some(({ sample }) => sample.weights !== null || sample.groups !== null)) return null;
  const { difference, statistic: z, pValue } = compareAreas(own.scores, reference.scores).rocAuc;
  return difference === null || z === null || pValue === null ? null : { difference, z, pValue };
}

/** Positives, or rows of the rarest class. */
function positivesOf({ labels, classCount, scores }: Taken): number {
  const counts = new Float64Array(classCount);
  for (let i = 0; i < labels.length; i++) counts[labels[i]!]!++;
  return scores === null ? Math.min(...counts) : counts[1]!;
}

function verdictOf(interval: Interval | null): PairVerdict {
  if (interval === null) return 'cannot-tell';
  if (interval.low > 0) return 'better';
  return interval.high < 0 ? 'worse' : 'cannot-tell';
}

const primaryTitles: ReadonlyMap<string, string> = new Map([
  ['averagePrecision', 'average precision'],
  ['macroF1', 'macro F1'],
  ['f1', 'F1'],
  ['rocAuc', 'ROC-AUC'],
]);

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${decimal(Math.abs(value))}`;

function changeText({ name, difference, interval }: MeasureDifference): string {
  const title = primaryTitles.get(name) ?? name;
  const level = interval === undefined ? '' : `${Number((100 * interval.level).toPrecision(4))} % interval `;
  const range = interval === undefined ? '' : ` (${level}${signed(interval.low)} to ${signed(interval.high)})`;
  return `${title} differs by ${signed(difference!)}${range}`;
}

/** Models that rank alike may decide differently, where their thresholds do not match their scores. */
function decisionSentence(decided: MeasureDifference | null): string[] {
  if (decided === null || decided.difference === null) return [];
  const words = { better: 'are better', worse: 'are worse', 'cannot-tell': 'cannot be told apart' } as const;
  return [
    `Its decisions, at its own threshold, ${words[verdictOf(decided.interval ?? null)]}: ${changeText(decided)}.`,
  ];
}

function sentenceOf(
  { name, reference }: { readonly name: string; readonly reference: string },
  judged: MeasureDifference | null,
  verdict: PairVerdict,
): string {
  const who = `'${name}' against '${reference}'`;
  if (judged === null || judged.difference === null) return `${who}: cannot tell, there is no measure both have.`;
  const change = changeText(judged);
  if (verdict === 'better') return `${who}: better. Its ${change}, all of it above 0.`;
  if (verdict === 'worse') return `${who}: worse. Its ${change}, all of it below 0.`;
  return `${who}: cannot tell. Its ${change}${judged.interval === undefined ? '' : ', which includes 0'}.`;
}
