/** Test rows that equal a training row but for tiny differences in their numbers, as re-measured or jittered copies do. */
import type { Column, NumericColumn, Table } from '../../table/types.ts';
import { recordColumns } from '../compared-columns.ts';
import type { DataCheck } from '../context.ts';
import { identifyRows } from '../row-identity.ts';
import { count, finding, percent } from '../words.ts';

const code = 'near-duplicates';
/** Numbers closer than about this share of their column's standard deviation count as equal. */
const closeness = 0.001;
/** With fewer decimal columns, rows are close by chance. */
const fewestDecimals = 3;
const noteShare = 0.005;
const warningShare = 0.02;

export const nearDuplicates: DataCheck = {
  code,
  title: 'test rows that nearly equal a training row',
  detect: (context) => {
    const { train, test } = context;
    const columns = recordColumns(context);
    const used = train.table.columns.filter((column) => columns.includes(column.name));
    const decimals = used.filter((column): column is NumericColumn => column.type === 'numeric' && !column.integer);
    if (decimals.length < fewestDecimals || test.table.rowCount === 0) return [];
    const cells = new Map(decimals.map((column) => [column.name, closeness * deviationOf(column.values)]));
    // Two grids, the second shifted by half a cell: a pair that an edge of one grid separates meets in the other.
    const grids = [0, 0.5].map((shift) =>
      heldInTraining(rounded(train.table, cells, shift), rounded(test.table, cells, shift), columns),
    );
    if (grids.every((held) => !held.includes(1))) return [];
    const exact = heldInTraining(train.table, test.table, columns);
    let near = 0;
    for (let i = 0; i < test.table.rowCount; i++) {
      if (exact[i] === 0 && grids.some((held) => held[i] === 1)) near += 1;
    }
    const share = near / test.table.rowCount;
    if (!(share >= noteShare)) return [];
    return [
      finding({
        code,
        severity: share >= warningShare ? 'warning' : 'note',
        title: `${percent(share)} of the test rows nearly equal a training row`,
        evidence:
          `${count(near)} of ${count(test.table.rowCount)} test rows equal a training row in every column when numbers are rounded ` +
          "to a thousandth of their column's standard deviation.",
        why: 'Copies with a little noise, or two readings of one object, make the test as easy as exact copies do.',
        fix: 'Find out where the pairs come from; keep one of each, or split so that both fall into the same part.',
      }),
    ];
  },
};

function heldInTraining(train: Table, test: Table, columns: readonly string[]): Uint8Array {
  const { groups, groupCount } = identifyRows([train, test], columns);
  const held = new Uint8Array(groupCount);
  for (const group of groups[0]!) held[group] = 1;
  return Uint8Array.from(groups[1]!, (group) => held[group]!);
}

function rounded(table: Table, cells: ReadonlyMap<string, number>, shift: number): Table {
  const round = (column: Column): Column => {
    const cell = cells.get(column.name);
    if (column.type !== 'numeric' || cell === undefined || !(cell > 0)) return column;
    return { ...column, values: column.values.map((value) => Math.floor(value / cell + shift)) };
  };
  return { ...table, columns: table.columns.map(round) };
}

function deviationOf(values: Float64Array): number {
  let n = 0;
  let mean = 0;
  let squares = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    n += 1;
    const step = value - mean;
    mean += step / n;
    squares += step * (value - mean);
  }
  return n > 1 ? Math.sqrt(squares / (n - 1)) : 0;
}
