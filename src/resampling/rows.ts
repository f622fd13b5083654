/** Rows of classes. */

/** Rows of each class. */
export function countLabels(labels: Int32Array, classCount: number): number[] {
  const counts = new Array<number>(classCount).fill(0);
  for (let i = 0; i < labels.length; i++) counts[labels[i]!]! += 1;
  return counts;
}

/** The rows of one class, ascending. */
export function rowsOfClass(labels: Int32Array, label: number): Int32Array {
  let count = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] === label) count++;
  const rows = new Int32Array(count);
  for (let i = 0, next = 0; i < labels.length; i++) if (labels[i] === label) rows[next++] = i;
  return rows;
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
