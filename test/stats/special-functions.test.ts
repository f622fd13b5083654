/** Special functions against mpmath at 50 digits; the bound in the title is on the relative error of every single case. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { betaQuantile } from '../../src/stats/beta-quantile.ts';
import { binomialCdf, binomialLogPmf, binomialPmf, binomialSf } from '../../src/stats/binomial.ts';
import { chiSquareCdf, chiSquareSf } from '../../src/stats/chi-square.ts';
import { incompleteBeta, incompleteBetaUpper } from '../../src/stats/incomplete-beta.ts';
import { incompleteGamma, incompleteGammaUpper } from '../../src/stats/incomplete-gamma.ts';
import { logGamma } from '../../src/stats/log-gamma.ts';
import { erf, erfc, normalCdf, normalQuantile } from '../../src/stats/normal.ts';
import { studentTCdf, studentTQuantile } from '../../src/stats/student-t.ts';

type Case = readonly [readonly number[], string];
const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/special-functions.json', import.meta.url), 'utf8'),
) as Record<string, readonly Case[]>;

const functions: Record<string, { readonly f: (...x: number[]) => number; readonly bound: number }> = {
  logGamma: { f: logGamma, bound: 1e-14 },
  erf: { f: erf, bound: 1e-14 },
  erfc: { f: erfc, bound: 1e-13 },
  normalCdf: { f: normalCdf, bound: 1e-13 },
  normalQuantile: { f: normalQuantile, bound: 1e-14 },
  incompleteGamma: { f: incompleteGamma, bound: 1e-12 },
  incompleteGammaUpper: { f: incompleteGammaUpper, bound: 1e-12 },
  incompleteBeta: { f: incompleteBeta, bound: 1e-12 },
  incompleteBetaUpper: { f: incompleteBetaUpper, bound: 1e-12 },
  betaQuantile: { f: betaQuantile, bound: 1e-13 },
  studentTCdf: { f: studentTCdf, bound: 1e-12 },
  studentTQuantile: { f: studentTQuantile, bound: 1e-13 },
  chiSquareSf: { f: chiSquareSf, bound: 1e-12 },
  binomialCdf: { f: binomialCdf, bound: 1e-12 },
  binomialSf: { f: binomialSf, bound: 1e-12 },
};

const relativeError = (value: number, expected: number) =>
  value === expected ? 0 : Math.abs(value - expected) / Math.abs(expected);

describe('special functions against mpmath', () => {
  it('every function of the fixture is tested and every tested one has cases', () => {
    expect(Object.keys(fixture).filter((name) => name !== '_about')).toEqual(Object.keys(functions));
  });
  for (const [name, { f, bound }] of Object.entries(functions)) {
    it(`${name} has relative error below ${bound}`, () => {
      for (const [x, expected] of fixture[name]!) {
        expect(
          relativeError(f(...x), Number(expected)),
          `${name}(${x.join(', ')}) = ${expected}, got ${f(...x)}`,
        ).toBeLessThan(bound);
      }
    });
  }
});

describe('identities and edges', () => {
  it('quantiles invert their distribution functions', () => {
    for (const p of [1e-200, 1e-12, 0.01, 0.3, 0.5, 0.9, 0.999]) {
      expect(relativeError(normalCdf(normalQuantile(p)), p)).toBeLessThan(2e-12);
      expect(relativeError(studentTCdf(studentTQuantile(p, 7), 7), p)).toBeLessThan(2e-12);
      expect(relativeError(incompleteBeta(betaQuantile(p, 3, 40), 3, 40), p)).toBeLessThan(2e-12);
    }
  });
  it('binomial probabilities sum to one and to the distribution function', () => {
    const n = 37;
    let sum = 0;
    for (let k = 0; k <= n; k++) {
      sum += binomialPmf(k, n, 0.13);
      expect(relativeError(binomialCdf(k, n, 0.13), sum)).toBeLessThan(1e-13);
    }
    expect(binomialLogPmf(3, 2, 0.5)).toBe(-Infinity);
    expect(binomialPmf(0, 5, 0)).toBe(1);
    expect(binomialPmf(5, 5, 1)).toBe(1);
    expect(binomialPmf(2, 5, 1)).toBe(0);
  });
  it('domain edges give limits, outside them NaN', () => {
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3), betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([
      0, 1, 0, 1,
    ]);
    expect([normalQuantile(0), normalQuantile(1), normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([
      -Infinity,
      Infinity,
      0,
      1,
    ]);
    expect([studentTCdf(-Infinity, 3), studentTCdf(Infinity, 3), studentTCdf(1.5, Infinity)]).toEqual([
      0,
      1,
      normalCdf(1.5),
    ]);
    expect([chiSquareSf(0, 2), chiSquareCdf(Infinity, 2), chiSquareCdf(-1, 2)]).toEqual([1, 1, 0]);
    expect([logGamma(1), logGamma(2), logGamma(0)]).toEqual([0, 0, Infinity]);
    const outside = [
      logGamma(-1),
      normalQuantile(1.1),
      normalCdf(NaN),
      incompleteBeta(0.5, 0, 1),
      incompleteBeta(-0.1, 1, 1),
    ];
    const more = [
      betaQuantile(NaN, 1, 1),
      studentTCdf(0, 0),
      studentTQuantile(2, 3),
      binomialCdf(1, 2, NaN),
      chiSquareSf(1, 0),
    ];
    for (const value of [...outside, ...more, erf(NaN), erfc(NaN), incompleteGamma(1, -1)]) expect(value).toBeNaN();
  });
  it('a quantile below 1e-290 is 0, not a failure', () => {
    // x = 0.2^(1/0.001) for beta(0.001, 1): 1e-699.
    expect(betaQuantile(0.2, 0.001, 1)).toBe(0);
  });
});
