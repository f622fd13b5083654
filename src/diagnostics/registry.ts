/** All checks. A contract test demands for each an example where it fires and one where it stays silent. */
import type { DataCheck, ResultCheck } from './context.ts';
import { classTooRare } from './data-checks/class-too-rare.ts';
import { conflictingLabels } from './data-checks/conflicting-labels.ts';
import { constantColumn } from './data-checks/constant-column.ts';
import { dateColumn } from './data-checks/date-column.ts';
import { duplicateRows } from './data-checks/duplicate-rows.ts';
import { evenClasses } from './data-checks/even-classes.ts';
import { fewInFold } from './data-checks/few-in-fold.ts';
import { groupLikeColumn } from './data-checks/group-like-column.ts';
import { highCardinality } from './data-checks/high-cardinality.ts';
import { identifierColumn } from './data-checks/identifier-column.ts';
import { imbalance } from './data-checks/imbalance.ts';
import { knownAfterOutcome } from './data-checks/known-after-outcome.ts';
import { manyMissing } from './data-checks/many-missing.ts';
import { missingnessTells } from './data-checks/missingness-tells.ts';
import { nearDuplicates } from './data-checks/near-duplicates.ts';
import { resamplingAdvice } from './data-checks/resampling-advice.ts';
import { rowsAcrossSplits } from './data-checks/rows-across-splits.ts';
import { syntheticRows } from './data-checks/synthetic-rows.ts';
import { targetText } from './data-checks/target-text.ts';
import { tooFewPositives } from './data-checks/too-few-positives.ts';
import { unevenSplit } from './data-checks/uneven-split.ts';
import { accuracyAtNull } from './result-checks/accuracy-at-null.ts';
import { balancingDoesNotHelp } from './result-checks/balancing-does-not-help.ts';
import { balancingHurts } from './result-checks/balancing-hurts.ts';
import { brierSkillNegative } from './result-checks/brier-skill-negative.ts';
import { classNeverPredicted } from './result-checks/class-never-predicted.ts';
import { defaultThreshold } from './result-checks/default-threshold.ts';
import { fewDistinctScores } from './result-checks/few-distinct-scores.ts';
import { highAucLowAp } from './result-checks/high-auc-low-ap.ts';
import { meanScoreOff } from './result-checks/mean-score-off.ts';
import { noSkill } from './result-checks/no-skill.ts';
import { nothingPredictedPositive } from './result-checks/nothing-predicted-positive.ts';
import { optimism } from './result-checks/optimism.ts';
import { positiveIsMajority } from './result-checks/positive-is-majority.ts';
import { prevalenceShift } from './result-checks/prevalence-shift.ts';
import { ranksBackwards } from './result-checks/ranks-backwards.ts';
import { thresholdInfeasible } from './result-checks/threshold-infeasible.ts';
import { tooGood } from './result-checks/too-good.ts';
import { wideInterval } from './result-checks/wide-interval.ts';

/** Stage one, before any model. */
export const dataChecks: readonly DataCheck[] = [
  knownAfterOutcome,
  missingnessTells,
  identifierColumn,
  constantColumn,
  dateColumn,
  highCardinality,
  groupLikeColumn,
  manyMissing,
  duplicateRows,
  conflictingLabels,
  rowsAcrossSplits,
  nearDuplicates,
  syntheticRows,
  evenClasses,
  tooFewPositives,
  fewInFold,
  unevenSplit,
  classTooRare,
  imbalance,
  resamplingAdvice,
  targetText,
];

/** Stage two, on results. */
export const resultChecks: readonly ResultCheck[] = [
  ranksBackwards,
  noSkill,
  fewDistinctScores,
  positiveIsMajority,
  nothingPredictedPositive,
  classNeverPredicted,
  accuracyAtNull,
  defaultThreshold,
  thresholdInfeasible,
  highAucLowAp,
  brierSkillNegative,
  meanScoreOff,
  prevalenceShift,
  wideInterval,
  optimism,
  tooGood,
  balancingHurts,
  balancingDoesNotHelp,
];
