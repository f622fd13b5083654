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
import { rowsAcrossSplits } from './data-checks/rows-across-splits.ts';
import { syntheticRows } from './data-checks/synthetic-rows.ts';
import { targetText } from './data-checks/target-text.ts';
import { tooFewPositives } from './data-checks/too-few-positives.ts';
import { unevenSplit } from './data-checks/uneven-split.ts';

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
  targetText,
];

/** Stage two, on results. */
export const resultChecks: readonly ResultCheck[] = [];
