/** Walker's alias method: after O(cells) of preparation, drawing a cell in proportion to its weight takes one uniform number. */
import type { Random } from '../core/random.ts';

/** Cell i is kept with probability accept[i], and otherwise gives way to alias[i]. */
export interface AliasTable {
  readonly accept: Float64Array;
  readonly alias: Int32Array;
}

/** Weights are at least 0 and not all 0. O(cells). Source: Vose (1991), doi:10.1109/32.92917. */
export function aliasTable(weights: ArrayLike<number>): AliasTable {
  const cells = weights.length;
  let total = 0;
  for (let i = 0; i < cells; i++) total += weights[i]!;
  const accept = Float64Array.from(weights, (weight) => (weight / total) * cells);
  const alias = Int32Array.from(accept, (_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < cells; i++) (accept[i]! < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const poor = small.pop()!;
    const rich = large.at(-1)!;
    alias[poor] = rich;
    accept[rich]! -= 1 - accept[poor]!;
    if (accept[rich]! < 1) small.push(large.pop()!);
  }
  /* What is left over is full but for rounding. */
  for (const i of [...small, ...large]) accept[i] = 1;
  return { accept, alias };
}

export function drawCell(random: Random, { accept, alias }: AliasTable): number {
  const place = random.uniform() * accept.length;
  const cell = Math.trunc(place);
  return place - cell < accept[cell]! ? cell : alias[cell]!;
}
