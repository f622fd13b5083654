/** A small table for the tests of the data room. */
import { makeDataset } from '../../src/data/dataset.ts';
import type { Dataset, Target } from '../../src/data/types.ts';
import type { Column, Table } from '../../src/table/types.ts';

/** A category column; null is missing. */
export function category(name: string, texts: readonly (string | null)[]): Column {
  const levels = [...new Set(texts.filter((text) => text !== null))];
  const codes = Int32Array.from(texts, (text) => (text === null ? -1 : levels.indexOf(text)));
  return { type: 'category', name, codes, levels, missing: texts.filter((text) => text === null).length };
}

/** A numeric column; NaN is missing. */
export function numeric(name: string, values: readonly number[]): Column {
  const present = values.filter((value) => !Number.isNaN(value));
  return {
    type: 'numeric',
    name,
    values: Float64Array.from(values),
    integer: present.every(Number.isInteger),
    missing: values.length - present.length,
  };
}

export function tableOf(...columns: readonly Column[]): Table {
  const [first] = columns;
  const rowCount = first === undefined ? 0 : first.type === 'category' ? first.codes.length : first.values.length;
  return { rowCount, columns };
}

/** Classes named by their code, with the positive class last where there are two. */
export function targetOf(codes: readonly number[], classes: readonly string[]): Target {
  return {
    column: 'class',
    classes,
    codes: Int32Array.from(codes),
    positive: classes.length === 2 ? 1 : null,
    positiveInferred: false,
    values: classes.map((name) => [name]),
  };
}

/** A dataset of class codes with one feature, the row number. */
export function datasetOf(codes: readonly number[], classes: readonly string[] = ['no', 'yes']): Dataset {
  const table = tableOf(
    numeric(
      'row',
      codes.map((_, i) => i),
    ),
  );
  return makeDataset(table, targetOf(codes, classes));
}

/** `n` class codes with a 1 in every `every`-th row. */
export function everyNth(n: number, every: number): number[] {
  return Array.from({ length: n }, (_, i) => (i % every === 0 ? 1 : 0));
}
