/** NearMiss 1 to 3: rows of the larger classes chosen by their distances to rows of the smallest class. */
import { InputError } from '../core/errors.ts';
import { wordOption } from '../core/options.ts';
import type { RowSearch } from '../kernels/row-search.ts';
import { type KeepOutcome, type KeepTask, minorityOf, underSample } from './keep.ts';
import { commonOptions, countOption } from './options.ts';
import { rowsOfClass } from './rows.ts';
import { searchable, searchByClass } from './search-space.ts';
import type { Compatibility, CompleteSpec, Sampler, StrategySpec } from './types.ts';

export interface NearMissOptions {
  readonly strategy?: StrategySpec;
  readonly compatibility?: Compatibility;
  /**
   * `'1'` (default) keeps rows whose k nearest minority rows are nearest on average, `'2'` those whose k farthest are, `'3'`
   * takes the `candidates` nearest rows of every minority row and keeps those farthest from their k nearest minority rows.
   */
  readonly version?: '1' | '2' | '3';
  /** Minority rows whose distances are summed, at least 1; default 3. */
  readonly k?: number;
  /** Version 3 alone: candidates per minority row, at least 1; default 3. */
  readonly candidates?: number;
}

export interface NearMissSpec extends CompleteSpec {
  readonly kind: 'near-miss';
  readonly version: '1' | '2' | '3';
  readonly k: number;
  readonly candidates: number;
}

const kind = 'near-miss';
/** Where at most one row in so many is wanted, sums are estimated before they are measured. */
const fewOf = 4;

/** `{ kind: 'near-miss', version: '1' }`: rows of the larger classes chosen by how near the rare class is. */
export function nearMiss(options: NearMissOptions = {}): NearMissSpec {
  return nearMissSampler.complete({ ...options });
}

/**
 * NearMiss. Rows at equal sums of distances are taken in their order. O(rows x minority rows x columns).
 *
 * Source: Mani and Zhang (2003), kNN approach to unbalanced data distributions, ICML workshop on learning from imbalanced
 * data sets.
 */
export const nearMissSampler: Sampler<NearMissSpec> = {
  kind,
  title: 'NearMiss',
  family: 'under',
  summary: 'keeps the rows of the larger classes that are near the rare class, by one of three rules',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => ({
    kind,
    ...commonOptions(kind, 'under', options, { own: ['version', 'k', 'candidates'] }),
    version: wordOption(kind, options, 'version', ['1', '2', '3']),
    k: countOption(kind, options, 'k', 3),
    candidates: countOption(kind, options, 'candidates', 3),
  }),
  resample: (spec, input, run) => {
    const { labels } = input;
    const label = minorityOf(spec, input);
    const minority = { label, rows: rowsOfClass(labels, label) };
    refuseAbove(spec.k, minority.rows.length, 'k', 'the smallest class');
    const choose = spec.version === '3' ? chooseAmongCandidates : chooseNearest;
    const mostWanted = Math.max(spec.k, spec.candidates);
    return searchByClass(searchable(input), { mostWanted, path: run.path }, (search) =>
      underSample(spec, input, (task) => choose(spec, search, minority, task)),
    );
  },
};

interface Minority {
  readonly label: number;
  readonly rows: Int32Array;
}

type Chooser = (spec: NearMissSpec, search: RowSearch, minority: Minority, task: KeepTask) => KeepOutcome;

const chooseNearest: Chooser = ({ version, k }, search, { label }, { members, wanted }) => {
  const among = [label];
  const which = version === '1' ? 'nearest' : 'farthest';
  const few = wanted > 0 && wanted * fewOf <= members.length;
  const rows = few ? search.smallestSums(members, k, among, { which, wanted }) : members;
  const { distances } = search[which](rows, k, among);
  return { rows: take(rows, sumsOf(distances, k, version === '2'), wanted) };
};

const chooseAmongCandidates: Chooser = (spec, search, minority, { label, name, members, wanted }) => {
  const { k, candidates } = spec;
  refuseAbove(candidates, members.length, 'candidates', `class '${name}'`);
  const found = search.nearest(minority.rows, candidates, [label]);
  const rows = Int32Array.from(new Set(found.indices)).sort();
  const { distances } = search.nearest(rows, k, [minority.label]);
  const farthestFirst = sumsOf(distances, k, false).map((sum) => -sum);
  const kept = take(rows, farthestFirst, wanted);
  if (kept.length === wanted) return { rows: kept };
  const reason = `only ${rows.length} of its rows are among the ${candidates} nearest of a row of the smallest class; raise candidates`;
  return { rows: kept, whyNot: reason };
};

/** Sums of the distances of each row, smallest first; `descending` where they are listed the other way round. */
function sumsOf(squared: Float64Array, k: number, descending: boolean): Float64Array {
  const sums = new Float64Array(squared.length / k);
  for (let i = 0; i < sums.length; i++) {
    for (let j = 0; j < k; j++) sums[i]! += Math.sqrt(squared[i * k + (descending ? k - 1 - j : j)]!);
  }
  return sums;
}

/** The rows with the smallest keys, smallest first, ties in their order. */
function take(rows: Int32Array, keys: Float64Array, wanted: number): Int32Array {
  const count = Math.min(wanted, rows.length);
  const largest = keys.toSorted()[count - 1] ?? -Infinity;
  const positions: number[] = [];
  for (let i = 0; i < keys.length; i++) if (keys[i]! <= largest) positions.push(i);
  positions.sort((a, b) => keys[a]! - keys[b]! || a - b);
  return Int32Array.from(positions.slice(0, count), (position) => rows[position]!);
}

function refuseAbove(value: number, rows: number, argument: string, where: string): void {
  if (value <= rows) return;
  throw new InputError({
    code: 'too-few-rows',
    fn: kind,
    argument,
    expected: `at most the number of rows of ${where} (${rows})`,
    received: value,
  });
}
