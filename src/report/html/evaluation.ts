/**
 * Everything said about one set of binary scores: matrices, curves, probabilities, measures. Used for the test part of an audit
 * and for an evaluation that stands alone.
 */
import { binaryConfusionChart } from '../../charts/confusion.ts';
import {
  type MarkedPoint,
  precisionRecallChart,
  precisionRecallPoint,
  rocChart,
  rocPoint,
} from '../../charts/curve.ts';
import { reliabilityChart } from '../../charts/reliability.ts';
import type { Confusion, Evaluation } from '../../metrics/types.ts';
import { counted, countText, fixedText, quoted, rangeText, thresholdText } from '../words.ts';
import { figure, type Html, html, type Part, section, table } from './markup.ts';
import { measureTable, pointTable } from './measures.ts';
import type { PageSection } from './page.ts';

export interface EvaluationWords {
  /** The rows, such as `the test part`. */
  readonly rows: string;
  /** What the negative class is called; defaults to `all others`. */
  readonly negative?: string;
}

export function evaluationSections(evaluation: Evaluation, words: EvaluationWords): readonly PageSection[] {
  return [
    { id: 'decisions', short: 'Decisions', content: decisionsSection(evaluation, words) },
    { id: 'ranking', short: 'Ranking', content: rankingSection(evaluation, words) },
    ...(evaluation.probability.length === 0 && evaluation.reliability.length === 0
      ? []
      : [{ id: 'probabilities', short: 'Probabilities', content: probabilitySection(evaluation) }]),
  ];
}

function decisionsSection(evaluation: Evaluation, words: EvaluationWords): Html {
  const matrices = evaluation.points.map((point, i) =>
    figure(
      binaryConfusionChart(point.confusion, {
        title: pointTitle(point.threshold, i),
        positive: evaluation.positive,
        ...(words.negative === undefined ? {} : { negative: words.negative }),
      }),
    ),
  );
  return section(
    'decisions',
    'What would be flagged?',
    html`<p>A row is flagged when its score reaches the threshold. Counts are rows of ${words.rows}: ${counted(evaluation.n, 'row')},
${counted(evaluation.nPositive, 'of them positive', 'of them positive')}. Percentages are shares of the true class.</p>`,
    html`<div class="pair">${matrices}</div>`,
    pointTable(evaluation),
  );
}

function pointTitle(threshold: number, position: number): string {
  const text = thresholdText(threshold);
  return `At the ${position === 0 && threshold === 0.5 ? 'usual' : 'chosen'} threshold, ${text}`;
}

function rankingSection(evaluation: Evaluation, words: EvaluationWords): Html {
  const { roc, precisionRecall, prevalence } = evaluation;
  return section(
    'ranking',
    'How well are rows ranked?',
    html`<p>A threshold slides along a ranking. The precision-recall curve shows what each recall costs in false alarms, against the
prevalence, which flagging at random gets. The ROC curve shows recall against the share of negative rows flagged; with a rare class it
looks friendlier than it is, because a small share of many negatives is still many rows.</p>`,
    html`<div class="pair">${[
      figure(precisionRecallChart(precisionRecall, { prevalence, marks: marksOf(evaluation, precisionRecallPoint) })),
      figure(rocChart(roc, { marks: marksOf(evaluation, rocPoint) })),
    ]}</div>`,
    measureTable(`Ranking of ${words.rows}, ${counted(evaluation.nPositive, 'positive')}`, evaluation.ranking),
  );
}

function marksOf(
  evaluation: Evaluation,
  place: (confusion: Confusion) => readonly [number, number] | null,
): readonly MarkedPoint[] {
  const last = evaluation.points.length - 1;
  return evaluation.points.flatMap((point, i) => {
    const at = place(point.confusion);
    if (at === null) return [];
    const chosen = i === last && i > 0;
    const text = thresholdText(point.threshold);
    return [{ x: at[0], y: at[1], label: chosen ? `chosen ${text}` : `at ${text}`, chosen }];
  });
}

function probabilitySection(evaluation: Evaluation): Html {
  const { reliability, probability } = evaluation;
  const drawn: Part =
    reliability.length === 0
      ? null
      : html`<div class="pair">${[figure(reliabilityChart(reliability)), reliabilityTable(reliability)]}</div>`;
  return section(
    'probabilities',
    'Can the probabilities be believed?',
    html`<p>A model may rank well and still say the wrong probabilities, most of all after resampling or weighting. Below, what it says for
${quoted(evaluation.positive, 40)} against what came true.</p>`,
    drawn,
    probability.length === 0 ? null : measureTable('Quality of the probabilities', probability),
  );
}

function reliabilityTable(bins: Evaluation['reliability']): Html {
  return table(
    `Rows in ${counted(bins.length, 'bin')} of about equal size, from the least to the most probable`,
    [
      { head: 'Said', number: true },
      { head: 'Came true', number: true },
      { head: 'Interval', number: true },
      { head: 'Positive', number: true },
    ],
    bins.map((bin) => [
      fixedText(bin.predicted, 3),
      fixedText(bin.observed, 3),
      rangeText(bin.interval, 3),
      `${countText(bin.nPositive)} of ${countText(bin.n)}`,
    ]),
    { compact: true },
  );
}
