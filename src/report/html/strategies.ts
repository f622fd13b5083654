/** Strategies against the imbalance, compared on the same folds, with a verdict in words on ranking and on decisions. */
import type { AuditResult } from '../../audit/types.ts';
import { strategyComparisonChart } from '../../charts/strategy-comparison.ts';
import { type StrategyVerdict, verdictWords } from '../../charts/verdict-words.ts';
import { measureTitle, measureWords } from '../glossary.ts';
import { counted, fixedText, listed, pText, sentence, signedRangeText, signedText, valueText } from '../words.ts';
import { type Html, html, type Part, responsiveFigure, section, table } from './markup.ts';

type Comparison = AuditResult['comparison'];
type StrategyResult = Comparison['results'][number];

export function strategiesSection({ comparison, chosen }: AuditResult): Html {
  const { primary, decision, folds, repeats } = comparison;
  const rounds = repeats > 1 ? `, drawn ${repeats} times` : '';
  return section(
    'strategies',
    'Does anything help?',
    comparison.summary.map((text) => html`<p>${text}</p>`),
    html`<p class="muted">Every strategy saw the same ${counted(folds, 'fold')}${rounds}: fitted on the rest, judged on the fold left
out. A verdict compares with doing nothing with the same model; “helps” and “hurts” are said only where the interval of the
difference excludes zero, widened because folds share rows.</p>`,
    comparisonFigure(comparison, 'ranking', primary, 'Ranking: the rare rows first?'),
    comparisonFigure(comparison, 'decisions', decision, 'Decisions: the right rows flagged?'),
    html`<p class="key">Dot: mean over the folds. Ticks: single folds. Bar: interval of the difference from doing nothing, laid around
doing nothing (dashed).</p>`,
    comparisonTable(comparison),
    html`<p><strong>Chosen: ${chosen.title}.</strong> ${chosen.why}</p>`,
  );
}

function comparisonFigure(comparison: Comparison, on: 'ranking' | 'decisions', measure: string, title: string): Html {
  const words = measureWords(measure);
  const options = { on, title, measureTitle: words.title };
  const caption = [meaningOf(measure), dummyNote(comparison, measure)].join(' ');
  return responsiveFigure(
    strategyComparisonChart(comparison, options),
    strategyComparisonChart(comparison, { ...options, width: 360 }),
    caption,
  );
}

function meaningOf(measure: string): string {
  const words = measureWords(measure);
  return words.meaning === '' ? '' : `${sentence(words.title)}: ${words.meaning}.`;
}

/** Baselines that ignore the data are not drawn, but said. */
function dummyNote({ results }: Comparison, measure: string): string {
  const scores = results.flatMap((result) => {
    const mean = result.measures.find((entry) => entry.name === measure)?.mean;
    return result.dummy && mean !== undefined ? [`${result.modelTitle} ${valueText(mean)}`] : [];
  });
  return scores.length === 0 ? '' : `Without looking at the data: ${listed(scores)}.`;
}

function comparisonTable(comparison: Comparison): Html {
  const { primary, decision } = comparison;
  const real = comparison.results.filter((result) => !result.dummy);
  const dummies = comparison.results.filter((result) => result.dummy);
  return table(
    'Means over the folds, with the standard deviation between folds',
    [
      { head: 'Strategy' },
      { head: sentence(measureTitle(primary)), number: true },
      { head: 'Ranking' },
      { head: sentence(measureTitle(decision)), number: true },
      { head: 'Decisions' },
    ],
    [...real, ...dummies].map((result) => [
      result.dummy
        ? html`${sentence(result.modelTitle)}<small>ignores the data</small>`
        : html`${sentence(result.strategyTitle)}<small>${result.modelTitle}</small>`,
      meanCell(result, primary),
      result.dummy ? null : verdictCell(result.verdict, result.comparison),
      meanCell(result, decision),
      result.dummy ? null : verdictCell(result.decisionVerdict, result.decisionComparison),
    ]),
  );
}

function meanCell(result: StrategyResult, name: string): Part {
  const measure = result.measures.find((entry) => entry.name === name);
  if (measure === undefined) return '–';
  const spread = measure.sd === null ? null : html`<small>± ${fixedText(measure.sd, 3)}</small>`;
  return html`${valueText(measure.mean)}${spread}`;
}

function verdictCell(verdict: StrategyVerdict, compared: StrategyResult['comparison']): Html {
  const word = html`<span class="verdict ${verdict}">${verdictWords[verdict]}</span>`;
  if (compared === undefined) return word;
  const difference = `${signedText(compared.difference)} (${signedRangeText(compared.interval)})`;
  return html`${word}<small>${difference}</small><small>${pText(compared.pValue)}</small>`;
}
