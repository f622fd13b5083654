/**
 * What integer distances say of a sum of distances: each true distance is within the slack of one of them, and so is each in
 * order of size. An acc tells the squared integer distance but for 1, which it has been rounded by. The margins cover how the
 * plain loop rounds.
 */

export interface SeenDistances {
  /** Accs of a query at places [from, from + count), largest first. */
  readonly best: Int32Array;
  readonly from: number;
  readonly count: number;
  /** Squared integer norm of the query, the slack in steps, and whether the farthest were asked for. */
  readonly norm: number;
  readonly slack: number;
  readonly outward: boolean;
}

/** The least that the distances may add up to, in steps. */
export function leastSum({ best, from, count, norm, slack, outward }: SeenDistances): number {
  let least = 0;
  for (let j = from; j < from + count; j++) {
    least += Math.max(0, Math.sqrt(Math.max(0, squared(best[j]!, norm, outward))) - slack);
  }
  return least * (1 - 1e-9);
}

/** The most that they may add up to, in steps. */
export function greatestSum({ best, from, count, norm, slack, outward }: SeenDistances): number {
  let most = 0;
  for (let j = from; j < from + count; j++) {
    most += Math.sqrt(Math.max(0, squared(best[j]!, norm, outward) + 1)) + slack;
  }
  return most * (1 + 1e-9);
}

/** The squared integer distance or one less. */
function squared(acc: number, norm: number, outward: boolean): number {
  return outward ? norm + 2 * acc - 1 : norm - 2 * acc;
}
