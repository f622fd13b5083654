/** A report on resampled rows in the terminal: what became of each class, what was moved, and what to mind before using them. */
import type { ResampleResult } from '../audit/resample-types.ts';
import type { Advice } from '../resampling/advise.ts';
import type { Look } from './terminal/evaluation.ts';
import { type Cell, grid, indented, padEnd, wrapText } from './terminal/layout.ts';
import { type Colour, painter } from './terminal/paint.ts';
import type { TerminalOptions } from './terminal.ts';
import { counted, countText, listed, percentText, quoted } from './words.ts';

/** A pure function of the result. Control characters in names from the data are shown, never passed on. */
export function resampleToTerminal(
  result: ResampleResult,
  { width = 80, color = false }: TerminalOptions = {},
): string {
  const look: Look = { width: width >= 40 ? Math.min(110, Math.floor(width)) : 40, paint: painter(color) };
  const { paint } = look;
  const parts = [
    [
      ...wrapText(headline(result), look.width).map((line) => paint('bold', line)),
      ...facts(result).flatMap((text) => indented(text, look.width, 2)),
    ],
    [paint('bold', 'Classes'), ...classLines(result, look)],
    titled('Warnings', warningLines(result, look), look),
    [paint('bold', 'Before you use these rows'), ...adviceLines(result, look)],
  ];
  const shown = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${shown.join('\n\n')}\n`;
}

function titled(title: string, lines: readonly string[], { paint }: Look): readonly string[] {
  return lines.length === 0 ? [] : [paint('bold', title), ...lines];
}

function headline({ report, methodTitle, rows }: ResampleResult): string {
  const made = report.reduce((sum, line) => sum + line.made, 0);
  const removed = report.reduce((sum, line) => sum + line.removed, 0);
  const title = methodTitle.charAt(0).toUpperCase() + methodTitle.slice(1);
  const done = [
    ...(made > 0 ? [`added ${counted(made, 'row')}`] : []),
    ...(removed > 0 ? [`removed ${counted(removed, 'row')}`] : []),
  ];
  const what = done.length === 0 ? 'changed nothing' : listed(done);
  return `${title} ${what}: ${countText(rows.before)} rows before, ${countText(rows.after)} after`;
}

function facts({ rows, adjustments, provenanceColumns, unchangedText }: ResampleResult): string[] {
  const moved = adjustments.filter(({ outOfRange, rounded }) => outOfRange + rounded > 0);
  const each = moved.map(({ column, outOfRange, rounded }) => {
    const ways = [
      ...(outOfRange > 0 ? [`${countText(outOfRange)} into its range`] : []),
      ...(rounded > 0 ? [`${countText(rounded)} to whole numbers or times`] : []),
    ];
    return `${quoted(column, 30)} ${listed(ways)}`;
  });
  const more = each.length > 8 ? `, and values of ${counted(each.length - 8, 'more column')}` : '';
  return [
    ...(rows.withoutTarget > 0 ? [`${counted(rows.withoutTarget, 'row')} without a class left out.`] : []),
    ...(each.length > 0 ? [`Made values moved to stay plausible: ${each.slice(0, 8).join('; ')}${more}.`] : []),
    ...(unchangedText ? ['The rows stand as they stood in the file.'] : []),
    ...(provenanceColumns.length > 0 ? [`Where each row came from: ${listed(provenanceColumns)}.`] : []),
  ];
}

function classLines({ report }: ResampleResult, look: Look): readonly string[] {
  const heads = ['before', 'asked', 'after', 'added', 'removed', 'share before', 'after'];
  const total = (of: 'before' | 'after') => report.reduce((sum, line) => sum + line[of], 0);
  const part = (count: number, all: number) => (all === 0 ? '' : percentText(count / all));
  const rows = report.map(({ label, before, asked, after, made, removed }): Cell[] => {
    const short = asked !== null && asked !== after;
    return [
      { text: quoted(label, 40) },
      { text: countText(before) },
      { text: asked === null ? '–' : countText(asked) },
      { text: countText(after), ...(short && { colour: 'yellow' as const }) },
      { text: made === 0 ? '' : `+${countText(made)}` },
      { text: removed === 0 ? '' : `−${countText(removed)}` },
      { text: part(before, total('before')) },
      { text: part(after, total('after')) },
    ];
  });
  const columns = [{ head: '', gives: true }, ...heads.map((head) => ({ head, right: true }))];
  const reasons = report.flatMap(({ label, asked, after, whyNot }) =>
    asked === after || whyNot === undefined ? [] : indented(`${quoted(label)}: ${whyNot}.`, look.width, 2),
  );
  return [...grid(columns, rows, look), ...reasons];
}

function warningLines({ warnings }: ResampleResult, { width }: Look): readonly string[] {
  const shown = warnings.slice(0, 8);
  const left = warnings.length - shown.length;
  const more = left > 0 ? indented(`and ${countText(left)} more in the report`, width, 2) : [];
  return [...shown.flatMap(({ message }) => indented(message, width, 2)), ...more];
}

const words: Readonly<Record<Advice['verdict'], readonly [word: string, colour: Colour]>> = {
  no: ['better not', 'red'],
  first: ['first', 'cyan'],
  careful: ['mind', 'yellow'],
};

/** What holds for all resampled rows, and then what the counts and columns of these say. */
function adviceLines({ advice }: ResampleResult, { width, paint }: Look): readonly string[] {
  const always: Advice = {
    code: 'probabilities',
    verdict: 'careful',
    message: 'These may be training rows only: split first, resample the training part, never what is evaluated.',
    reason: 'On resampled rows every measure that depends on the class shares is wrong.',
  };
  return [always, ...advice].flatMap(({ verdict, message, reason }) => {
    const [word, colour] = words[verdict];
    const first = `  ${paint(colour, padEnd(word, 10))}  `;
    return [...indented(message, width, 14, first), ...indented(reason, width, 14).map((line) => paint('dim', line))];
  });
}
