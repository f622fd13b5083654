/**
 * Rows of classes. Long loops here, and where rows are drawn and made, are functions of their own over a stretch of rows: the
 * engine compiles those for good as soon as they have run a few times, while code around a long loop, having run but once when
 * the loop is compiled, would have it thrown away again.
 */

/** Rows per call of such a loop. */
export const stretch = 2048;

/** Rows of each class. */
export function countLabels(labels: Int32Array, classCount: number): number[] {
  const counts = new Int32Array(classCount);
  const { length } = labels;
  for (let from = 0; from < length; from += stretch) {
    countStretch(labels, from, Math.min(length, from + stretch), counts);
  }
  return Array.from(counts);
}

function countStretch(labels: Int32Array, from: number, to: number, counts: Int32Array): void {
  for (let i = from; i < to; i++) counts[labels[i]!]! += 1;
}

/** The rows of one class, ascending. */
export function rowsOfClass(labels: Int32Array, label: number): Int32Array {
  const { length } = labels;
  let size = 0;
  for (let from = 0; from < length; from += stretch) {
    size += countOfStretch(labels, label, from, Math.min(length, from + stretch));
  }
  // One more for the row that is written and then not of the class.
  const rows = new Int32Array(size + 1);
  let count = 0;
  for (let from = 0; from < length; from += stretch) {
    count = collectStretch(labels, label, from, Math.min(length, from + stretch), rows, count);
  }
  return rows.subarray(0, size);
}

function countOfStretch(labels: Int32Array, label: number, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) count += labels[i] === label ? 1 : 0;
  return count;
}

/** Writes rows of the class from place `count` on; how many there are then. */
function collectStretch(
  labels: Int32Array,
  label: number,
  from: number,
  to: number,
  rows: Int32Array,
  count: number,
): number {
  let next = count;
  for (let i = from; i < to; i++) {
    // Without a branch: the next row of the class overwrites a row of another.
    rows[next] = i;
    next += labels[i] === label ? 1 : 0;
  }
  return next;
}

/** All rows, ascending. */
export function writeRows(rows: Int32Array, count: number): void {
  for (let from = 0; from < count; from += stretch) writeStretch(rows, from, Math.min(count, from + stretch));
}

function writeStretch(rows: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) rows[i] = i;
}

/** Lists of rows one after the other. */
export function joinRows(parts: readonly Int32Array[]): Int32Array {
  const rows = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    rows.set(part, at);
    at += part.length;
  }
  return rows;
}

/*
 * The loops below are there because the `filter` of typed arrays and `from` with an iterator gather what they find in a list of
 * their own, five times the size of the answer, and after some such lists the engine makes its heap larger for good.
 */

/** Those of some rows that pass a test of row and place, in their order. */
export function rowsWhere(rows: Int32Array, passes: (row: number, place: number) => boolean): Int32Array {
  const chosen = new Int32Array(rows.length);
  let count = 0;
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place]!;
    if (passes(row, place)) chosen[count++] = row;
  }
  return cut(chosen, count);
}

/** The numbers below `count` that pass a test, ascending. */
export function placesWhere(count: number, passes: (place: number) => boolean): Int32Array {
  const chosen = new Int32Array(count);
  let found = 0;
  for (let place = 0; place < count; place++) if (passes(place)) chosen[found++] = place;
  return cut(chosen, found);
}

/** The first so many of a list that nobody else has: a copy where most of it would be left over. */
function cut(list: Int32Array, count: number): Int32Array {
  return 2 * count < list.length ? list.slice(0, count) : list.subarray(0, count);
}
