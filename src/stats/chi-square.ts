/** The chi-square distribution. */
import { incompleteGamma, incompleteGammaUpper } from './incomplete-gamma.ts';

/** P(X <= x) with df > 0 degrees of freedom; 0 for x <= 0, NaN where df is not positive. */
export function chiSquareCdf(x: number, df: number): number {
  return incompleteGamma(df / 2, x < 0 ? 0 : x / 2);
}

/** P(X > x), the p-value of a chi-square statistic, accurate where it is small. */
export function chiSquareSf(x: number, df: number): number {
  return incompleteGammaUpper(df / 2, x < 0 ? 0 : x / 2);
}
