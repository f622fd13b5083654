/** What all methods that remove rows share: which class is the rare one, what a strategy leaves, and the order of kept rows. */

import type { Outcome } from './result.ts';
import { countLabels, joinRows, rowsOfClass } from './rows.ts';
import { selectRows } from './selection.ts';
import { classesToClean, extremes, type PerClass, rowsToKeep, type StrategyContext } from './strategy.ts';
import type { CompleteSpec, Resampled, SamplerInput } from './types.ts';

/** Class counts of an input with what strategies need to know. */
export function contextOf(spec: CompleteSpec, { labels, classes }: SamplerInput): StrategyContext {
  return { fn: spec.kind, classes, counts: countLabels(labels, classes.length) };
}

/**
 * The smallest class. Of classes equal in size the first by code; in compatibility the first to appear among the rows, as some
 * methods of imbalanced-learn have it.
 */
export function minorityOf(spec: CompleteSpec, input: SamplerInput): number {
  const context = contextOf(spec, input);
  const { smallest, fewest } = extremes(context);
  if (spec.compatibility === 'none') return smallest;
  return input.labels.find((label) => context.counts[label] === fewest)!;
}

/** Classes from which a cleaning method may remove rows. */
export function cleanedClasses(spec: CompleteSpec, input: SamplerInput): readonly boolean[] {
  return classesToClean(spec.strategy, contextOf(spec, input));
}

/**
 * As `cleanedClasses`, for a later round of a method that cleans in rounds. imbalanced-learn resolves the strategy anew for the
 * rows that are left, so that it may come to clean a class that was not to be touched; that is done in compatibility only.
 */
export function cleanedInRound(spec: CompleteSpec, input: SamplerInput, counts: readonly number[]): readonly boolean[] {
  if (spec.compatibility === 'none') return cleanedClasses(spec, input);
  return classesToClean(spec.strategy, { fn: spec.kind, classes: input.classes, counts });
}

/** The result of a cleaning method: rows with a mark are gone. */
export function withoutMarked(
  spec: CompleteSpec,
  input: SamplerInput,
  marked: Uint8Array,
  rest: Pick<Outcome, 'warnings'> & { readonly order?: 'rows' | 'classes' } = {},
): Resampled {
  const { order = 'rows', warnings = [] } = rest;
  const kept = keptRows(marked);
  const grouped = order === 'classes' && spec.compatibility === 'imbalanced-learn';
  const rows = grouped ? byClass(kept, input.labels) : kept;
  return selectRows(spec.kind, input, rows, { asked: input.classes.map(() => null), warnings });
}

/** Rows without a mark, ascending. */
export function keptRows(marked: Uint8Array): Int32Array {
  let count = 0;
  for (let i = 0; i < marked.length; i++) count += marked[i] === 0 ? 1 : 0;
  const rows = new Int32Array(count);
  for (let i = 0, next = 0; i < marked.length; i++) if (marked[i] === 0) rows[next++] = i;
  return rows;
}

/** Rows grouped by class in code order, their order within a class unchanged. */
export function byClass(rows: Int32Array, labels: Int32Array): Int32Array {
  const classCount = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const next = new Int32Array(classCount + 1);
  for (let i = 0; i < rows.length; i++) next[labels[rows[i]!]! + 1]! += 1;
  for (let label = 0; label < classCount; label++) next[label + 1]! += next[label]!;
  const grouped = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const label = labels[rows[i]!]!;
    grouped[next[label]!] = rows[i]!;
    next[label]! += 1;
  }
  return grouped;
}

/** A class that is to keep `wanted` of its rows. */
export interface KeepTask {
  readonly label: number;
  readonly name: string;
  /** Its rows, ascending. */
  readonly members: Int32Array;
  readonly wanted: number;
}

/** The rows a method chose, in the order it chose them, and why they are not as many as wanted. */
export interface KeepOutcome {
  readonly rows: Int32Array;
  readonly whyNot?: string;
}

/**
 * Runs a method over every class that is to shrink. Kept rows come in their original order; in compatibility class by class,
 * in the order they were chosen.
 */
export function underSample(
  spec: CompleteSpec,
  input: SamplerInput,
  choose: (task: KeepTask) => KeepOutcome,
): Resampled {
  const { labels, classes } = input;
  const asked: PerClass = rowsToKeep(spec.strategy, contextOf(spec, input));
  const whyNot = new Map<number, string>();
  const parts = asked.map((wanted, label) => {
    const members = rowsOfClass(labels, label);
    if (wanted === null) return members;
    const { rows, whyNot: reason } = choose({ label, name: classes[label]!, members, wanted });
    if (reason !== undefined) whyNot.set(label, reason);
    return rows;
  });
  const rows = joinRows(parts);
  if (spec.compatibility === 'none') rows.sort();
  return selectRows(spec.kind, input, rows, { asked, whyNot });
}
