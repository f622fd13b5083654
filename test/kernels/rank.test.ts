import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { countGaps } from '../../src/kernels/rank.ts';

interface Row {
  readonly label: 0 | 1;
  readonly score: number;
  readonly weight: number;
}

/** The definition, row by row. */
function plainly(rows: readonly Row[]): { scores: number[]; positives: number[]; tied: number[]; between: number[] } {
  const alive = rows.filter((row) => row.weight > 0);
  const total = (chosen: readonly Row[]) => chosen.reduce((sum, row) => sum + row.weight, 0);
  const scores = [...new Set(alive.filter((row) => row.label === 1).map((row) => row.score + 0))].sort((a, b) => b - a);
  const negatives = alive.filter((row) => row.label === 0);
  return {
    scores,
    positives: scores.map((score) => total(alive.filter((row) => row.label === 1 && row.score === score))),
    tied: scores.map((score) => total(negatives.filter((row) => row.score === score))),
    between: [...scores, -Infinity].map((score, j) => {
      const above = j === 0 ? null : scores[j - 1]!;
      const last = j === scores.length;
      const inside = (row: Row) => (last || row.score > score) && (above === null || row.score < above);
      return total(negatives.filter(inside));
    }),
  };
}

const score = fc.oneof(
  fc.constantFrom(0, -0, 1, 0.5, 0.25, Infinity, -Infinity, 1e-300, 2e-300, 5e-324, 1e308, -1e308),
  fc.double({ noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const rows = fc.array(
  fc.record({ label: fc.constantFrom<0 | 1>(0, 0, 0, 1), score, weight: fc.integer({ min: 0, max: 3 }) }),
  { maxLength: 60 },
);

describe('countGaps', () => {
  it('counts what the definition counts, for any scores and whole weights', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const gaps = countGaps(
          Uint8Array.from(list, (row) => row.label),
          Float64Array.from(list, (row) => row.score),
          Float64Array.from(list, (row) => row.weight),
        );
        const { scores, positives, tied, between } = gaps;
        const plain = { scores: [...scores], positives: [...positives], tied: [...tied], between: [...between] };
        expect(plain).toEqual(plainly(list));
      }),
      { numRuns: 400, seed: 11 },
    );
  });

  it('is exact where all positives crowd into one bucket of the guide table', () => {
    // One outlier stretches the table, so that the other positives share its first bucket.
    const list: Row[] = [{ label: 1, score: 1e9, weight: 1 }];
    for (let i = 0; i < 300; i++) {
      list.push({ label: i % 3 === 0 ? 1 : 0, score: (i * 37) % 101, weight: 1 });
    }
    const gaps = countGaps(
      Uint8Array.from(list, (row) => row.label),
      Float64Array.from(list, (row) => row.score),
    );
    const plain = plainly(list);
    expect([...gaps.between]).toEqual(plain.between);
    expect([...gaps.tied]).toEqual(plain.tied);
  });
});

describe('the compiled loop', () => {
  it('counts what the plain loop counts, for any scores', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const labels = Uint8Array.from(list, (row) => row.label);
        const scores = Float64Array.from(list, (row) => row.score);
        const plain = countGaps(labels, scores, undefined, { path: 'plain' });
        expect(countGaps(labels, scores, undefined, { path: 'compiled' })).toEqual(plain);
      }),
      { numRuns: 300, seed: 9 },
    );
  });

  it('goes through its memory in chunks: 100,000 rows, ties, infinities, zeros of both signs', () => {
    const random = stream(2, 'rank');
    const labels = Uint8Array.from({ length: 100_000 }, () => (random.uniform() < 0.01 ? 1 : 0));
    const special = [0, -0, Infinity, -Infinity, 0.5];
    const scores = Float64Array.from(labels, (_, i) =>
      i % 50 === 0 ? special[random.integer(5)]! : Math.round((random.uniform() - 0.3) * 5000) / 5000,
    );
    const compiled = countGaps(labels, scores, undefined, { path: 'compiled' });
    expect(compiled).toEqual(countGaps(labels, scores, undefined, { path: 'plain' }));
    // The same with a weight of 1 for every row, which the plain weighted loop counts.
    expect(compiled).toEqual(countGaps(labels, scores, new Float64Array(labels.length).fill(1)));
  });
});
