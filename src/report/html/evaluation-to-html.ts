/** One evaluation of binary or class scores, by itself, as a self-contained page. */
import type { Evaluation, MulticlassEvaluation } from '../../metrics/types.ts';
import { evaluationVerdict } from '../verdict.ts';
import { evaluationSections } from './evaluation.ts';
import { evaluationOver, evaluationTiles, tileList } from './headline.ts';
import { html } from './markup.ts';
import { multiclassSections } from './multiclass.ts';
import { pageText } from './page.ts';

export interface EvaluationPageOptions {
  /** What was evaluated, such as a file name. */
  readonly name: string;
  readonly version?: string;
}

export function evaluationToHtml(
  evaluation: Evaluation | MulticlassEvaluation,
  { name, version }: EvaluationPageOptions,
): string {
  const { headline, paragraphs } = evaluationVerdict(evaluation);
  const binary = 'points' in evaluation;
  return pageText({
    title: `${name}: evaluation`,
    over: binary ? `${name}: ${evaluationOver(evaluation)}` : name,
    headline,
    lead: html`<div class="lead">${paragraphs.map((text) => html`<p>${text}</p>`)}</div>${
      binary ? tileList(evaluationTiles(evaluation)) : null
    }`,
    sections: binary ? evaluationSections(evaluation, { rows: 'these predictions' }) : multiclassSections(evaluation),
    ...(version === undefined ? {} : { version }),
  });
}
