/** Small questions that many data checks ask of a dataset: its columns by name, its class counts, its rare classes. */
import type { Dataset } from '../data/types.ts';
import type { Column } from '../table/types.ts';
import type { DataContext } from './context.ts';
import { quoted } from './words.ts';

/** The columns considered as features, in table order. Names that the table does not have are passed over. */
export function candidateColumns({ train, candidates }: DataContext): Column[] {
  const wanted = new Set(candidates);
  return train.table.columns.filter((column) => wanted.has(column.name) && column.name !== train.target.column);
}

/** Rows per class, in the order of `target.classes`. */
export function classCounts({ target }: Dataset): number[] {
  const counts = new Array<number>(target.classes.length).fill(0);
  for (let i = 0; i < target.codes.length; i++) counts[target.codes[i]!]! += 1;
  return counts;
}

/** A class, or several together, judged against all other rows. */
export interface RareClass {
  /** Positions in `target.classes`. */
  readonly codes: readonly number[];
  /** Names of those classes. */
  readonly names: readonly string[];
  readonly count: number;
  readonly share: number;
  /** What rows of it are, in a sentence: `positive`, or `of class 'x'`. */
  readonly are: string;
}

/**
 * The classes worth guarding: the rarer one of two; of three or more, each with less than half of the rows, and where one class
 * holds more than half, all others together. Classes without rows are passed over.
 */
export function rareClasses(dataset: Dataset): RareClass[] {
  const { target } = dataset;
  const counts = classCounts(dataset);
  const n = target.codes.length;
  const together = (codes: readonly number[], are: string): RareClass => {
    const rows = codes.reduce((sum, code) => sum + counts[code]!, 0);
    return { codes, names: codes.map((code) => target.classes[code]!), count: rows, share: rows / n, are };
  };
  const ofClass = (code: number): string => `of class ${quoted(target.classes[code]!)}`;
  const present = counts.flatMap((rows, code) => (rows > 0 ? [code] : []));
  if (target.classes.length === 2) {
    const preferred = target.positive ?? 1;
    const rarer = counts[1 - preferred]! < counts[preferred]! ? 1 - preferred : preferred;
    return present.includes(rarer) ? [together([rarer], rarer === target.positive ? 'positive' : ofClass(rarer))] : [];
  }
  const minor = present.filter((code) => counts[code]! < n / 2);
  const major = present.filter((code) => counts[code]! > n / 2);
  const single = minor.map((code) => together([code], ofClass(code)));
  const rest = major.map((code) => together(minor, `of another class than ${quoted(target.classes[code]!)}`));
  return [...single, ...rest.filter(({ codes }) => codes.length > 1)];
}

/** Whether the column has no value in a row. */
export function isMissingAt(column: Column): (row: number) => boolean {
  switch (column.type) {
    case 'numeric':
    case 'date':
      return (row) => Number.isNaN(column.values[row]!);
    case 'category':
      return (row) => column.codes[row]! < 0;
    case 'boolean':
      return (row) => column.values[row]! > 1;
  }
}
