/** What every rendering of a judgement says: gates, thresholds, amounts and comparisons in plain words. */
import type {
  EvaluationResult,
  GateResult,
  JudgedPredictions,
  MeasureDifference,
  PairComparison,
} from '../audit/evaluate-types.ts';
import { measureTitle } from './glossary.ts';
import { evaluationVerdict, type VerdictText } from './verdict.ts';
import {
  counted,
  countText,
  levelText,
  measureText,
  pText,
  quoted,
  rangeText,
  sentence,
  signedRangeText,
  signedText,
  thresholdText,
  valueText,
} from './words.ts';

export const gateWords: Readonly<Record<GateResult['verdict'], string>> = {
  pass: 'pass',
  fail: 'FAIL',
  inconclusive: 'inconclusive',
};

/** The headline on the first file, with what was taken for granted. */
export function evaluationResultVerdict(result: EvaluationResult): VerdictText {
  const { headline, paragraphs } = evaluationVerdict((result.evaluation ?? result.multiclass)!);
  return { headline, paragraphs: [...paragraphs, assumedText(result)].filter((text) => text !== '') };
}

/** What was inferred and not said. */
function assumedText({ target, judged, settings, threshold }: EvaluationResult): string {
  const positive =
    target.positive !== null && target.positiveInferred
      ? [`${quoted(target.positive)} was taken for the positive class; --positive names another.`]
      : [];
  const scale =
    settings.probabilities === 'inferred' && judged === 'probabilities' && target.positive !== null
      ? ['The scores lie between 0 and 1 and were taken for probabilities.']
      : [];
  return [...positive, ...scale, ...thresholdSentences(threshold)].join(' ');
}

/** Where the threshold comes from, where it is not the usual one or as it was given. */
function thresholdSentences(threshold: JudgedPredictions['threshold']): string[] {
  if (threshold === null || threshold.origin !== 'chosen-on-these-rows') return [];
  if (threshold.threshold === null) return [`No threshold was chosen: ${threshold.infeasible ?? 'none is feasible'}.`];
  const range = threshold.interval === undefined ? '' : ` (${rangeText(threshold.interval)})`;
  return [
    `The threshold ${thresholdText(threshold.threshold)}${range} was chosen for ${threshold.objectiveTitle ?? 'an objective'} ` +
      'on these very rows, so all that is said of it is optimistic.',
  ];
}

/** `caught 1,200 of 4,000 at 0.5: 0.30 (0.21 to 0.41)`. */
export function amountSentences({ amounts }: JudgedPredictions): string[] {
  if (amounts === null) return [];
  return amounts.points.map(({ threshold, caught, measure }) =>
    measure.value === null
      ? `Nothing is at stake in ${quoted(amounts.column)}.`
      : `At threshold ${thresholdText(threshold)} the flagged positives hold ${amountText(caught)} of the ${amountText(amounts.atStake)} ` +
        `at stake in ${quoted(amounts.column)}: ${measureText(measure)}.`,
  );
}

function amountText(amount: number): string {
  return Number.isInteger(amount) && amount < 1e15 ? countText(amount) : countText(Math.round(amount));
}

/** The rows a comparison rests on. */
export function sharedText(pair: PairComparison): string {
  const left = pair.onlyInThis + pair.onlyInReference;
  const aside = left === 0 ? '' : `; ${counted(left, 'row')} that only one of them has take no part`;
  const by = pair.matchedBy === 'id' ? 'matched by id' : 'matched by row order';
  return `${counted(pair.rows, 'common row')} with ${counted(pair.nPositive, 'positive')}, ${by}${aside}.`;
}

/** Cells of one row: measure, this, reference, difference with its interval. */
export function differenceCells(entry: MeasureDifference): readonly [string, string, string, string] {
  const { difference, interval } = entry;
  const range = interval === undefined ? '' : ` (${signedRangeText(interval)})`;
  return [
    sentence(measureTitle(entry.name)),
    valueText(entry.value),
    valueText(entry.reference),
    difference === null ? 'undefined' : `${signedText(difference)}${range}`,
  ];
}

const testedRows = {
  all: 'all decisions',
  positives: 'decisions on positives',
  negatives: 'decisions on negatives',
} as const;

/** The tests of a comparison, a sentence each. */
export function testSentences(pair: PairComparison): string[] {
  const decisions = pair.decisionTests.map(
    ({ rows, onlyThis, onlyReference, pValue }) =>
      `${sentence(testedRows[rows])}: ${countText(onlyThis)} right only here, ${countText(onlyReference)} only there (McNemar, ${pText(pValue)}).`,
  );
  const areas = pair.delong === null ? [] : [`ROC-AUC: DeLong's paired test, ${pText(pair.delong.pValue)}.`];
  return [...decisions, ...areas];
}

/** The gates of all files; the file is named where there are several. */
export function allGates(result: EvaluationResult): (GateResult & { readonly of: string })[] {
  const several = result.others.some(({ gates }) => gates.length > 0);
  return [result, ...result.others].flatMap(({ gates, source }) =>
    gates.map((gate) => ({ ...gate, of: several ? `${quoted(source.name, 40)}, ` : '' })),
  );
}

/** What the result depends on. */
export function settingsText({ source, settings, version }: EvaluationResult): string {
  return `${source.name}, ${counted(source.rows, 'row')}; seed ${settings.seed}, ${levelText(settings.level)} intervals; rareclass ${version}`;
}
