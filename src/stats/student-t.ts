/** Student's t distribution: the tails behind paired tests over folds. */
import { betaPoint } from './beta-quantile.ts';
import { betaTails } from './incomplete-beta.ts';
import { normalCdf, normalQuantile } from './normal.ts';

/** P(T <= t) with df > 0 degrees of freedom (Infinity is the normal distribution); NaN outside. Both tails keep relative accuracy. */
export function studentTCdf(t: number, df: number): number {
  if (!(df > 0) || Number.isNaN(t)) return NaN;
  if (df === Infinity) return normalCdf(t);
  if (Math.abs(t) === Infinity) return t < 0 ? 0 : 1;
  // df / (df + t^2) and its complement, in a form in which t^2 cannot overflow.
  const ratio = t / Math.sqrt(df);
  const large = Math.abs(ratio) > 1;
  const inverse = 1 / ratio;
  const x = large ? (inverse * inverse) / (1 + inverse * inverse) : 1 / (1 + ratio * ratio);
  const y = large ? 1 / (1 + inverse * inverse) : (ratio * ratio) / (1 + ratio * ratio);
  const tail = betaTails(df / 2, 0.5, x, y).lower / 2;
  return t <= 0 ? tail : 1 - tail;
}

/** The t with P(T <= t) = p, p in [0, 1], df > 0; NaN outside. */
export function studentTQuantile(p: number, df: number): number {
  if (!(0 <= p && p <= 1 && df > 0)) return NaN;
  if (df === Infinity) return normalQuantile(p);
  if (p === 0.5) return 0;
  if (p > 0.5) return -studentTQuantile(1 - p, df);
  const { x, y } = betaPoint(2 * p, 2 * (0.5 - p), df / 2, 0.5);
  return -Math.sqrt(df) * (Math.sqrt(y) / Math.sqrt(x));
}
