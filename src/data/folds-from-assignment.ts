/** From the number of the fold each row is tested in to the folds themselves. */
import type { Fold } from './types.ts';

/**
 * Fold f tests the rows with `assigned[i] === f` and trains on all others, both in ascending order. O(n x folds), the size of
 * the answer.
 */
export function foldsFromAssignment(assigned: Int32Array, folds: number): Fold[] {
  const sizes = new Int32Array(folds);
  for (let i = 0; i < assigned.length; i++) sizes[assigned[i]!]! += 1;
  return Array.from(sizes, (size, f) => {
    const test = new Int32Array(size);
    const train = new Int32Array(assigned.length - size);
    let tested = 0;
    let trained = 0;
    for (let i = 0; i < assigned.length; i++) {
      if (assigned[i] === f) test[tested++] = i;
      else train[trained++] = i;
    }
    return { train, test };
  });
}
