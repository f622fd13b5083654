/**
 * What one column alone tells of a class: rows and class rows per code, and a cross-fitted ROC-AUC, in which each row is
 * scored by the class share of its value among the other rows, so that a column of many levels cannot fool it.
 */
import type { ColumnCodes } from './column-codes.ts';

const foldCount = 5;

/** Rows per class, fold and code: `cells[(k * foldCount + fold) * size + code]`. */
export interface CodeCounts {
  readonly cells: Int32Array;
  readonly size: number;
  readonly classCount: number;
}

/**
 * One counting pass. Rows are dealt to folds in turn within each class, which needs no randomness and keeps every fold at the
 * same prevalence.
 */
export function countCodes({ codes, size }: ColumnCodes, labels: Int32Array, classCount: number): CodeCounts {
  const cells = new Int32Array(classCount * foldCount * size);
  const turn = new Int32Array(classCount);
  for (let i = 0; i < codes.length; i++) {
    const k = labels[i]!;
    const fold = turn[k]!;
    turn[k] = fold + 1 === foldCount ? 0 : fold + 1;
    cells[(k * foldCount + fold) * size + codes[i]!]! += 1;
  }
  return { cells, size, classCount };
}

/** Rows, and rows of the classes in question, per code, over all folds. */
export interface Totals {
  readonly rows: Float64Array;
  readonly ofClass: Float64Array;
}

export function totals({ cells, size, classCount }: CodeCounts, classes: readonly number[]): Totals {
  const rows = new Float64Array(size);
  const ofClass = new Float64Array(size);
  for (let c = 0; c < classCount; c++) {
    for (let fold = 0; fold < foldCount; fold++) {
      const start = (c * foldCount + fold) * size;
      for (let code = 0; code < size; code++) {
        const here = cells[start + code]!;
        rows[code]! += here;
        if (classes.includes(c)) ofClass[code]! += here;
      }
    }
  }
  return { rows, ofClass };
}

export interface SingleColumnAuc {
  readonly auc: number;
  readonly standardError: number;
}

/**
 * ROC-AUC of the given classes against the rest by the cross-fitted class share of each value, shrunk towards the prevalence by one
 * row's worth. Standard error after Hanley and McNeil (1982), doi:10.1148/radiology.143.1.7063747. Null without both classes.
 * O(folds × codes), whatever the number of rows, and a sort of as many.
 */
export function singleColumnAuc(counts: CodeCounts, classes: readonly number[]): SingleColumnAuc | null {
  const { size, cells, classCount } = counts;
  const { rows, ofClass } = totals(counts, classes);
  const n = rows.reduce((sum, value) => sum + value, 0);
  const nPositive = ofClass.reduce((sum, value) => sum + value, 0);
  if (nPositive === 0 || nPositive === n) return null;
  const prevalence = nPositive / n;
  const groups: { score: number; positive: number; negative: number }[] = [];
  for (let fold = 0; fold < foldCount; fold++) {
    for (let code = 0; code < size; code++) {
      let here = 0;
      let positive = 0;
      for (let c = 0; c < classCount; c++) {
        const rowsOfClass = cells[(c * foldCount + fold) * size + code]!;
        here += rowsOfClass;
        if (classes.includes(c)) positive += rowsOfClass;
      }
      if (here === 0) continue;
      const others = rows[code]! - here;
      const score = (ofClass[code]! - positive + prevalence) / (others + 1);
      groups.push({ score, positive, negative: here - positive });
    }
  }
  groups.sort((a, b) => a.score - b.score);
  const auc = areaOf(groups, nPositive, n - nPositive);
  return { auc, standardError: errorOf(auc, nPositive, n - nPositive) };
}

interface Group {
  readonly score: number;
  readonly positive: number;
  readonly negative: number;
}

function areaOf(groups: readonly Group[], nPositive: number, nNegative: number): number {
  let area = 0;
  let below = 0;
  for (let start = 0; start < groups.length; ) {
    let end = start;
    let positive = 0;
    let negative = 0;
    for (; end < groups.length && groups[end]!.score === groups[start]!.score; end++) {
      positive += groups[end]!.positive;
      negative += groups[end]!.negative;
    }
    area += positive * (below + negative / 2);
    below += negative;
    start = end;
  }
  return area / (nPositive * nNegative);
}

function errorOf(auc: number, nPositive: number, nNegative: number): number {
  const q1 = auc / (2 - auc);
  const q2 = (2 * auc * auc) / (1 + auc);
  const spread = auc * (1 - auc) + (nPositive - 1) * (q1 - auc * auc) + (nNegative - 1) * (q2 - auc * auc);
  return Math.sqrt(Math.max(0, spread) / (nPositive * nNegative));
}
