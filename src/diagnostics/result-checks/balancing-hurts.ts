/** A way of balancing that ranks cases worse than doing nothing. */
import { balancingResults, nameOf, sentenceOf } from '../balancing.ts';
import type { ResultCheck } from '../context.ts';
import { finding } from '../words.ts';

const code = 'balancing-hurts';

export const balancingHurts: ResultCheck = {
  code,
  title: 'balancing that does harm',
  detect: ({ comparison, chosen }) => {
    if (comparison === undefined) return [];
    return balancingResults(comparison)
      .filter(({ verdict }) => verdict === 'hurts')
      .map((result) => {
        const inUse = chosen?.strategy === result.strategy && chosen.model === result.model;
        return finding({
          code,
          severity: inUse ? 'critical' : 'warning',
          title: `Worse than doing nothing: ${nameOf(result)}`,
          evidence: `${sentenceOf(result)} Both were judged on the same ${comparison.folds} folds.`.trimStart(),
          why:
            'Balancing makes the model attend to the rare class at the price of everything else it could have learned. Where the ' +
            'model can see the rare class already, only the price remains.',
          fix: 'Leave the data and the weights as they are, and find more of the rare class by lowering the threshold.',
        });
      });
  },
};
