/**
 * Sampling strategies resolved against class counts: how many rows to add, how many to keep, which classes to clean. The
 * answers are those of imbalanced-learn: products are cut to whole numbers, and of classes equal in size the first counts as
 * the largest and as the smallest. Classes without rows take no part.
 */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import { allocate } from './allocate.ts';
import type { CompleteStrategy, StrategyWord } from './types.ts';

export interface StrategyContext {
  /** Who asks, for messages. */
  readonly fn: string;
  readonly classes: readonly string[];
  /** Rows of each class. */
  readonly counts: readonly number[];
}

/** One number per class, null where the strategy does not touch it. */
export type PerClass = readonly (number | null)[];

/**
 * Rows to add to each class.
 *
 * @throws InputError where a class does not exist, fewer rows are asked than there are, or a ratio is given for three or more
 *   classes or is at or below the present one.
 */
export function rowsToAdd(strategy: CompleteStrategy, context: StrategyContext): PerClass {
  const { counts } = context;
  const { largest, smallest, most } = extremes(context);
  if (typeof strategy === 'string') return fill(context, chosen(strategy, 'not majority', context), most);
  if (typeof strategy === 'number') {
    refuseManyClasses(strategy, context);
    return counts.map((count, i) => {
      if (count === 0 || i === largest) return null;
      const added = Math.trunc(most * strategy - count);
      if (added > 0) return added;
      const expected = `a ratio above the present ${count} to ${most}`;
      throw refusal(context, i, expected, strategy, 'raise the ratio, or leave the class as it is');
    });
  }
  if ('minorityShare' in strategy) {
    const { minorityShare } = strategy;
    const others = total(counts) - counts[smallest]!;
    const wanted = Math.round((others * minorityShare) / (1 - minorityShare));
    const present = counts[smallest]! / total(counts);
    if (wanted >= counts[smallest]!) return counts.map((count, i) => (i === smallest ? wanted - count : null));
    throw refusal(context, smallest, `a share of at least the present ${percent(present)}`, minorityShare);
  }
  return byName(strategy, context).map((asked, i) => {
    if (asked === null || asked >= counts[i]!) return asked === null ? null : asked - counts[i]!;
    const advice = 'over-sampling only adds rows; use an under-sampler to remove them';
    throw refusal(context, i, `at least the ${counts[i]} rows there are`, asked, advice);
  });
}

/**
 * Rows to keep of each class; null: all, untouched.
 *
 * @throws InputError where a class does not exist, more rows are asked than there are, or a ratio is given for three or more
 *   classes or is below the present one.
 */
export function rowsToKeep(strategy: CompleteStrategy, context: StrategyContext): PerClass {
  const { counts } = context;
  const { smallest, fewest } = extremes(context);
  if (typeof strategy === 'string') {
    const taking = chosen(strategy, 'not minority', context);
    return taking.map((taken) => (taken ? fewest : null));
  }
  if (typeof strategy === 'number') {
    refuseManyClasses(strategy, context);
    return counts.map((count, i) => {
      if (count === 0 || i === smallest) return null;
      const kept = Math.trunc(fewest / strategy);
      if (kept <= count) return kept;
      const advice = 'under-sampling only removes rows; raise the ratio';
      throw refusal(context, i, `a ratio of at least the present ${fewest} to ${count}`, strategy, advice);
    });
  }
  if ('minorityShare' in strategy) return keptForShare(strategy.minorityShare, smallest, context);
  return byName(strategy, context).map((asked, i) => {
    if (asked === null || asked <= counts[i]!) return asked;
    const advice = 'under-sampling only removes rows; use an over-sampler to add them';
    throw refusal(context, i, `at most the ${counts[i]} rows there are`, asked, advice);
  });
}

/** The classes a cleaning method may remove rows of. */
export function classesToClean(strategy: CompleteStrategy, context: StrategyContext): readonly boolean[] {
  extremes(context);
  if (typeof strategy === 'string') return chosen(strategy, 'not minority', context);
  const named = (strategy as readonly string[]).map((name) => positionOf(name, context));
  return context.counts.map((_, i) => named.includes(i));
}

