/** The threshold as an artifact: its value, what it was chosen for, on which rows, and how far it can be trusted. */
import type { AuditResult } from '../../audit/types.ts';
import { measureTitle } from '../glossary.ts';
import { countText, levelText, measureText, rangeText, thresholdText } from '../words.ts';
import { type Html, html, type Part, section } from './markup.ts';

type ThresholdChoice = NonNullable<AuditResult['threshold']>;

export function thresholdSection(choice: ThresholdChoice): Html {
  return section(
    'threshold',
    'The threshold',
    choice.threshold === null
      ? html`<p><strong>No threshold was chosen.</strong> ${choice.infeasible}</p>`
      : html`<p>Flag a row when its score is at least <strong>${thresholdText(choice.threshold)}</strong>. It was chosen on rows of the
training part, each scored by a model that had not seen it, never on the test part.</p>`,
    factList(thresholdFacts(choice)),
  );
}

function thresholdFacts(choice: ThresholdChoice): readonly (readonly [string, Part])[] {
  const { chosenOn, interval, perFold, achieved } = choice;
  const reached = achieved.map((measure) => `${measureTitle(measure.name)} ${measureText(measure)}`);
  return [
    ...(choice.threshold === null ? [] : ([['Exact value', String(choice.threshold)]] as const)),
    ['Chosen for', choice.objectiveTitle],
    ['Chosen on', `${countText(chosenOn.rows)} out-of-fold rows, ${countText(chosenOn.positives)} positives`],
    ...(interval === undefined
      ? []
      : ([[`${levelText(interval.level)} interval`, `${rangeText(interval)} (${interval.method})`]] as const)),
    ...(perFold.length === 0
      ? []
      : ([['Each fold alone would choose', perFold.map((value) => thresholdText(value)).join(', ')]] as const)),
    ...(reached.length === 0
      ? []
      : ([
          ['Reached where it was chosen', html`${reached.join('; ')} <small>(flattering: it was chosen there)</small>`],
        ] as const)),
  ];
}

/** Terms and their facts in two columns. */
export function factList(facts: readonly (readonly [string, Part])[]): Html {
  return html`<dl class="facts">${facts.map(([term, fact]) => html`<dt>${term}</dt><dd>${fact}</dd>`)}</dl>`;
}
