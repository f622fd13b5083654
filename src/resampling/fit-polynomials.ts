/** Least-squares polynomials in the rank of a row, one per column. */
import type { Points } from '../kernels/points.ts';

/** Coefficients over polynomials that are orthogonal on the ranks, by their recurrence. */
export interface RankPolynomial {
  readonly coefficients: Float64Array;
  /** p_{j+1}(t) = (t - shifts[j]) p_j(t) - scales[j] p_{j-1}(t). */
  readonly shifts: Float64Array;
  readonly scales: Float64Array;
}

/**
 * Fits every column by a polynomial of at most this degree (fewer where there are too few rows) in the rank, scaled to
 * [-1, 1]. Orthogonal polynomials keep the fit exact where powers of ranks would not. O(rows x columns x degree).
 *
 * Source: Forsythe (1957), doi:10.1137/0105007.
 */
export function fitPolynomials({ count, dimensions, values }: Points, degree: number): RankPolynomial[] {
  const terms = Math.min(degree, count - 1) + 1;
  const ranks = Float64Array.from({ length: count }, (_, i) => scaledRank(i, Math.max(1, count - 1)));
  const shifts = new Float64Array(terms);
  const scales = new Float64Array(terms);
  const coefficients = Array.from({ length: dimensions }, () => new Float64Array(terms));
  let before = new Float64Array(count);
  let current = new Float64Array(count).fill(1);
  let normBefore = 1;
  for (let term = 0; term < terms; term++) {
    const norm = dot(current, current);
    for (let d = 0; d < dimensions; d++) {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += current[i]! * values[i * dimensions + d]!;
      coefficients[d]![term] = sum / norm;
    }
    const shift = ranks.reduce((sum, t, i) => sum + t * current[i]! * current[i]!, 0) / norm;
    const scale = term === 0 ? 0 : norm / normBefore;
    shifts[term] = shift;
    scales[term] = scale;
    const [held, older] = [current, before];
    current = Float64Array.from(held, (value, i) => (ranks[i]! - shift) * value - scale * older[i]!);
    before = held;
    normBefore = norm;
  }
  return coefficients.map((own) => ({ coefficients: own, shifts, scales }));
}

/** The polynomial at a rank in [0, last], which need not be whole. */
export function polynomialAt({ coefficients, shifts, scales }: RankPolynomial, rank: number, last: number): number {
  const t = scaledRank(rank, last);
  let before = 0;
  let current = 1;
  let sum = 0;
  for (let term = 0; term < coefficients.length; term++) {
    sum += coefficients[term]! * current;
    const next = (t - shifts[term]!) * current - scales[term]! * before;
    before = current;
    current = next;
  }
  return sum;
}

const scaledRank = (rank: number, last: number): number => (2 * rank) / last - 1;

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
