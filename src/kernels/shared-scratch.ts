/**
 * Arrays that threads share for the length of one task, laid out in a buffer that is kept for the next: a worker that has heard of
 * a buffer holds on to it until its own heap is collected, which may be never, so fresh buffers would add up.
 */

/** A larger buffer than this is not kept. */
const mostKept = 2 ** 26;

/**
 * Bytes of the first buffer, more than most tasks need: what is not used of it takes address space alone, while smaller ones would
 * be left behind as tasks grow.
 */
const firstSize = 2 ** 24;

let buffer: SharedArrayBuffer | null = null;
let next = 0;

/**
 * Starts a task: all arrays of the one before may be overwritten from here on. Nothing that a worker touches before it has taken a
 * batch may be among them, since it may only then come to an earlier task.
 */
export function beginScratch(): void {
  next = 0;
  if (buffer !== null && buffer.byteLength > mostKept) buffer = null;
}

/** Gives the buffer up, because somebody may still write to it. */
export function abandonScratch(): void {
  buffer = null;
}

export function scratchIntegers(from: number | Int32Array): Int32Array {
  const length = typeof from === 'number' ? from : from.length;
  const array = new Int32Array(take(length * 4), next - roomFor(length * 4), length);
  if (typeof from === 'number') array.fill(0);
  else array.set(from);
  return array;
}

export function scratchFloats(from: number | Float64Array): Float64Array {
  const length = typeof from === 'number' ? from : from.length;
  const array = new Float64Array(take(length * 8), next - roomFor(length * 8), length);
  if (typeof from === 'number') array.fill(0);
  else array.set(from);
  return array;
}

function roomFor(bytes: number): number {
  return (bytes + 15) & ~15;
}

/** Takes room at the end of what is in use; where the buffer has no more, a larger one follows it. */
function take(bytes: number): SharedArrayBuffer {
  const room = roomFor(bytes);
  if (buffer === null || next + room > buffer.byteLength) {
    buffer = new SharedArrayBuffer(Math.max(firstSize, 2 * (buffer?.byteLength ?? 0), room));
    next = 0;
  }
  next += room;
  return buffer;
}
