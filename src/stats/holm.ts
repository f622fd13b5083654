/** Adjustment of several p-values for having looked at several. */
import { outOfRange } from './checks.ts';

/**
 * Holm's step-down adjustment, in the order given: an adjusted p of at most alpha keeps the chance of any false rejection
 * at most alpha, whatever the dependence between the tests. A null (a test without an answer) stays null and counts as no
 * test. O(m log m). Source: Holm (1979), https://www.jstor.org/stable/4615733.
 */
export function holm(pValues: readonly (number | null)[]): (number | null)[] {
  pValues.forEach((p, i) => {
    if (p !== null && !(0 <= p && p <= 1)) throw outOfRange('holm', `pValues[${i}]`, 'from 0 to 1, or null', p);
  });
  const order = pValues.map((_, i) => i).filter((i) => pValues[i] !== null);
  order.sort((i, j) => pValues[i]! - pValues[j]!);
  const adjusted = pValues.map((p) => p);
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (order.length - rank) * pValues[index]!));
    adjusted[index] = largest;
  });
  return adjusted;
}
