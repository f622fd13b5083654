/**
 * What all over-samplers share: the strategy is resolved, each class in turn is handed to the method, and the result is put
 * together, original rows first and untouched, then what was added, class by class.
 */
import type { Warning } from '../core/warnings.ts';
import { completed, joinMade, type Outline, report } from './result.ts';
import { countLabels, rowsOfClass, writeRows } from './rows.ts';
import type { Segments } from './segments.ts';
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

/** What a method made for one class: copies of input rows, or synthetic rows, in one go or several. */
export interface ClassOutcome {
  readonly copies?: Int32Array;
  readonly synthetic?: Synthetic | Segments | readonly (Synthetic | Segments)[];
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
  return completed(input, outlined(spec, input, make));
}

/** As `overSample`, before the numbers of rows on segments are made: all input rows, then those that were added. */
export function outlined(spec: CompleteSpec, input: SamplerInput, make: (task: ClassTask) => ClassOutcome): Outline {
  const { labels, classes } = input;
  const counts = countLabels(labels, classes.length);
  const added = rowsToAdd(spec.strategy, { fn: spec.stepOf ?? spec.kind, classes, counts });
  const wantedInAll = added.reduce<number>((sum, wanted) => sum + (wanted ?? 0), 0);
  const parts: (Synthetic | Segments)[] = [];
  const additions: Addition[] = [];
  const whyNot = new Map<number, string>();
  const warnings: Warning[] = [];
  added.forEach((wanted, label) => {
    if (wanted === null || wanted === 0) return;
    const members = rowsOfClass(labels, label);
    const outcome = make({ label, name: classes[label]!, members, wanted, wantedInAll });
    const copies = outcome.copies ?? null;
    const made = [outcome.synthetic ?? []].flat();
    parts.push(...made);
    additions.push({ label, copies, count: copies?.length ?? made.reduce((sum, { base }) => sum + base.length, 0) });
    if (outcome.whyNot !== undefined) whyNot.set(label, outcome.whyNot);
    warnings.push(...(outcome.warnings ?? []));
  });
  const source = sourceOf(labels.length, additions);
  const asked = added.map((wanted, i) => (wanted === null ? null : counts[i]! + wanted));
  const after = [...counts];
  for (const { label, count } of additions) after[label]! += count;
  const labelsAfter = labelsOf(labels, source.length, additions);
  const outcome = { source, synthetic: joinMade(input, parts), asked, whyNot, warnings };
  return report(spec.kind, input, outcome, labelsAfter, { before: counts, kept: counts, after });
}

/** Rows added to a class. */
interface Addition {
  readonly label: number;
  /** The rows they are copies of; null where they are synthetic. */
  readonly copies: Int32Array | null;
  readonly count: number;
}

/** All rows there were, then those that were added. */
function sourceOf(rows: number, additions: readonly Addition[]): Int32Array {
  const source = new Int32Array(additions.reduce((sum, { count }) => sum + count, rows));
  writeRows(source, rows);
  let at = rows;
  for (const { copies, count } of additions) {
    if (copies === null) source.fill(-1, at, at + count);
    else source.set(copies, at);
    at += count;
  }
  return source;
}

function labelsOf(given: Int32Array, length: number, additions: readonly Addition[]): Int32Array {
  const labels = new Int32Array(length);
  labels.set(given);
  let at = given.length;
  for (const { label, count } of additions) {
    labels.fill(label, at, at + count);
    at += count;
  }
  return labels;
}
