export { betaQuantile } from './beta-quantile.ts';
export { binomialCdf, binomialLogPmf, binomialPmf, binomialQuantile, binomialSf } from './binomial.ts';
export {
  type BcaOptions,
  type BootstrapInterval,
  type BootstrapOptions,
  bcaInterval,
  percentileInterval,
} from './bootstrap.ts';
export { chiSquareCdf, chiSquareSf } from './chi-square.ts';
export { type CorrectedTTest, type CorrectedTTestOptions, correctedResampledTTest } from './corrected-t-test.ts';
export { type CountResampler, countResampler } from './count-resampler.ts';
export { binomialDraw, multinomialDraw, poissonDraw } from './draws.ts';
export { holm } from './holm.ts';
export { incompleteBeta, incompleteBetaUpper } from './incomplete-beta.ts';
export { incompleteGamma, incompleteGammaUpper } from './incomplete-gamma.ts';
export { logGamma } from './log-gamma.ts';
export { type McNemarInput, type McNemarTest, mcnemar } from './mcnemar.ts';
export { erf, erfc, normalCdf, normalQuantile } from './normal.ts';
export { clopperPearson, jeffreys, type ProportionOptions, wilson } from './proportion.ts';
export { quantileSorted } from './quantile.ts';
export { casesForGate, casesForHalfWidth, type LevelOptions, ruleOfThree } from './sample-size.ts';
export { type SignFlipOptions, type SignFlipTest, signFlipTest } from './sign-flip-test.ts';
export { studentTCdf, studentTQuantile } from './student-t.ts';
export type { Interval } from './types.ts';
