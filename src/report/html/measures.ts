/** Tables of measures: value, interval, what knowing nothing scores, and what each measure says. */
import type { Evaluation, Measure } from '../../metrics/types.ts';
import { measureTitle, measureWords } from '../glossary.ts';
import { counted, levelText, listed, rangeText, sentence, thresholdText, valueText } from '../words.ts';
import { type Html, html, type Part, table } from './markup.ts';

/** Name and meaning of a measure, for the first cell of a row. */
export function measureHead(name: string): Html {
  const words = measureWords(name);
  return html`${sentence(words.title)}${words.meaning === '' ? null : html`<small>${words.meaning}</small>`}`;
}

/** Value over interval, or why there is none. */
export function measureCell(measure: Measure | undefined): Part {
  if (measure === undefined) return '–';
  if (measure.value === null) return html`–<small class="reason">${measure.reason ?? 'undefined'}</small>`;
  const range = measure.interval === undefined ? null : html`<small>${rangeText(measure.interval)}</small>`;
  return html`${valueText(measure.value)}${range}`;
}

function baselineCell(measure: Measure | undefined): Part {
  return measure?.baseline === undefined ? '–' : valueText(measure.baseline.value);
}

/** All decision measures, one column per threshold. */
export function pointTable(evaluation: Evaluation): Html {
  return html`${pointRows(evaluation)}${methodNote(evaluation.points.flatMap((point) => point.measures))}`;
}

function pointRows(evaluation: Evaluation): Html {
  const { points } = evaluation;
  const names = [...new Set(points.flatMap((point) => point.measures.map((measure) => measure.name)))];
  const find = (point: Evaluation['points'][number], name: string): Measure | undefined =>
    point.measures.find((measure) => measure.name === name);
  return table(
    `Decisions on ${counted(evaluation.n, 'row')}, ${counted(evaluation.nPositive, 'positive')}${levelNote(points.flatMap((point) => point.measures))}`,
    [
      { head: 'Measure' },
      ...points.map((point) => ({ head: `At ${thresholdText(point.threshold)}`, number: true })),
      { head: 'Knowing nothing', number: true },
    ],
    names.map((name) => [
      measureHead(name),
      ...points.map((point) => measureCell(find(point, name))),
      baselineCell(points.map((point) => find(point, name)).find((measure) => measure?.baseline !== undefined)),
    ]),
  );
}

/** Measures in a single column of values, and how their intervals were made. */
export function measureTable(caption: string, measures: readonly Measure[]): Html {
  return html`${table(
    `${caption}${levelNote(measures)}`,
    [{ head: 'Measure' }, { head: 'Value', number: true }, { head: 'Knowing nothing', number: true }],
    measures.map((measure) => [measureHead(measure.name), measureCell(measure), baselineCell(measure)]),
  )}${methodNote(measures)}`;
}

/** `Intervals: Wilson for accuracy; DeLong for ROC-AUC.` */
function methodNote(measures: readonly Measure[]): Part {
  const methods = new Map<string, string[]>();
  for (const { name, interval } of measures) {
    if (interval === undefined) continue;
    const titles = methods.get(interval.method) ?? [];
    if (!titles.includes(measureTitle(name))) methods.set(interval.method, [...titles, measureTitle(name)]);
  }
  if (methods.size === 0) return null;
  const said = [...methods].map(([method, titles]) => `${method} for ${listed(titles)}`);
  return html`<p class="note">Intervals: ${said.join('; ')}.</p>`;
}

function levelNote(measures: readonly Measure[]): string {
  const level = measures.find((measure) => measure.interval !== undefined)?.interval?.level;
  return level === undefined ? '' : `; small: ${levelText(level)} interval`;
}
