/** Accepting a simulated rate: inside the exact binomial bounds that a correct procedure leaves once in ten thousand runs. */
import { expect } from 'vitest';
import type { Random } from '../../src/core/random.ts';
import { binomialCdf, binomialSf } from '../../src/stats/binomial.ts';

const chance = 1e-4;

/** `hits` of `runs` is compatible with a true rate of `rate`. */
export function expectRate(hits: number, runs: number, rate: number, what: string): void {
  expect(binomialCdf(hits, runs, rate), `${what}: ${hits} of ${runs} is too few for a rate of ${rate}`).toBeGreaterThan(
    chance / 2,
  );
  expectAtMostRate(hits, runs, rate, what);
}

/** `hits` of `runs` is compatible with a true rate of at most `rate`. */
export function expectAtMostRate(hits: number, runs: number, rate: number, what: string): void {
  expect(
    binomialSf(hits - 1, runs, rate),
    `${what}: ${hits} of ${runs} is too many for a rate of ${rate}`,
  ).toBeGreaterThan(chance / 2);
}

/** Standard normal draws by the polar method. */
export function normals(random: Random): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const a = 2 * random.uniform() - 1;
      const b = 2 * random.uniform() - 1;
      const square = a * a + b * b;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = b * factor;
      return a * factor;
    }
  };
}
