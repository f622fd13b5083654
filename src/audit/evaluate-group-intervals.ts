/** Where rows belong together, the intervals of an evaluation from resampling whole groups, since its rows are not independent. */
import { pointMetric, pointValue } from '../metrics/point.ts';
import type { Confusion, Evaluation, Measure, Scores } from '../metrics/types.ts';
import { numbered, type SpreadOptions, spreadOf } from './evaluate-spread.ts';
import {
  cellStatistics,
  joinedStatistics,
  probabilityStatistics,
  rankingStatistics,
  type Statistics,
} from './evaluate-statistics.ts';

/** Cells of a confusion matrix, in the order of `cellsAt`. */
export function confusionOf(cells: Float64Array): Confusion {
  return { trueNegative: cells[0]!, falsePositive: cells[1]!, falseNegative: cells[2]!, truePositive: cells[3]! };
}

/** 0 true negative, 1 false positive, 2 false negative, 3 true positive. */
export function cellsAt({ labels, scores }: Scores, threshold: number): Uint8Array {
  const cells = new Uint8Array(labels.length);
  for (let i = 0; i < cells.length; i++) cells[i] = 2 * labels[i]! + (scores[i]! >= threshold ? 1 : 0);
  return cells;
}

/** The point metrics of these names at one threshold. */
export function pointStatistics(scores: Scores, threshold: number, names: readonly string[]): Statistics {
  const measures = names.map((name) => ({
    name,
    of: (cells: Float64Array): number => pointValue(pointMetric(name)!, confusionOf(cells)).value ?? Number.NaN,
  }));
  return cellStatistics(cellsAt(scores, threshold), 4, measures);
}

/** The evaluation with every interval from whole groups; measures that had none keep none. */
export function withGroupIntervals(evaluation: Evaluation, scores: Scores, options: SpreadOptions): Evaluation {
  const { points, ranking, probability } = evaluation;
  const parts = [
    ...points.map((point) =>
      pointStatistics(
        scores,
        point.threshold,
        point.measures.map(({ name }) => name),
      ),
    ),
    ...(ranking.length > 0 ? [rankingStatistics(scores)] : []),
    ...(probability.length > 0 ? [probabilityStatistics(scores)] : []),
  ];
  const joined = joinedStatistics(parts);
  const sample = {
    labels: scores.labels,
    classCount: 2,
    weights: scores.weights ?? null,
    groups: scores.groups!,
  };
  const found = spreadOf(sample, { own: joined }, options);
  let offset = 0;
  const taken = (measures: readonly Measure[], names: readonly string[]): Measure[] => {
    const from = offset;
    offset += names.length;
    return measures.map((measure) => replaced(measure, found[from + names.indexOf(measure.name)]));
  };
  return {
    ...evaluation,
    points: points.map((point) => ({
      ...point,
      measures: taken(
        point.measures,
        point.measures.map(({ name }) => name),
      ),
    })),
    ranking: ranking.length > 0 ? taken(ranking, ['rocAuc', 'averagePrecision']) : ranking,
    probability:
      probability.length > 0 ? taken(probability, ['brier', 'brierSkill', 'logLoss', 'logLossSkill']) : probability,
  };
}

function replaced(measure: Measure, interval: ReturnType<typeof spreadOf>[number] | undefined): Measure {
  const { interval: independent, ...bare } = measure;
  return measure.value === null || interval === null || interval === undefined ? bare : { ...bare, interval };
}

/** How many groups the rows belong to. */
export function groupCount(groups: Int32Array): number {
  return numbered(groups).count;
}
