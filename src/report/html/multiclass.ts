/** Everything said about scores for three or more classes: the matrix, measures over classes, and every class by itself. */
import { confusionChart } from '../../charts/confusion.ts';
import type { MulticlassEvaluation } from '../../metrics/types.ts';
import { measureTitle } from '../glossary.ts';
import { counted, countText, sentence } from '../words.ts';
import { figure, type Html, html, nameOf, section, table } from './markup.ts';
import { measureCell, measureTable } from './measures.ts';
import type { PageSection } from './page.ts';

/** More classes than this do not fit into a drawing that anyone can read. */
const drawnClasses = 20;

export function multiclassSections(evaluation: MulticlassEvaluation): readonly PageSection[] {
  return [
    { id: 'decisions', short: 'Decisions', content: matrixSection(evaluation) },
    { id: 'per-class', short: 'Every class', content: perClassSection(evaluation) },
  ];
}

function matrixSection(evaluation: MulticlassEvaluation): Html {
  const { confusion, classes, n } = evaluation;
  return section(
    'decisions',
    'What is taken for what?',
    html`<p>Each of the ${counted(n, 'row')} is given to its most probable class. Percentages are shares of the true class; the diagonal is
right.</p>`,
    classes.length > drawnClasses
      ? html`<p class="muted">The matrix of ${classes.length} classes is left to the JSON result.</p>`
      : figure(confusionChart(confusion, { classes, title: 'Confusion matrix' })),
    measureTable('Over all classes', evaluation.measures),
  );
}

function perClassSection({ perClass }: MulticlassEvaluation): Html {
  const names = [...new Set(perClass.flatMap((entry) => entry.measures.map((measure) => measure.name)))];
  return section(
    'per-class',
    'Every class by itself',
    html`<p>Each class against all others. A class with few rows has wide intervals: that is what the data can say, not a defect.</p>`,
    table(
      'Measures of each class',
      [
        { head: 'Class' },
        { head: 'Rows', number: true },
        ...names.map((name) => ({ head: sentence(measureTitle(name)), number: true })),
      ],
      perClass.map((entry) => [
        nameOf(entry.label),
        countText(entry.support),
        ...names.map((name) => measureCell(entry.measures.find((measure) => measure.name === name))),
      ]),
    ),
  );
}
