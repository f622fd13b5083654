/**
 * Points and digests that are the same in this process, in another one and in a browser: each function stands alone, so that
 * its text can be sent there.
 */
import type { Neighbours } from '../../src/kernels/neighbours.ts';
import type { Points } from '../../src/kernels/points.ts';

/** Points from a congruential generator; sums of four uniform numbers. */
export function pointsOf(count: number, dimensions: number, seed: number): Points {
  let state = seed;
  const values = new Float64Array(count * dimensions);
  for (let i = 0; i < values.length; i++) {
    for (let part = 0; part < 4; part++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      values[i]! += state / 2 ** 32;
    }
  }
  return { count, dimensions, values };
}

/** FNV-1a over the bytes of indices and distances. */
export function digest({ indices, distances }: Neighbours): string {
  let hash = 0x811c9dc5;
  for (const { buffer } of [indices, distances]) {
    for (const byte of new Uint8Array(buffer)) hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16);
}
