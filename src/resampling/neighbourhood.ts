/** Which rows have which neighbours, in terms of the input's rows, and the check that there are enough of them. */
import { InputError } from '../core/errors.ts';
import type { Warning } from '../core/warnings.ts';
import { nearest } from '../kernels/neighbours.ts';
import { type Points, takePoints } from '../kernels/points.ts';
import type { KernelPath } from '../kernels/wasm.ts';
import type { ClassTask } from './over-sample.ts';
import { searchable, searchByClass } from './search-space.ts';
import type { SamplerInput } from './types.ts';

/** Base rows and their neighbours, nearest first, ties by row; all are rows of the input. */
export interface Neighbourhood {
  readonly bases: Int32Array;
  readonly k: number;
  /** Row-major, `bases.length * k`. */
  readonly neighbours: Int32Array;
}

/** The k nearest of the rows `among` for each of `bases`, which is left out of its own neighbours. */
export function neighboursAmong(
  space: Points,
  among: Int32Array,
  bases: Int32Array,
  { k, path }: { readonly k: number; readonly path: KernelPath },
): Neighbourhood {
  const place = new Int32Array(space.count).fill(-1);
  for (let i = 0; i < among.length; i++) place[among[i]!] = i;
  const leaveOut = bases.map((row) => place[row]!);
  const references = takePoints(space, among);
  const queries = bases === among ? references : takePoints(space, bases);
  const found = nearest(references, queries, { k, leaveOut, path });
  return { bases, k, neighbours: found.indices.map((index) => among[index]!) };
}

/** Searches for neighbours among the rows of a class or of all of them, for samplers that need both. */
export interface HoodSearch {
  /** The k nearest of all rows for each of `bases`, itself left out. */
  readonly amongAll: (bases: Int32Array, k: number) => Neighbourhood;
  /** The k nearest rows of a class. */
  readonly amongClass: (bases: Int32Array, k: number, label: number) => Neighbourhood;
}

/** Gives `use` searches for up to `mostWanted` neighbours among the rows of an input. */
export function searchHoods<T>(
  input: SamplerInput,
  { mostWanted, path }: { readonly mostWanted: number; readonly path: KernelPath },
  use: (hoods: HoodSearch) => T,
): T {
  const all = input.classes.map((_, label) => label);
  return searchByClass(searchable(input), { mostWanted, path }, (search) =>
    use({
      amongAll: (bases, k) => ({ bases, k, neighbours: search.nearest(bases, k, all).indices }),
      amongClass: (bases, k, label) => ({ bases, k, neighbours: search.nearest(bases, k, [label]).indices }),
    }),
  );
}

/** How many neighbours of each base are not of class `label`. */
export function foreignNeighbours(
  { bases, k, neighbours }: Neighbourhood,
  labels: Int32Array,
  label: number,
): Int32Array {
  const counts = new Int32Array(bases.length);
  for (let i = 0, at = 0; i < bases.length; i++) {
    for (let j = 0; j < k; j++, at++) if (labels[neighbours[at]!] !== label) counts[i]! += 1;
  }
  return counts;
}

/** Some of the bases, by position. */
export function takeBases({ bases, k, neighbours }: Neighbourhood, positions: Int32Array): Neighbourhood {
  const taken = new Int32Array(positions.length * k);
  positions.forEach((position, i) => {
    taken.set(neighbours.subarray(position * k, (position + 1) * k), i * k);
  });
  return { bases: positions.map((position) => bases[position]!), k, neighbours: taken };
}

export interface AskedNeighbours {
  readonly kind: string;
  readonly stepOf?: string;
  readonly k: number;
  readonly shrinkK: boolean;
}

/**
 * The number of neighbours that a class can give: `k` where it has more than k rows; with `shrinkK` as many as there are, with
 * a warning.
 *
 * @throws InputError where there are too few rows, naming the class, its size and the largest k that would do.
 */
export function neighboursPossible(
  { kind, stepOf = kind, k, shrinkK }: AskedNeighbours,
  { name, members }: Pick<ClassTask, 'name' | 'members'>,
): { readonly k: number; readonly warnings: readonly Warning[] } {
  const possible = members.length - 1;
  if (possible >= k) return { k, warnings: [] };
  if (possible >= 1 && shrinkK) {
    const message = `${kind} uses ${possible} neighbours instead of ${k} for class '${name}', which has ${members.length} rows.`;
    return { k: possible, warnings: [{ code: 'k-shrunk', message }] };
  }
  throw new InputError({
    code: 'too-few-rows',
    fn: stepOf,
    argument: 'k',
    expected: `less than the number of '${name}' rows (${members.length})`,
    received: k,
    advice: possible >= 1 ? `lower k to ${possible} or use random-over` : 'use random-over',
  });
}

/** Refuses more neighbours than there are other rows; `which` says of which rows where that is not plain. */
export function checkNeighboursOfAll(kind: string, option: string, k: number, rows: number, which = 'rows'): void {
  if (k < rows) return;
  throw new InputError({
    code: 'too-few-rows',
    fn: kind,
    argument: option,
    expected: `less than the number of ${which} (${rows})`,
    received: k,
    advice: `lower ${option} to ${rows - 1}`,
  });
}
