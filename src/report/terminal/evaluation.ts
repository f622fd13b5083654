/** One set of scores in the terminal: cells and measures at each threshold, ranking, and for many classes each of them. */
import type { Evaluation, Measure, MulticlassEvaluation, PointEvaluation } from '../../metrics/types.ts';
import { measureTitle } from '../glossary.ts';
import { counted, countText, measureText, percentText, thresholdText, valueText } from '../words.ts';
import { type Cell, fitName, grid } from './layout.ts';
import type { Paint } from './paint.ts';

export interface Look {
  readonly width: number;
  readonly paint: Paint;
}

const shownPoints = ['recall', 'precision', 'f1', 'mcc', 'balancedAccuracy', 'accuracy'];
const shownOverall = ['averagePrecision', 'rocAuc', 'brierSkill'];

/** The measures a decision rests on; the whole list is in the other renderings. */
export function evaluationLines(evaluation: Evaluation, look: Look): readonly string[] {
  const { points } = evaluation;
  const counts = (name: string, of: (point: PointEvaluation) => string): Cell[] => [
    { text: name },
    ...points.map((point) => ({ text: of(point) })),
    { text: '' },
  ];
  const overall = [...evaluation.ranking, ...evaluation.probability].filter((measure) =>
    shownOverall.includes(measure.name),
  );
  return [
    ...grid(
      [
        { head: '', gives: true },
        ...points.map((point) => ({ head: `at ${thresholdText(point.threshold)}`, right: true })),
        { head: 'baseline', right: true },
      ],
      [
        counts('caught / missed', caughtText),
        counts('false alarms / left alone', alarmsText),
        ...shownPoints.flatMap((name) => measureRow(name, points)),
      ],
      look,
    ),
    ...(overall.length === 0
      ? []
      : grid(
          [
            { head: 'at every threshold', gives: true },
            { head: '', right: true },
            { head: 'baseline', right: true },
          ],
          overall.map((measure) => [
            { text: measureTitle(measure.name) },
            { text: measureText(measure) },
            { text: baselineText(measure) },
          ]),
          look,
        )),
  ];
}

function caughtText({ confusion }: PointEvaluation): string {
  return `${countText(confusion.truePositive)} / ${countText(confusion.falseNegative)}`;
}

function alarmsText({ confusion }: PointEvaluation): string {
  return `${countText(confusion.falsePositive)} / ${countText(confusion.trueNegative)}`;
}

function measureRow(name: string, points: readonly PointEvaluation[]): Cell[][] {
  const found = points.map((point) => point.measures.find((measure) => measure.name === name));
  const some = found.find((measure) => measure !== undefined);
  if (some === undefined) return [];
  return [
    [
      { text: measureTitle(name) },
      ...found.map((measure) => ({ text: measure === undefined ? '' : shortMeasure(measure) })),
      { text: baselineText(some) },
    ],
  ];
}

/** Two decimals: the intervals are wider than that. The reason of an undefined value is left to the report. */
function shortMeasure(measure: Measure): string {
  return measure.value === null ? 'undefined' : measureText(measure, 2);
}

function baselineText(measure: Measure): string {
  return measure.baseline === undefined ? '' : valueText(measure.baseline.value);
}

export function multiclassLines(evaluation: MulticlassEvaluation, look: Look): readonly string[] {
  const shown = evaluation.perClass.slice(0, 10);
  const rest = evaluation.perClass.length - shown.length;
  const names = [...new Set(shown.flatMap((entry) => entry.measures.map((measure) => measure.name)))].slice(0, 2);
  return [
    ...grid(
      [
        { head: '', gives: true },
        { head: '', right: true },
        { head: 'baseline', right: true },
      ],
      evaluation.measures
        .slice(0, 5)
        .map((measure) => [
          { text: measureTitle(measure.name) },
          { text: shortMeasure(measure) },
          { text: baselineText(measure) },
        ]),
      look,
    ),
    ...grid(
      [
        { head: 'class', gives: true },
        { head: 'rows', right: true },
        ...names.map((name) => ({ head: measureTitle(name), right: true })),
      ],
      shown.map((entry) => [
        { text: fitName(entry.label, 40) },
        { text: countText(entry.support) },
        ...names.map((name) => {
          const measure = entry.measures.find((one) => one.name === name);
          return { text: measure === undefined ? '' : shortMeasure(measure) };
        }),
      ]),
      look,
    ),
    ...(rest > 0 ? [`  and ${counted(rest, 'more class', 'more classes')}`] : []),
  ];
}

/** `2,000 rows, 212 positive (10.6 %)`. */
export function sizeText(evaluation: Evaluation | MulticlassEvaluation): string {
  if (!('points' in evaluation)) return counted(evaluation.n, 'row');
  return `${counted(evaluation.n, 'row')}, ${countText(evaluation.nPositive)} positive (${percentText(evaluation.prevalence)})`;
}
