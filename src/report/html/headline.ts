/** The top of an audit: the verdict in paragraphs and the four numbers to remember. */
import type { AuditResult } from '../../audit/types.ts';
import type { Evaluation, Measure } from '../../metrics/types.ts';
import { auditVerdict, chosenPoint, rareClass } from '../verdict.ts';
import { counted, countText, findMeasure, oneIn, percentText, quoted, rangeText, valueText } from '../words.ts';
import { type Html, html, nameOf, type Part } from './markup.ts';

interface Tile {
  readonly term: string;
  readonly value: string;
  readonly note: Part;
}

export function auditLead(result: AuditResult): Html {
  const { paragraphs, trap = '' } = auditVerdict(result);
  return html`<div class="lead">${[...paragraphs, trap].map((text) => html`<p>${text}</p>`)}</div>${tileList(tilesOf(result))}`;
}

export function auditOver({ source, target }: AuditResult): Html {
  return html`Audit of ${nameOf(source.name)}, column ${nameOf(target.column)}`;
}

function tilesOf(result: AuditResult): readonly Tile[] {
  const rare = rareClass(result);
  const share: Tile[] =
    rare === undefined
      ? []
      : [
          {
            term: result.target.positive === null ? 'Rarest class' : 'Positive rows',
            value: percentText(rare.share),
            note: `${countText(rare.count)} of ${countText(result.distribution.n)}, ${oneIn(rare.share)}`,
          },
        ];
  if (result.test !== null) return [...share, ...evaluationTiles(result.test)];
  const measures = result.multiclassTest?.measures ?? [];
  const names = ['accuracy', 'balancedAccuracy', 'macroF1', 'macroAveragePrecision'];
  return [
    ...share,
    ...names.flatMap((name) => measureTile(findMeasure(measures, name), multiclassTerms[name] ?? name)),
  ].slice(0, 4);
}

const multiclassTerms: Readonly<Record<string, string>> = {
  accuracy: 'Accuracy',
  balancedAccuracy: 'Balanced accuracy',
  macroF1: 'Macro F1',
  macroAveragePrecision: 'Macro average precision',
};

/** Recall and precision at the operating point, and average precision. */
export function evaluationTiles(evaluation: Evaluation): readonly Tile[] {
  const measures = chosenPoint(evaluation)?.measures ?? [];
  return [
    ...measureTile(findMeasure(measures, 'recall'), 'Recall: share caught'),
    ...measureTile(findMeasure(measures, 'precision'), 'Precision: alarms right'),
    ...measureTile(findMeasure(evaluation.ranking, 'averagePrecision'), 'Average precision'),
  ];
}

function measureTile(measure: Measure | undefined, term: string): Tile[] {
  if (measure === undefined) return [];
  if (measure.value === null) return [{ term, value: '–', note: measure.reason ?? 'undefined' }];
  const range = measure.interval === undefined ? '' : rangeText(measure.interval, 2);
  const guess = measure.baseline === undefined ? '' : `guessing ${valueText(measure.baseline.value, 2)}`;
  return [{ term, value: valueText(measure.value, 2), note: [range, guess].filter(Boolean).join('; ') }];
}

export function tileList(tiles: readonly Tile[]): Html {
  const items = tiles.map(
    ({ term, value, note }) =>
      html`<div><dt>${term}</dt><dd class="value">${value}</dd><dd class="note">${note}</dd></div>`,
  );
  return html`<dl class="tiles">${items}</dl>`;
}

/** What is said about an evaluation that stands alone. */
export function evaluationOver(evaluation: Evaluation): string {
  return `${counted(evaluation.n, 'row')}, ${countText(evaluation.nPositive)} of them ${quoted(evaluation.positive)}`;
}
