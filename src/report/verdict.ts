/**
 * What an audit found, in a few plain sentences: the headline and the lead paragraph of every rendering. Sentences carry
 * their counts; nothing is called good that its interval does not support.
 */
import type { AuditResult } from '../audit/types.ts';
import type { Evaluation, MulticlassEvaluation, PointEvaluation } from '../metrics/types.ts';
import {
  counted,
  countText,
  findMeasure,
  levelText,
  listed,
  measureText,
  oneIn,
  percentText,
  quoted,
  rangeText,
  sentence,
  thresholdText,
  valueText,
} from './words.ts';

export interface VerdictText {
  /** One sentence, for the largest type. */
  readonly headline: string;
  /** What was asked; what came out, and at what price. */
  readonly paragraphs: readonly string[];
  /** What always answering the most common class would score; absent where that is not known. */
  readonly trap?: string;
}

export function auditVerdict(result: AuditResult): VerdictText {
  const outcome = result.test
    ? binaryOutcome(result.test, result.threshold)
    : result.multiclassTest
      ? multiclassOutcome(result.multiclassTest)
      : { headline: 'There is no test result.', paragraphs: [] };
  return {
    headline: outcome.headline,
    paragraphs: [
      askedSentences(result).join(' '),
      [`The best honest model: ${result.chosen.title}.`, ...outcome.paragraphs].join(' '),
    ],
    trap: trapSentence(result),
  };
}

/** The chosen operating point: the one after .5, or .5 itself where none was chosen. */
export function chosenPoint(evaluation: Evaluation): PointEvaluation | undefined {
  return evaluation.points[1] ?? evaluation.points[0];
}

/** The class an audit is about: the positive one, or the rarest that is used. */
export function rareClass(result: AuditResult): AuditResult['distribution']['classes'][number] | undefined {
  const { positive } = result.target;
  const used = result.distribution.classes.filter((entry) => entry.fate === 'used');
  return positive === null ? used.at(-1) : result.distribution.classes.find((entry) => entry.label === positive);
}

function askedSentences(result: AuditResult): string[] {
  const { target, distribution } = result;
  const rare = rareClass(result);
  if (target.positive === null) {
    const smallest = rare === undefined ? '' : `, the rarest ${quoted(rare.label)} with ${counted(rare.count, 'row')}`;
    return [`Asked: which of ${counted(distribution.classes.length, 'class', 'classes')} a row belongs to${smallest}.`];
  }
  const size =
    rare === undefined
      ? ''
      : ` That is ${countText(rare.count)} of ${counted(distribution.n, 'row')} (${percentText(rare.share)}, ${oneIn(rare.share)}).`;
  const asked = `Asked: find the rows whose ${quoted(target.column)} is ${quoted(target.positive)}.${size}`;
  const inferred = 'The positive class was not named; the rarer one was taken.';
  return target.positiveInferred ? [asked, inferred] : [asked];
}

/** The verdict on scores that stand alone. */
export function evaluationVerdict(evaluation: Evaluation | MulticlassEvaluation): VerdictText {
  return 'points' in evaluation ? binaryOutcome(evaluation, null) : multiclassOutcome(evaluation);
}

function binaryOutcome(test: Evaluation, threshold: AuditResult['threshold']): VerdictText {
  const point = chosenPoint(test);
  const found = point === undefined || test.nPositive === 0 ? [] : pointSentences(test, point);
  return { headline: binaryHeadline(test, threshold), paragraphs: [[...found, ...rankingSentence(test)].join(' ')] };
}

function binaryHeadline(test: Evaluation, threshold: AuditResult['threshold']): string {
  if (test.nPositive === 0) {
    const where = test.role === 'test' ? 'The test part holds' : 'These rows hold';
    return `${where} no positive row, so nothing can be said about finding them.`;
  }
  if (!beatsGuessing(test)) {
    return `Nothing here finds ${quoted(test.positive, 40)} reliably better than guessing, as far as ${counted(test.nPositive, 'positive test row')} can tell.`;
  }
  if (threshold !== null && threshold.threshold === null) {
    return `It ranks better than guessing, but no threshold gives ${threshold.objectiveTitle}.`;
  }
  return operatingHeadline(chosenPoint(test));
}

function operatingHeadline(point: PointEvaluation | undefined): string {
  if (point === undefined) return 'It ranks better than guessing; no threshold was judged.';
  const { truePositive, falsePositive, falseNegative } = point.confusion;
  const flagged = truePositive + falsePositive;
  if (flagged === 0) return 'At its threshold it flags nothing at all, so it catches no rare case.';
  const caught = percentWhole(truePositive / (truePositive + falseNegative));
  return `It would catch ${caught} of the rare cases, and ${rightShare(truePositive / flagged)} of its alarms would be right.`;
}

