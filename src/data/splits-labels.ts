/** Labels and group names of any kind as codes, so that every splitter counts the same way. */
import { InputError } from '../core/errors.ts';
import { compareLabels } from './label-order.ts';

/** One label per row: numbers, texts or booleans, all of one type. */
export type Labels = ArrayLike<string | number | boolean>;

export interface EncodedLabels {
  /** Position of each row's label among the sorted distinct labels. */
  readonly codes: Int32Array;
  /** Sorted distinct labels, as text. */
  readonly names: readonly string[];
  /** Rows of each. */
  readonly counts: Int32Array;
}

/** Encodes labels by their sorted order. O(n + k log k) for k distinct labels. */
export function encodeLabels(fn: string, argument: string, labels: Labels): EncodedLabels {
  const n = labels.length;
  if (!(n > 0)) throw refusal(fn, argument, 'one label per row', labels);
  const seen = new Map<string | number | boolean, number>();
  const codes = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const label = labels[i]!;
    let code = seen.get(label);
    if (code === undefined) {
      checkLabel(fn, argument, label, labels[0], i);
      code = seen.size;
      seen.set(label, code);
    }
    codes[i] = code;
  }
  const sorted = [...seen.keys()].sort(compareLabels);
  const positions = new Int32Array(sorted.length);
  sorted.forEach((label, position) => {
    positions[seen.get(label)!] = position;
  });
  const counts = new Int32Array(sorted.length);
  for (let i = 0; i < n; i++) {
    codes[i] = positions[codes[i]!]!;
    counts[codes[i]!]! += 1;
  }
  return { codes, names: sorted.map(String), counts };
}

function checkLabel(fn: string, argument: string, label: unknown, first: unknown, row: number): void {
  const usable = typeof label === 'string' || typeof label === 'boolean' || Number.isFinite(label);
  if (!usable) {
    throw refusal(
      fn,
      `${argument}[${row}]`,
      'a text, a boolean or a finite number',
      label,
      'set rows without one aside',
    );
  }
  if (typeof label !== typeof first) {
    throw refusal(fn, `${argument}[${row}]`, `a ${typeof first} like the labels before it`, label);
  }
}

function refusal(fn: string, argument: string, expected: string, received: unknown, advice?: string): InputError {
  return new InputError({
    code: 'labels',
    fn,
    argument,
    expected,
    received,
    ...(advice === undefined ? {} : { advice }),
  });
}
