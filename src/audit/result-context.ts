/** What the checks of results are told, and the order in which findings are shown. */
import type { Distribution } from '../data/types.ts';
import type { ResultContext } from '../diagnostics/context.ts';
import { scoreFacts } from '../diagnostics/score-facts.ts';
import type { Finding, Severity } from '../diagnostics/types.ts';
import type { Compared } from './comparison.ts';
import type { FinalLook } from './final-look.ts';
import type { PreparedDataset } from './prepare-dataset.ts';

export function resultContext(
  { dataset: { target } }: PreparedDataset,
  distribution: Distribution,
  compared: Compared,
  final: FinalLook,
): ResultContext {
  const positive = target.positive === null ? null : target.classes[target.positive]!;
  const share = distribution.classes.find(({ label }) => label === positive)?.share ?? null;
  const accuracy = final.nullModel.measures.find(({ name }) => name === 'accuracy');
  return {
    evaluation: final.evaluation,
    multiclass: final.multiclass,
    comparison: compared.comparison,
    chosen: { strategy: compared.chosen.strategy, model: compared.chosen.model },
    nullAccuracy: accuracy?.value ?? 0,
    positive,
    positiveInferred: target.positiveInferred,
    positiveShare: share,
    ...(final.outOfFold === null ? {} : { outOfFold: final.outOfFold, prevalenceTrain: final.outOfFold.prevalence }),
    ...(final.threshold === null ? {} : { threshold: final.threshold }),
    ...(final.scores === null ? {} : { scores: scoreFacts(final.scores.scores) }),
  };
}

const order: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, note: 2 };

/** Critical findings first; within a severity the order in which they were found. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
}
