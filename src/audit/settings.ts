/** The parts of a result that repeat what was asked. */
import type { CompleteAuditOptions } from './options.ts';
import type { PreparedDataset } from './prepare-dataset.ts';
import type { AuditResult } from './types.ts';

export function settingsOf(options: CompleteAuditOptions): AuditResult['settings'] {
  const { seed, folds, repeats, testShare, thresholdFor, level, bootstrap, drop, keep, missing, strategies } = options;
  return { seed, folds, repeats, testShare, thresholdFor, level, bootstrap, drop, keep, missing, strategies };
}

export function targetOf({ dataset: { target } }: PreparedDataset): AuditResult['target'] {
  const { column, positive, positiveInferred, classes, values } = target;
  return {
    column,
    positive: positive === null ? null : classes[positive]!,
    positiveValues: positive === null ? [] : values[positive]!,
    positiveInferred,
  };
}
