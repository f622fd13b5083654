/** Instance hardness threshold: the rows of the larger classes that are easiest to classify are kept. */

import { InputError } from '../core/errors.ts';
import { type Options, optionRefused } from '../core/options.ts';
import type { RowSearch } from '../kernels/row-search.ts';
import { sortNumbers } from '../kernels/sort.ts';
import { classDraws, permutationOf } from './draws.ts';
import { Editing, mostWantedBy } from './editing.ts';
import { type KeepOutcome, type KeepTask, underSample } from './keep.ts';
import { checkNeighboursOfAll, foreignNeighbours } from './neighbourhood.ts';
import { commonOptions, countOption } from './options.ts';
import { rowsWhere } from './rows.ts';
import { searchable, searchByClass } from './search-space.ts';
import type { Compatibility, CompleteSpec, Run, Sampler, SamplerInput, StrategySpec } from './types.ts';

export interface InstanceHardnessThresholdOptions {
  readonly strategy?: StrategySpec;
  readonly compatibility?: Compatibility;
  /** Neighbours of the built-in measure, at least 1; default 5. */
  readonly k?: number;
  /**
   * Per input row the probability, in [0, 1], that a classifier gives its own class, out of fold. Absent: the share of the k
   * nearest rows that are of the row's class.
   */
  readonly probabilities?: readonly number[] | Float64Array | null;
}

export interface InstanceHardnessThresholdSpec extends CompleteSpec {
  readonly kind: 'instance-hardness-threshold';
  readonly k: number;
  readonly probabilities: readonly number[] | null;
}

const kind = 'instance-hardness-threshold';

/** `{ kind: 'instance-hardness-threshold' }`: the rows of the larger classes that are easiest to classify. */
export function instanceHardnessThreshold(
  options: InstanceHardnessThresholdOptions = {},
): InstanceHardnessThresholdSpec {
  return instanceHardnessThresholdSampler.complete({ ...options });
}

/**
 * Instance hardness threshold. Exactly as many rows as asked are kept; of rows equally hard some are drawn at random. Samplers
 * train no classifiers, so hardness is the share of disagreeing neighbours unless probabilities are given. In compatibility
 * probabilities must be given, and every row that reaches the quantile stays, ties included.
 *
 * Source: Smith, Martinez and Giraud-Carrier (2014), doi:10.1007/s10994-013-5422-z.
 */
export const instanceHardnessThresholdSampler: Sampler<InstanceHardnessThresholdSpec> = {
  kind,
  title: 'instance hardness threshold',
  family: 'under',
  summary: 'keeps the rows of the larger classes that are easiest to classify',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => {
    const common = commonOptions(kind, 'under', options, { own: ['k', 'probabilities'] });
    const probabilities = probabilitiesOption(options);
    if (common.compatibility === 'imbalanced-learn' && probabilities === null) {
      throw optionRefused(kind, 'probabilities', 'given in compatibility, one per row', null);
    }
    return { kind, ...common, k: countOption(kind, options, 'k', 5), probabilities };
  },
  resample: (spec, input, run) => {
    const choose = spec.compatibility === 'none' ? easiest : aboveQuantile;
    const sample = (easeOf: EaseOf) => underSample(spec, input, (task) => choose(task, easeOf(task), spec, run));
    if (spec.probabilities !== null) return sample(givenEase(spec.probabilities, input));
    const { k } = spec;
    checkNeighboursOfAll(kind, 'k', k, input.labels.length);
    return searchByClass(searchable(input), { mostWanted: mostWantedBy(k), path: run.path }, (search) =>
      sample(neighbourEase(k, input, search)),
    );
  },
};

/** How easy each row of a class is to classify rightly, from 0 to 1. */
type EaseOf = (task: KeepTask) => Float64Array;

type Chooser = (task: KeepTask, ease: Float64Array, spec: InstanceHardnessThresholdSpec, run: Run) => KeepOutcome;

const easiest: Chooser = ({ members, wanted, name }, ease, spec, run) => {
  const order = permutationOf(classDraws(spec, run, name), members.length);
  const hardness = new Float64Array(members.length);
  const rows = new Float64Array(members.length);
  for (let i = 0; i < order.length; i++) {
    hardness[i] = 0 - ease[order[i]!]!;
    rows[i] = members[order[i]!]!;
  }
  // Equals keep their order, which is random.
  sortNumbers(hardness, rows);
  return { rows: Int32Array.from(rows.subarray(0, wanted)) };
};

const aboveQuantile: Chooser = ({ members, wanted }, ease) => {
  const threshold = quantile(ease, 1 - wanted / members.length);
  const rows = rowsWhere(members, (_, i) => ease[i]! >= threshold);
  return { rows, whyNot: 'rows equally hard are all kept in compatibility' };
};

/** Linear interpolation between order statistics, in numpy's arithmetic. */
function quantile(values: Float64Array, share: number): number {
  const sorted = values.toSorted();
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  const part = at - below;
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part);
}

function givenEase(probabilities: readonly number[], { labels }: SamplerInput): EaseOf {
  if (probabilities.length !== labels.length) {
    throw new InputError({
      code: 'shape',
      fn: kind,
      argument: 'probabilities',
      expected: `one per row (${labels.length})`,
      received: probabilities,
    });
  }
  return ({ members }) => Float64Array.from(members, (row) => probabilities[row]!);
}

/** The share of own-class rows among the k nearest; searched for only where a row of another class is among them. */
function neighbourEase(k: number, { labels, classes }: SamplerInput, search: RowSearch): EaseOf {
  const editing = new Editing(search, labels, { kindSel: 'all', largestK: k, classCount: classes.length, once: true });
  const codes = classes.map((_, code) => code);
  return ({ label, members }) => {
    const mixed = editing.disagreeing(
      codes.map((code) => code === label),
      k,
    )[label]!;
    const { indices } = search.nearest(mixed, k, codes);
    const foreign = foreignNeighbours({ bases: mixed, k, neighbours: indices }, labels, label);
    const ease = new Float64Array(members.length).fill(1);
    // Both lists are ascending.
    for (let i = 0, next = 0; i < members.length; i++) {
      if (members[i] === mixed[next]) ease[i] = (k - foreign[next++]!) / k;
    }
    return ease;
  };
}

function probabilitiesOption({ probabilities: given = null }: Options): readonly number[] | null {
  if (given === null) return null;
  if (Array.isArray(given) || given instanceof Float64Array) {
    const values: unknown[] = Array.from(given);
    const wrong = values.findIndex((value) => !(typeof value === 'number' && 0 <= value && value <= 1));
    if (wrong < 0) return values as number[];
    throw optionRefused(kind, `probabilities[${wrong}]`, 'a number from 0 to 1', values[wrong]);
  }
  throw optionRefused(kind, 'probabilities', 'numbers from 0 to 1, one per row', given);
}
