/**
 * What all over-samplers share: the strategy is resolved, each class in turn is handed to the method, and the result is put
 * together, original rows first and untouched, then what was added, class by class.
 */
import type { Warning } from '../core/warnings.ts';
import { finish, joinSynthetic, noSynthetic } from './result.ts';
import { countLabels, joinRows, rowsOfClass } from './rows.ts';
import { rowsToAdd } from './strategy.ts';
import type { CompleteSpec, Resampled, SamplerInput, Synthetic } from './types.ts';

/** One class to which rows are to be added. */
export interface ClassTask {
  /** Class code. */
  readonly label: number;
  readonly name: string;
  /** Its rows, ascending. */
  readonly members: Int32Array;
  /** How many rows to add, at least 1. */
  readonly wanted: number;
  /** Rows wanted in all classes together. */
  readonly wantedInAll: number;
}

/** What a method made for one class: copies of input rows, or synthetic rows. */
export interface ClassOutcome {
  readonly copies?: Int32Array;
  readonly synthetic?: Synthetic;
  /** Why fewer (or more) rows than wanted. */
  readonly whyNot?: string;
  readonly warnings?: readonly Warning[];
}

/** Runs a method over every class that is to grow. */
export function overSample(
  spec: CompleteSpec,
  input: SamplerInput,
  make: (task: ClassTask) => ClassOutcome,
): Resampled {
  const { labels, classes } = input;
  const counts = countLabels(labels, classes.length);
  const added = rowsToAdd(spec.strategy, { fn: spec.kind, classes, counts });
  const wantedInAll = added.reduce<number>((sum, wanted) => sum + (wanted ?? 0), 0);
  const parts: Synthetic[] = [];
  const sources: Int32Array[] = [labels.map((_, row) => row)];
  const whyNot = new Map<number, string>();
  const warnings: Warning[] = [];
  added.forEach((wanted, label) => {
    if (wanted === null || wanted === 0) return;
    const task = { label, name: classes[label]!, members: rowsOfClass(labels, label), wanted, wantedInAll };
    const outcome = make(task);
    if (outcome.copies !== undefined) sources.push(outcome.copies);
    if (outcome.synthetic !== undefined) {
      sources.push(new Int32Array(outcome.synthetic.base.length).fill(-1));
      parts.push(outcome.synthetic);
    }
    if (outcome.whyNot !== undefined) whyNot.set(label, outcome.whyNot);
    warnings.push(...(outcome.warnings ?? []));
  });
  return finish(spec.kind, input, {
    source: joinRows(sources),
    synthetic: parts.length === 0 ? noSynthetic(input) : joinSynthetic(input, parts),
    asked: added.map((wanted, i) => (wanted === null ? null : counts[i]! + wanted)),
    whyNot,
    warnings,
  });
}
