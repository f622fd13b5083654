/** The strategies of a comparison that change the data or the fitting, as opposed to moving the threshold only. */
import type { StrategyComparison, StrategyResult } from '../validation/types.ts';

/** Neither of these touches what the model learns. */
const untouched = new Set(['none', 'threshold-only']);

export function balancingResults(comparison: StrategyComparison): StrategyResult[] {
  return comparison.results.filter(
    ({ strategy, dummy, verdict }) => !dummy && !untouched.has(strategy) && verdict !== 'reference',
  );
}

/** `balanced class weights with logistic regression`. */
export function nameOf({ strategyTitle, modelTitle }: StrategyResult): string {
  return `${strategyTitle} with ${modelTitle}`;
}

/** The sentence of the paired test with a capital and a full stop, or nothing where there was no test. */
export function sentenceOf({ comparison }: StrategyResult): string {
  if (comparison === undefined || comparison.sentence === '') return '';
  const { sentence } = comparison;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${/[.!?]$/.test(sentence) ? '' : '.'}`;
}
