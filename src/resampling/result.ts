/**
 * Finishing a result: labels, the report per class and the warnings that any sampler owes. Samplers hand in which rows are kept
 * and which were made; counting what became of each class happens here and nowhere else.
 */
import { largeFloats } from '../core/large-arrays.ts';
import type { Warning } from '../core/warnings.ts';
import type { Points } from '../kernels/points.ts';
import { countLabels } from './rows.ts';
import { interpolate, type Segments } from './segments.ts';
import type { ClassReport, Resampled, SamplerInput, Synthetic } from './types.ts';

export interface Outcome<Made extends Segments = Synthetic> {
  /** For each output row the input row, -1 where it is the next row of `synthetic`. */
  readonly source: Int32Array;
  readonly synthetic: Made;
  /** Final count asked per class; null where the method decides itself. */
  readonly asked: readonly (number | null)[];
  /** Why a class does not have the count asked, by class code. */
  readonly whyNot?: ReadonlyMap<number, string>;
  readonly warnings?: readonly Warning[];
}

/** A result of which rows on segments may still lack their numbers, which are most of it. */
export interface Outline extends Omit<Resampled, 'synthetic'> {
  readonly synthetic: Segments | Synthetic;
}

/** What became of the classes, by class code. */
export interface Census {
  /** Input rows. */
  readonly before: readonly number[];
  /** Input rows that are in the result at least once. */
  readonly kept: readonly number[];
  /** Output rows. */
  readonly after: readonly number[];
}

/** A result with its labels, its report, and warnings for classes that vanished, fell short, or nothing having happened at all. */
export function finish(fn: string, input: SamplerInput, outcome: Outcome<Segments | Synthetic>): Resampled {
  const { source, synthetic } = outcome;
  const labels = labelsOf(input.labels, source, synthetic.base);
  const classCount = input.classes.length;
  const before = countLabels(input.labels, classCount);
  const kept = countKept(input.labels, source, classCount);
  return completed(input, report(fn, input, outcome, labels, { before, kept, after: countLabels(labels, classCount) }));
}

/** An outline with the numbers of its made rows. O(made rows x columns). */
export function completed(input: SamplerInput, outline: Outline): Resampled {
  return { ...outline, synthetic: withNumbers(input, outline.synthetic) };
}

function labelsOf(given: Int32Array, source: Int32Array, base: Int32Array): Int32Array {
  const labels = new Int32Array(source.length);
  for (let i = 0, made = 0; i < source.length; i++) {
    const row = source[i]!;
    labels[i] = given[row < 0 ? base[made++]! : row]!;
  }
  return labels;
}

function countKept(given: Int32Array, source: Int32Array, classCount: number): number[] {
  const seen = new Uint8Array(given.length);
  const kept = new Array<number>(classCount).fill(0);
  for (let i = 0; i < source.length; i++) {
    const row = source[i]!;
    if (row < 0 || seen[row] === 1) continue;
    seen[row] = 1;
    kept[given[row]!]! += 1;
  }
  return kept;
}

/** As `finish`, where the labels and the counts are known, and without the numbers of rows on segments. */
export function report(
  fn: string,
  input: SamplerInput,
  outcome: Outcome<Segments | Synthetic>,
  labels: Int32Array,
  { before, kept, after }: Census,
): Outline {
  const { source, synthetic, asked, whyNot = new Map<number, string>(), warnings = [] } = outcome;
  const report = input.classes.map((label, i): ClassReport => {
    const reason = whyNot.get(i);
    return {
      label,
      before: before[i]!,
      asked: asked[i] ?? null,
      after: after[i]!,
      made: after[i]! - kept[i]!,
      removed: before[i]! - kept[i]!,
      ...(reason === undefined ? {} : { whyNot: reason }),
    };
  });
  const owed = [...report.flatMap((line) => classWarnings(fn, line)), ...nothingDone(fn, report)];
  return { source, labels, synthetic, report, warnings: [...warnings, ...owed] };
}

function classWarnings(fn: string, { label, before, asked, after, whyNot }: ClassReport): Warning[] {
  if (before > 0 && after === 0) {
    return [{ code: 'class-vanished', message: `${fn} removed all ${before} rows of class '${label}'.` }];
  }
  if (asked === null || asked === after) return [];
  const because = whyNot === undefined ? '' : `: ${whyNot}`;
  const message = `${fn} was asked for ${asked} rows of class '${label}' and gives ${after}${because}.`;
  return [{ code: 'not-as-asked', message }];
}

function nothingDone(fn: string, report: readonly ClassReport[]): Warning[] {
  if (report.some(({ made, removed }) => made > 0 || removed > 0)) return [];
  return [{ code: 'nothing-to-do', message: `${fn} changed nothing: no row was added or removed.` }];
}

/** No rows made. */
export function noSynthetic({ values, categories }: SamplerInput): Synthetic {
  return {
    values: { count: 0, dimensions: values.dimensions, values: new Float64Array(0) },
    categories: categories.map(() => new Int32Array(0)),
    base: new Int32Array(0),
    neighbour: new Int32Array(0),
    step: new Float64Array(0),
  };
}

/** Rows made in several goes, one after the other. */
export function joinSynthetic(input: SamplerInput, parts: readonly (Synthetic | Segments)[]): Synthetic {
  return withNumbers(input, joinMade(input, parts));
}

/** As `joinSynthetic`, but numbers are left out where all rows are on segments. */
export function joinMade(input: SamplerInput, parts: readonly (Synthetic | Segments)[]): Synthetic | Segments {
  if (parts.length === 0) return noSynthetic(input);
  if (parts.length === 1) return parts[0]!;
  const ints = (of: (part: Segments) => Int32Array) => joined(parts.map(of), (n) => new Int32Array(n));
  const steps = parts.map((part) => part.step);
  const segments: Segments = {
    categories: input.categories.map((_, c) => ints((part) => part.categories[c]!)),
    base: ints((part) => part.base),
    neighbour: ints((part) => part.neighbour),
    step: joined(steps, (n) => new Float64Array(n)),
  };
  return parts.some((part) => 'values' in part) ? { values: numbersOf(input, parts), ...segments } : segments;
}

/** Made rows with their numbers. */
function withNumbers(input: SamplerInput, made: Synthetic | Segments): Synthetic {
  return 'values' in made ? made : { values: numbersOf(input, [made]), ...made };
}

/**
 * The numbers of rows made in several goes; those on segments are made in place. Whoever finishes a result takes this array from
 * memory last: where results are soon dropped, the engine then finds the large arrays dead when it looks.
 */
function numbersOf(input: SamplerInput, parts: readonly (Synthetic | Segments)[]): Points {
  const { dimensions } = input.values;
  const count = parts.reduce((sum, { base }) => sum + base.length, 0);
  const values = largeFloats(count * dimensions);
  let first = 0;
  for (const part of parts) {
    if ('values' in part) values.set(part.values.values, first * dimensions);
    else interpolate(input.values, part, values, first);
    first += part.base.length;
  }
  return { count, dimensions, values };
}

function joined<A extends Float64Array | Int32Array>(parts: readonly A[], make: (length: number) => A): A {
  if (parts.length === 1) return parts[0]!;
  const all = make(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
