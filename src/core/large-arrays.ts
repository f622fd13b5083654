/**
 * Large arrays that come and go, such as the rows of one result after the other. Fresh memory costs more than writing to it, page
 * by page as it is first touched, and an allocator that hands freed blocks back to the system makes all memory fresh. That of
 * glibc does so with blocks larger than the largest it has seen freed, up to 32 MB, and with twice as much at the end of its heap.
 */

/** Just less than the largest block that glibc learns from. */
const lesson = 2 ** 25 - 2 ** 17;
/** Below this much freed blocks are kept anyway. */
const fewBytes = 2 ** 20;

let taught = false;

/** As `new Float64Array(length)`; the first large one has a block taken and dropped that nobody touches, so it takes no memory. */
export function largeFloats(length: number): Float64Array {
  if (!taught && length * 8 > fewBytes) {
    taught = true;
    void new ArrayBuffer(lesson);
  }
  return new Float64Array(length);
}
