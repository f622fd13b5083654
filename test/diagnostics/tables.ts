/** Small datasets for the tests of the checks: columns from plain arrays, a stratified split, and the bird-strike table. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { RandomState } from '../../src/core/random.ts';
import type { Dataset, Target } from '../../src/data/types.ts';
import type { DataContext } from '../../src/diagnostics/context.ts';
import type { Column, Table } from '../../src/table/types.ts';

export function numeric(name: string, values: readonly (number | null)[]): Column {
  const present = values.filter((value) => value !== null);
  return {
    type: 'numeric',
    name,
    values: Float64Array.from(values, (value) => value ?? Number.NaN),
    integer: present.every(Number.isInteger),
    missing: values.length - present.length,
  };
}

export function date(name: string, values: readonly (number | null)[]): Column {
  return {
    type: 'date',
    name,
    values: Float64Array.from(values, (value) => value ?? Number.NaN),
    daysOnly: true,
    missing: values.filter((value) => value === null).length,
  };
}

export function category(name: string, values: readonly (string | null)[]): Column {
  const levels = [...new Set(values.filter((value) => value !== null))];
  const place = new Map(levels.map((level, i) => [level, i]));
  return {
    type: 'category',
    name,
    codes: Int32Array.from(values, (value) => (value === null ? -1 : place.get(value)!)),
    levels,
    missing: values.filter((value) => value === null).length,
  };
}

export function boolean(name: string, values: readonly (boolean | null)[]): Column {
  return {
    type: 'boolean',
    name,
    values: Uint8Array.from(values, (value) => (value === null ? 255 : Number(value))),
    words: ['no', 'yes'],
    missing: values.filter((value) => value === null).length,
  };
}

/** Class codes with their names; with two classes the second is positive. */
export function target(codes: readonly number[], classes: readonly string[] = ['no', 'yes'], inferred = false): Target {
  return {
    column: 'target',
    classes,
    codes: Int32Array.from(codes),
    positive: classes.length === 2 ? 1 : null,
    positiveInferred: inferred,
    values: classes.map((name) => [name]),
  };
}

export function dataset(columns: readonly Column[], labels: Target): Dataset {
  const rowCount = labels.codes.length;
  return { table: { rowCount, columns }, target: labels, rows: Int32Array.from({ length: rowCount }, (_, i) => i) };
}

/** The rows at the given positions; levels and lineage stay those of the whole. */
export function subset({ table, target: labels, rows }: Dataset, positions: readonly number[]): Dataset {
  return {
    table: { rowCount: positions.length, columns: table.columns.map((column) => pick(column, positions)) },
    target: { ...labels, codes: Int32Array.from(positions, (i) => labels.codes[i]!) },
    rows: Int32Array.from(positions, (i) => rows[i]!),
  };
}

function pick(column: Column, positions: readonly number[]): Column {
  const missing = positions.filter((i) => isMissing(column, i)).length;
  switch (column.type) {
    case 'numeric':
    case 'date':
      return { ...column, missing, values: Float64Array.from(positions, (i) => column.values[i]!) };
    case 'category':
      return { ...column, missing, codes: Int32Array.from(positions, (i) => column.codes[i]!) };
    case 'boolean':
      return { ...column, missing, values: Uint8Array.from(positions, (i) => column.values[i]!) };
  }
}

function isMissing(column: Column, i: number): boolean {
  if (column.type === 'category') return column.codes[i]! < 0;
  return column.type === 'boolean' ? column.values[i]! > 1 : Number.isNaN(column.values[i]!);
}

/** A context from one dataset: a stratified test part by seed, every column a candidate. */
export function context(whole: Dataset, options: { testShare?: number; seed?: number } = {}): DataContext {
  const { testShare = 0.2, seed = 0 } = options;
  const random = new RandomState(seed);
  const train: number[] = [];
  const test: number[] = [];
  whole.target.classes.forEach((_, k) => {
    const rows: number[] = [];
    for (let i = 0; i < whole.target.codes.length; i++) if (whole.target.codes[i] === k) rows.push(i);
    random.shuffle(rows);
    const cut = Math.round(testShare * rows.length);
    test.push(...rows.slice(0, cut));
    train.push(...rows.slice(cut));
  });
  const inOrder = (a: number, b: number): number => a - b;
  return {
    train: subset(whole, train.sort(inOrder)),
    test: subset(whole, test.sort(inOrder)),
    setAside: [],
    candidates: whole.table.columns.map((column) => column.name),
    rowCount: whole.target.codes.length,
    foldCount: 5,
  };
}

/** The context of hand-made training columns with nothing in the test part. */
export function trainOnly(columns: readonly Column[], labels: Target): DataContext {
  return context(dataset(columns, labels), { testShare: 0 });
}

/** The 10,000 bird strikes of vega-datasets; positive where there was any damage (1,061 rows). */
export function birdStrikes(): Dataset {
  const file = new URL('../../node_modules/vega-datasets/data/birdstrikes.csv', import.meta.url);
  const [header, ...lines] = parse(readFileSync(file)) as [string[], ...string[][]];
  const column = (name: string): string[] => lines.map((line) => line[header.indexOf(name)]!);
  const damage = column('Effect Amount of damage').map((value) => Number(value !== 'None'));
  const columns = header
    .filter((name) => name !== 'Effect Amount of damage')
    .map((name): Column => {
      const texts = column(name);
      if (name === 'Flight Date')
        return date(
          name,
          texts.map((text) => Date.parse(text)),
        );
      if (name.startsWith('Cost') || name.startsWith('Speed')) {
        return numeric(
          name,
          texts.map((text) => (text === '' ? null : Number(text))),
        );
      }
      return category(
        name,
        texts.map((text) => (text === '' ? null : text)),
      );
    });
  const table: Table = { rowCount: lines.length, columns };
  return dataset(table.columns, target(damage, ['None', 'damage']));
}
