/** Nothing that balances was seen to rank cases better than doing nothing. */
import { balancingResults, nameOf, sentenceOf } from '../balancing.ts';
import type { ResultCheck } from '../context.ts';
import { finding, listing, plural } from '../words.ts';

const code = 'balancing-does-not-help';

export const balancingDoesNotHelp: ResultCheck = {
  code,
  title: 'balancing without benefit',
  detect: ({ comparison }) => {
    if (comparison === undefined) return [];
    const tried = balancingResults(comparison);
    if (tried.length === 0 || tried.some(({ verdict }) => verdict === 'helps')) return [];
    const harmless = tried.filter(({ verdict }) => verdict !== 'hurts');
    if (harmless.length === 0) return [];
    return [
      finding({
        code,
        severity: 'note',
        title: 'No way of balancing was seen to help',
        evidence:
          `On the same ${plural(comparison.folds, 'fold')}, ${listing(harmless.map(nameOf))} did not rank cases better than doing nothing, as far as can be told. ` +
          harmless.map(sentenceOf).filter(Boolean).slice(0, 3).join(' '),
        why:
          'Balancing mostly moves all scores up, which finds more of the rare class at the usual threshold but ranks cases as ' +
          'before. A lower threshold does the same and leaves the probabilities honest.',
        fix: 'Prefer the plain model with a chosen threshold; come back to balancing with more rows or another kind of model.',
      }),
    ];
  },
};
