/**
 * Results as JSON text: the same result gives the same bytes. Keys that say what a thing is come first, the others follow in
 * alphabetical order; lists of plain values stay on one line.
 *
 * JSON has no infinities: they are written as the strings "Infinity" and "-Infinity" (a threshold above every score is
 * "Infinity"). A number that is not a number is written as null.
 */
import type { EvaluationResult } from '../audit/evaluate-types.ts';
import type { ResampleResult } from '../audit/resample-types.ts';
import type { AuditResult } from '../audit/types.ts';
import type { Evaluation, MulticlassEvaluation } from '../metrics/types.ts';

const leading = ['schema', 'version', 'task', 'code', 'severity', 'name', 'label', 'column', 'title', 'value'] as const;
const rank: ReadonlyMap<string, number> = new Map(leading.map((key, i) => [key, i]));

/** The whole result, two spaces of indentation, with a newline at the end. */
export function auditToJson(result: AuditResult): string {
  return `${jsonText(result, '')}\n`;
}

/** One evaluation alone, or a whole judgement of predictions, in the same form. */
export function evaluationToJson(evaluation: Evaluation | MulticlassEvaluation | EvaluationResult): string {
  return `${jsonText(evaluation, '')}\n`;
}

/** The report on resampled rows, in the same form. */
export function resampleToJson(result: ResampleResult): string {
  return `${jsonText(result, '')}\n`;
}

function jsonText(value: unknown, indent: string): string {
  if (Array.isArray(value)) return listText(value, indent);
  if (ArrayBuffer.isView(value)) return listText([...(value as unknown as Iterable<unknown>)], indent);
  if (typeof value === 'object' && value !== null) return objectText(value, indent);
  return plainText(value);
}

function plainText(value: unknown): string {
  if (typeof value !== 'number') return JSON.stringify(value) ?? 'null';
  if (Number.isNaN(value)) return 'null';
  if (!Number.isFinite(value)) return value > 0 ? '"Infinity"' : '"-Infinity"';
  return JSON.stringify(value === 0 ? 0 : value);
}

function listText(values: readonly unknown[], indent: string): string {
  const plain = values.every((value) => typeof value !== 'object' || value === null);
  const parts = values.map((value) => jsonText(value, `${indent}  `));
  if (parts.length === 0 || plain) return `[${parts.join(', ')}]`;
  return `[\n${parts.map((part) => `${indent}  ${part}`).join(',\n')}\n${indent}]`;
}

function objectText(value: object, indent: string): string {
  const present = Object.entries(value).filter(([, entry]) => entry !== undefined && typeof entry !== 'function');
  if (present.length === 0) return '{}';
  const parts = present
    .sort(([a], [b]) => compareKeys(a, b))
    .map(([key, entry]) => `${indent}  ${JSON.stringify(key)}: ${jsonText(entry, `${indent}  `)}`);
  return `{\n${parts.join(',\n')}\n${indent}}`;
}

/** By code units, so that no locale can change the order. */
function compareKeys(a: string, b: string): number {
  const byRank = (rank.get(a) ?? leading.length) - (rank.get(b) ?? leading.length);
  return byRank !== 0 ? byRank : a < b ? -1 : 1;
}
