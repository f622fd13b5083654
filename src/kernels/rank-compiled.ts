/** The driver of the compiled placing loop (kernels/rank.ts): rows go through its memory in chunks, counts come back. */
import { rankBytes } from './rank.gen.ts';
import { Arena, compileKernel } from './wasm.ts';

/**
 * Buckets over the range of the positives; `starts[b]` is the first distinct score in bucket b or later. Buckets are cut from
 * the upper half of the order-preserving bit pattern, so they are finer towards 0, where the scores of rare events crowd. The
 * bucket of a number never decreases with the number, so a search inside the bucket is exact.
 */
export interface Guide {
  /** Keys of the lowest and the highest positive. */
  readonly least: number;
  readonly most: number;
  readonly shift: number;
  readonly starts: Int32Array;
}

/** Rows per call: their scores and labels fit the second cache. */
const chunk = 16_384;

interface Exports {
  place(
    labels: number,
    scores: number,
    count: number,
    starts: number,
    last: number,
    least: number,
    most: number,
    shift: number,
    distinct: number,
    hits: number,
  ): void;
}

/** Counts of negatives per slot as the plain loop gives them; null where the host cannot compile. Flat memory. */
export function placeCompiled(
  labels: Uint8Array,
  scores: Float64Array,
  distinct: Float64Array,
  { least, most, shift, starts }: Guide,
): Float64Array | null {
  const module = compileKernel(rankBytes);
  if (module === null) return null;
  const m = distinct.length;
  const arena = new Arena();
  const at = {
    labels: arena.take(chunk),
    scores: arena.take(chunk * 8),
    starts: arena.take(starts.length * 4),
    distinct: arena.take((m + 1) * 8),
    hits: arena.take((2 * m + 1) * 4),
  };
  const memory = arena.memory();
  const { place } = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
  new Int32Array(memory.buffer, at.starts, starts.length).set(starts);
  const ends = new Float64Array(memory.buffer, at.distinct, m + 1);
  ends.set(distinct);
  ends[m] = Number.NaN;
  const labelRoom = new Uint8Array(memory.buffer, at.labels, chunk);
  const scoreRoom = new Float64Array(memory.buffer, at.scores, chunk);
  for (let from = 0; from < labels.length; from += chunk) {
    const count = Math.min(chunk, labels.length - from);
    labelRoom.set(labels.subarray(from, from + count));
    scoreRoom.set(scores.subarray(from, from + count));
    place(at.labels, at.scores, count, at.starts, starts.length - 2, least, most, shift, at.distinct, at.hits);
  }
  return Float64Array.from(new Int32Array(memory.buffer, at.hits, 2 * m + 1));
}