function percentWhole(share: number): string {
  return share > 0.1 && share < 0.99 ? `${Math.round(share * 100)} %` : percentText(share);
}

function rightShare(precision: number): string {
  return precision > 0.35 ? percentWhole(precision) : oneIn(precision);
}

/** The whole interval of average precision lies above what guessing scores. Without an interval there is no such claim. */
export function beatsGuessing(evaluation: Evaluation): boolean {
  const measure = findMeasure(evaluation.ranking, 'averagePrecision');
  if (evaluation.ranking.length === 0) return decidesBetter(evaluation);
  return measure?.interval !== undefined && measure.interval.low > (measure.baseline?.value ?? evaluation.prevalence);
}

/** Where only decisions are known, they must be better than deciding at random. */
function decidesBetter(evaluation: Evaluation): boolean {
  const measure = findMeasure(chosenPoint(evaluation)?.measures ?? [], 'balancedAccuracy');
  return measure?.interval !== undefined && measure.interval.low > 0.5;
}

/** What one operating point catches, and its price. */
export function pointSentences(evaluation: Evaluation, point: PointEvaluation): string[] {
  const { truePositive, falsePositive } = point.confusion;
  const where = placeOf(evaluation);
  const caught =
    `Of the ${counted(evaluation.nPositive, 'positive row')} among ${counted(evaluation.n, 'row')} ${where}, it flags ` +
    `${countText(truePositive)} at threshold ${thresholdText(point.threshold)}${measured('recall', point)}.`;
  const flagged = truePositive + falsePositive;
  if (flagged === 0) return [caught];
  return [
    caught,
    `The price: it flags ${counted(flagged, 'row')} in all, ` +
      `${counted(falsePositive, 'of them a false alarm', 'of them false alarms')}${measured('precision', point)}.`,
  ];
}

function placeOf({ role }: Evaluation | MulticlassEvaluation): string {
  if (role === 'test') return 'that no model had seen';
  return role === 'out-of-fold' ? 'scored by models that had not seen them' : 'given';
}

function measured(name: string, point: PointEvaluation): string {
  const measure = findMeasure(point.measures, name);
  if (measure?.value === null || measure?.value === undefined) return '';
  const value = `${name} ${valueText(measure.value, 2)}`;
  if (measure.interval === undefined) return ` (${value})`;
  return ` (${value}, ${levelText(measure.interval.level)} interval ${rangeText(measure.interval, 2)})`;
}

function rankingSentence(test: Evaluation): string[] {
  const ap = findMeasure(test.ranking, 'averagePrecision');
  if (ap === undefined || ap.value === null) return [];
  const guess = valueText(ap.baseline?.value ?? test.prevalence);
  return [`Over all thresholds its average precision is ${measureText(ap)}; guessing scores ${guess}.`];
}

function multiclassOutcome(test: MulticlassEvaluation): VerdictText {
  const balanced = findMeasure(test.measures, 'balancedAccuracy');
  const recalls = test.perClass.map((entry) => ({ ...entry, recall: findMeasure(entry.measures, 'recall')?.value }));
  const known = recalls.flatMap(({ recall, ...entry }) =>
    recall === null || recall === undefined ? [] : [{ ...entry, recall }],
  );
  const missed = known.filter((entry) => entry.recall === 0);
  const guess = balanced?.baseline?.value ?? 1 / Math.max(1, test.classes.length);
  const headline =
    balanced?.value === null || balanced?.value === undefined
      ? 'The mean over the classes is undefined on the test part.'
      : `Averaged over the classes, it finds ${percentWhole(balanced.value)} of the rows; guessing finds ${percentWhole(guess)}.`;
  const extremes = known.toSorted((a, b) => a.recall - b.recall);
  const worst = extremes[0];
  const best = extremes.at(-1);
  const range =
    worst === undefined || best === undefined
      ? []
      : [
          `Of ${counted(test.n, 'row')} ${placeOf(test)}: best found is ${quoted(best.label)} (${percentText(best.recall)} of ` +
            `${countText(best.support)}), worst ${quoted(worst.label)} (${percentText(worst.recall)} of ${countText(worst.support)}).`,
        ];
  const never =
    missed.length < 2
      ? []
      : [sentence(`never found: ${listed(missed.slice(0, 6).map((entry) => quoted(entry.label, 30)))}.`)];
  return { headline, paragraphs: [[...range, ...never].join(' ')] };
}

function trapSentence({ nullModel, target, distribution }: AuditResult): string {
  const accuracy = findMeasure(nullModel.measures, 'accuracy')?.value ?? distribution.classes[0]?.share;
  const right = accuracy === undefined ? '' : `be right in ${percentText(accuracy)} of the rows and `;
  const none = target.positive === null ? 'find no other class' : 'catch none';
  return `Always answering ${quoted(nullModel.prediction)} would ${right}${none}.`;
}