/** The first of the largest and the first of the smallest classes that have rows. */
export function extremes({ fn, classes, counts }: StrategyContext): {
  readonly largest: number;
  readonly smallest: number;
  readonly most: number;
  readonly fewest: number;
} {
  const present = counts.filter((count) => count > 0);
  if (present.length < 2) {
    const only = counts.findIndex((count) => count > 0);
    throw new InputError({
      code: 'one-class',
      fn,
      argument: 'labels',
      expected: 'of at least 2 classes',
      received: only < 0 ? 'no rows' : `only '${classes[only]}'`,
    });
  }
  const most = Math.max(...present);
  const fewest = Math.min(...present);
  return { largest: counts.indexOf(most), smallest: counts.indexOf(fewest), most, fewest };
}

function chosen(word: StrategyWord, auto: StrategyWord, context: StrategyContext): boolean[] {
  const { largest, smallest } = extremes(context);
  const meant = word === 'auto' ? auto : word;
  const takes: Readonly<Record<Exclude<StrategyWord, 'auto'>, (i: number) => boolean>> = {
    all: () => true,
    majority: (i) => i === largest,
    minority: (i) => i === smallest,
    'not majority': (i) => i !== largest,
    'not minority': (i) => i !== smallest,
  };
  return context.counts.map((count, i) => count > 0 && takes[meant as Exclude<StrategyWord, 'auto'>](i));
}

function fill({ counts }: StrategyContext, taken: readonly boolean[], to: number): PerClass {
  return counts.map((count, i) => (taken[i] ? to - count : null));
}

/** The smallest class keeps all rows; what the others may have together is shared out in proportion to their sizes. */
function keptForShare(share: number, smallest: number, context: StrategyContext): PerClass {
  const { counts } = context;
  const others = counts.map((count, i) => (i === smallest ? 0 : count));
  const room = Math.round((counts[smallest]! * (1 - share)) / share);
  if (room > total(others)) {
    const present = counts[smallest]! / total(counts);
    const advice = 'under-sampling only removes rows; raise the share';
    throw refusal(context, smallest, `a share of at least the present ${percent(present)}`, share, advice);
  }
  const kept = allocate(others, room);
  return counts.map((count, i) => (count === 0 || i === smallest ? null : kept[i]!));
}

function byName(strategy: CompleteStrategy, context: StrategyContext): (number | null)[] {
  const asked = new Array<number | null>(context.classes.length).fill(null);
  const { counts } = strategy as { readonly counts: readonly (readonly [string, number])[] };
  for (const [name, count] of counts) asked[positionOf(name, context)] = count;
  return asked;
}

function positionOf(name: string, { fn, classes, counts }: StrategyContext): number {
  const position = classes.indexOf(name);
  if (position >= 0 && counts[position]! > 0) return position;
  const present = classes.filter((_, i) => counts[i]! > 0);
  const nearest = nearestName(name, present);
  throw new InputError({
    code: 'unknown-class',
    fn,
    argument: 'class in strategy',
    expected: `one of ${present.map((one) => `'${one}'`).join(', ')}`,
    received: name,
    ...(nearest === undefined ? {} : { advice: `did you mean '${nearest}'?` }),
  });
}

function refuseManyClasses(ratio: number, { fn, counts }: StrategyContext): void {
  const present = counts.filter((count) => count > 0).length;
  if (present === 2) return;
  throw new InputError({
    code: 'strategy',
    fn,
    argument: 'strategy',
    expected: `a word, { minorityShare } or { counts } with ${present} classes`,
    received: `the ratio ${ratio}`,
  });
}

function refusal(
  { fn, classes }: StrategyContext,
  at: number,
  expected: string,
  received: number,
  advice?: string,
): InputError {
  const argument = `strategy for class '${classes[at]}'`;
  return new InputError({
    code: 'strategy',
    fn,
    argument,
    expected,
    received,
    ...(advice === undefined ? {} : { advice }),
  });
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
const percent = (share: number): string => `${(100 * share).toPrecision(3)} %`;
