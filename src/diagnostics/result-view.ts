/** Small questions that many result checks ask: a measure by name, the point at one half, the point that was chosen. */
import type { Evaluation, Measure, PointEvaluation } from '../metrics/types.ts';

/** A measure with a value. */
export interface Valued {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number | null;
}

/** The named measure where it is defined, else null. Bounds are null where there is no interval. */
export function valued(measures: readonly Measure[], name: string): Valued | null {
  const measure = measures.find((candidate) => candidate.name === name);
  if (measure === undefined || measure.value === null || !Number.isFinite(measure.value)) return null;
  const { value, interval } = measure;
  return {
    value,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    level: interval?.level ?? null,
  };
}

/** What happens at the threshold one half. */
export function atOneHalf(evaluation: Evaluation): PointEvaluation | null {
  return evaluation.points.find(({ threshold }) => threshold === 0.5) ?? null;
}

/** What happens at the threshold that was chosen, where there is another than one half. */
export function atChosen(evaluation: Evaluation): PointEvaluation | null {
  return evaluation.points.find(({ threshold }) => threshold !== 0.5) ?? null;
}

/** ` (95 % interval 0.610 to 0.742)`, or nothing where there is no interval. */
export function intervalText({ low, high, level }: Valued): string {
  if (low === null || high === null || level === null) return '';
  return ` (${Math.round(100 * level)} % interval ${low.toFixed(3)} to ${high.toFixed(3)})`;
}

/** `test`, `out-of-fold` or `given`: the rows that an evaluation speaks of. */
export function rowsOf({ role }: { readonly role: Evaluation['role'] }): string {
  return role === 'external' ? 'given' : role;
}
