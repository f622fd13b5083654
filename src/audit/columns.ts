/** Which columns the models may see, and what is said about every column. */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import type { Finding } from '../diagnostics/types.ts';
import { distinctCount } from '../table/columns.ts';
import type { Table } from '../table/types.ts';
import type { ColumnSummary } from './types.ts';

/** Refuses names that are not columns of the table; `option` is what the caller calls the list. */
export function checkColumnNames(table: Table, names: readonly string[], option: string): void {
  const known = table.columns.map((column) => column.name);
  for (const name of names) {
    if (known.includes(name)) continue;
    const nearest = nearestName(name, known);
    throw new InputError({
      code: 'unknown-column',
      fn: 'audit',
      argument: `column in ${option}`,
      expected: `one of the ${known.length} columns of the table`,
      received: name,
      ...(nearest === undefined ? {} : { advice: `did you mean '${nearest}'?` }),
    });
  }
}

export interface FeatureChoice {
  /** Columns the models see. */
  readonly features: readonly string[];
  /** Columns a finding left out, which the caller may bring back with `keep`. */
  readonly leftOutByFinding: ReadonlyMap<string, Finding>;
}

/** All columns but the target, those the caller drops, and those a finding leaves out (unless the caller keeps them). */
export function chooseFeatures(
  candidates: readonly string[],
  findings: readonly Finding[],
  keep: readonly string[],
): FeatureChoice {
  const leftOutByFinding = new Map<string, Finding>();
  for (const finding of findings) {
    for (const name of finding.leavesOut) {
      if (!keep.includes(name) && !leftOutByFinding.has(name)) leftOutByFinding.set(name, finding);
    }
  }
  const features = candidates.filter((name) => !leftOutByFinding.has(name));
  if (features.length === 0) {
    const [name, finding] = [...leftOutByFinding][0]!;
    throw new InputError({
      code: 'no-features',
      fn: 'audit',
      argument: 'the table',
      expected: 'made of the target and at least one column that a model may learn from',
      received: `${candidates.length} column${candidates.length === 1 ? '' : 's'}, all left out by findings`,
      advice: `${finding.title}; keep '${name}' all the same with --keep`,
    });
  }
  return { features, leftOutByFinding };
}

/** One summary per column of the table, in its order. */
export function summariseColumns(
  table: Table,
  target: string,
  dropped: readonly string[],
  choice: FeatureChoice,
): ColumnSummary[] {
  return table.columns.map((column) => {
    const common = { name: column.name, type: column.type, missing: column.missing, distinct: distinctCount(column) };
    if (column.name === target) return { ...common, role: 'target' };
    if (dropped.includes(column.name)) return { ...common, role: 'left-out', reason: 'dropped on request' };
    const finding = choice.leftOutByFinding.get(column.name);
    if (finding !== undefined) return { ...common, role: 'left-out', reason: finding.title };
    return { ...common, role: 'feature' };
  });
}
