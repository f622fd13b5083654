/** A report on resampled rows in the terminal: what became of each class, what was moved, and what to mind before using them. */
import type { ResampleResult } from '../audit/resample-types.ts';
import type { Advice } from '../resampling/advise.ts';
import type { CategoryAdjustment } from '../resampling/allowed.ts';
import type { ColumnAdjustment } from '../resampling/plausible.ts';
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
    madeLines(result, look),
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

function facts({ rows, merged, provenanceColumns, unchangedText }: ResampleResult): string[] {
  const each = merged
    .slice(0, 8)
    .map(({ value, before, after }) => `${quoted(value, 30)} ${countText(before)} before, ${countText(after)} after`);
  const more = merged.length > 8 ? `, and ${counted(merged.length - 8, 'more value')}` : '';
  return [
    ...(rows.withoutTarget > 0 ? [`${counted(rows.withoutTarget, 'row')} without a class left out.`] : []),
    ...(each.length > 0 ? [`Classes were merged for resampling alone. As written: ${each.join('; ')}${more}.`] : []),
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

/** What made values were held to: all that was given, and of what was learned whatever moved some. */
function madeLines({ adjustments, categoryAdjustments }: ResampleResult, look: Look): readonly string[] {
  const moves = ({ outOfRange, rounded }: ColumnAdjustment) => outOfRange + rounded > 0;
  const told = adjustments.filter((one) => one.made > 0 && (one.given.length > 0 || moves(one)));
  const categories = categoryAdjustments.filter(({ made }) => made > 0);
  const [first] = [...told, ...categories];
  if (first === undefined) return [];
  const withCategories = categories.length > 0;
  const byGiven = told.toSorted((a, b) => Number(b.given.length > 0) - Number(a.given.length > 0));
  const shown = byGiven.slice(0, Math.max(8, told.filter(({ given }) => given.length > 0).length));
  const counts = (moved: readonly number[]) =>
    (withCategories ? moved : moved.slice(0, 3)).map((count) => ({ text: count === 0 ? '–' : countText(count) }));
  const ranges = shown.map((one): Cell[] => [
    { text: quoted(one.column, 30) },
    { text: heldTo(one) },
    { text: partsGiven(one) },
    ...counts([one.belowMin, one.aboveMax, one.rounded, 0]),
  ]);
  const allowed = categories.map((one): Cell[] => [
    { text: quoted(one.column, 30) },
    { text: allowedText(one) },
    { text: 'categories' },
    ...counts([0, 0, 0, one.replaced]),
  ]);
  const heads = [
    { head: '', gives: true },
    { head: 'held to', gives: true },
    { head: 'given', gives: true },
    ...['raised', 'lowered', 'rounded', ...(withCategories ? ['replaced'] : [])].map((head) => ({ head, right: true })),
  ];
  const left = told.length - shown.length;
  const more = left > 0 ? indented(`and ${counted(left, 'more column')} in the report`, look.width, 2) : [];
  const changed = withCategories ? 'moved or replaced' : 'moved';
  const title = `Made values: how many of ${countText(first.made)} were ${changed} to stay plausible`;
  return [look.paint('bold', title), ...grid(heads, [...ranges, ...allowed], look), ...more];
}

/** `“web”, “store”`, the first of them where there are many. */
function allowedText({ allowed }: CategoryAdjustment): string {
  const shown = allowed.slice(0, 4).map((category) => quoted(category, 20));
  return [...shown, ...(allowed.length > 4 ? [`${countText(allowed.length - 4)} more`] : [])].join(', ');
}

/** `18 to 65, whole`; that days are days goes without saying. */
function heldTo(adjustment: ColumnAdjustment): string {
  const [low, high] = [endText(adjustment.min, adjustment), endText(adjustment.max, adjustment)];
  const whole = adjustment.unit === 'whole number' ? ', whole' : '';
  if (low === null && high === null) return `any value${whole}`;
  if (high === null) return `${low} and above${whole}`;
  return `${low === null ? 'up to' : `${low} to`} ${high}${whole}`;
}

/** Null where there is no end. */
function endText(value: number, { unit }: ColumnAdjustment): string | null {
  if (!Number.isFinite(value)) return null;
  const isDate = unit === 'day' || unit === 'millisecond';
  if (isDate && Math.abs(value) <= 8.64e15) return new Date(value).toISOString().replace('T00:00:00.000Z', '');
  return String(Number(value.toPrecision(6))).replace(/^-/, '−');
}

function partsGiven({ given, unit }: ColumnAdjustment): string {
  const ends = given.filter((part) => part !== 'integer').map((part) => (part === 'min' ? 'low end' : 'high end'));
  const whole = given.includes('integer') ? [unit === 'none' ? 'fractions' : 'whole'] : [];
  return [...(ends.length === 2 ? ['range'] : ends), ...whole].join(', ');
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
