/**
 * Finishing a result: labels, the report per class and the warnings that any sampler owes. Samplers hand in which rows are kept
 * and which were made; counting what became of each class happens here and nowhere else.
 */
import type { Warning } from '../core/warnings.ts';
import { countLabels } from './rows.ts';
import type { ClassReport, Resampled, SamplerInput, Synthetic } from './types.ts';

export interface Outcome {
  /** For each output row the input row, -1 where it is the next row of `synthetic`. */
  readonly source: Int32Array;
  readonly synthetic: Synthetic;
  /** Final count asked per class; null where the method decides itself. */
  readonly asked: readonly (number | null)[];
  /** Why a class does not have the count asked, by class code. */
  readonly whyNot?: ReadonlyMap<number, string>;
  readonly warnings?: readonly Warning[];
}

/** A result with its report, and warnings for classes that vanished, fell short, or for nothing having happened at all. */
export function finish(fn: string, input: SamplerInput, outcome: Outcome): Resampled {
  const { source, synthetic, asked, whyNot = new Map<number, string>(), warnings = [] } = outcome;
  const labels = new Int32Array(source.length);
  const classCount = input.classes.length;
  const seen = new Uint8Array(input.labels.length);
  const kept = new Array<number>(classCount).fill(0);
  for (let i = 0, made = 0; i < source.length; i++) {
    const row = source[i]!;
    const label = input.labels[row < 0 ? synthetic.base[made++]! : row]!;
    labels[i] = label;
    if (row < 0 || seen[row] === 1) continue;
    seen[row] = 1;
    kept[label]! += 1;
  }
  const before = countLabels(input.labels, classCount);
  const after = countLabels(labels, classCount);
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
export function joinSynthetic(input: SamplerInput, parts: readonly Synthetic[]): Synthetic {
  if (parts.length === 1) return parts[0]!;
  const floats = (of: (part: Synthetic) => Float64Array) => joined(parts.map(of), (n) => new Float64Array(n));
  const ints = (of: (part: Synthetic) => Int32Array) => joined(parts.map(of), (n) => new Int32Array(n));
  const base = ints((part) => part.base);
  return {
    values: { count: base.length, dimensions: input.values.dimensions, values: floats((part) => part.values.values) },
    categories: input.categories.map((_, c) => ints((part) => part.categories[c]!)),
    base,
    neighbour: ints((part) => part.neighbour),
    step: floats((part) => part.step),
  };
}

function joined<A extends Float64Array | Int32Array>(parts: readonly A[], make: (length: number) => A): A {
  const all = make(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
