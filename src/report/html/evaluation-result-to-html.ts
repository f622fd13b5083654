/** A judgement of predictions as one self-contained page. */
import type { EvaluationResult, JudgedPredictions, PairComparison } from '../../audit/evaluate-types.ts';
import {
  allGates,
  amountSentences,
  differenceCells,
  evaluationResultVerdict,
  gateWords,
  settingsText,
  sharedText,
  testSentences,
} from '../evaluation-result-words.ts';
import { counted } from '../words.ts';
import { classesSection } from './classes.ts';
import { evaluationSections } from './evaluation.ts';
import { findingsSection } from './findings.ts';
import { evaluationOver, evaluationTiles, tileList } from './headline.ts';
import { type Html, html, nameOf, type Part, section, table } from './markup.ts';
import { multiclassSections } from './multiclass.ts';
import { type PageSection, pageText } from './page.ts';

/** A pure function of the result. Names from the data are escaped; the page carries a policy that forbids scripts. */
export function evaluationResultToHtml(result: EvaluationResult): string {
  const { headline, paragraphs } = evaluationResultVerdict(result);
  const { evaluation, source } = result;
  return pageText({
    title: `${source.name}: evaluation`,
    over: evaluation === null ? source.name : `${source.name}: ${evaluationOver(evaluation)}`,
    headline,
    lead: html`<div class="lead">${paragraphs.map((text) => html`<p>${text}</p>`)}</div>${
      evaluation === null ? null : tileList(evaluationTiles(evaluation))
    }`,
    sections: sectionsOf(result),
    version: result.version,
  });
}

function sectionsOf(result: EvaluationResult): readonly PageSection[] {
  const bothClasses = Number.isFinite(result.distribution.ratio);
  return [
    ...gateSections(result),
    { id: 'findings', short: 'Findings', content: findingsSection({ ...result, pretended: null }) },
    ...(bothClasses ? [{ id: 'classes', short: 'How rare', content: classesSection(result) }] : []),
    ...result.comparisons.map((pair, i) => ({
      id: `comparison-${i + 1}`,
      short: 'Comparison',
      content: comparisonSection(pair, i),
    })),
    ...numberSections(result),
    ...(result.amounts === null ? [] : [{ id: 'amounts', short: 'Amounts', content: amountsSection(result) }]),
    ...result.others.map((judged, i) => ({
      id: `other-${i + 1}`,
      short: judged.source.name,
      content: other(judged, i),
    })),
    { id: 'settings', short: 'Settings', content: settings(result) },
  ];
}

function gateSections(result: EvaluationResult): readonly PageSection[] {
  const all = allGates(result);
  if (all.length === 0) return [];
  const rows = all.map(({ gate, verdict, sentence, of }): Part[] => [`${of}${gate}`, gateWords[verdict], sentence]);
  const content = section(
    'gates',
    'Gates',
    table('What was demanded, and whether it is met', [{ head: 'Gate' }, { head: 'Verdict' }, { head: 'Why' }], rows),
  );
  return [{ id: 'gates', short: 'Gates', content }];
}

function numberSections({
  evaluation,
  multiclass,
  nullModel,
  judged,
  target,
}: EvaluationResult): readonly PageSection[] {
  if (multiclass !== null) return multiclassSections(multiclass);
  const negative = nullModel.prediction === target.positive ? {} : { negative: nullModel.prediction };
  const sections = evaluationSections(evaluation!, { rows: 'these predictions', ...negative });
  return judged === 'classes' ? sections.filter(({ id }) => id !== 'ranking') : sections;
}

function comparisonSection(pair: PairComparison, position: number): Html {
  return section(
    `comparison-${position + 1}`,
    html`${nameOf(pair.name)} against ${nameOf(pair.reference)}`,
    html`<p>${pair.sentence}</p>`,
    table(
      sharedText(pair),
      [
        { head: 'Measure' },
        { head: 'This', number: true },
        { head: 'Reference', number: true },
        { head: 'Difference', number: true },
      ],
      pair.differences.map((entry) => [...differenceCells(entry)]),
    ),
    html`<ul class="plain">${testSentences(pair).map((text) => html`<li>${text}</li>`)}</ul>`,
  );
}

function amountsSection(result: EvaluationResult): Html {
  return section('amounts', 'What is at stake', html`<p>${amountSentences(result).join(' ')}</p>`);
}

/** Another file: what was found in it; its numbers stand in the comparison. */
function other(judged: JudgedPredictions, position: number): Html {
  const said = judged.findings.map(({ title, evidence }) => html`<li>${title}. ${evidence}</li>`);
  const warned = judged.warnings.map(({ message }) => html`<li>${message}</li>`);
  return section(
    `other-${position + 1}`,
    nameOf(judged.source.name),
    html`<p>${counted(judged.source.rows, 'row')}. ${amountSentences(judged).join(' ')}</p>`,
    said.length + warned.length === 0 ? null : html`<ul class="plain">${said}${warned}</ul>`,
  );
}

function settings(result: EvaluationResult): Html {
  return section(
    'settings',
    'To do it again',
    html`<p>The result depends on the files, these settings and the version, on nothing else: ${settingsText(result)}.</p>`,
  );
}
