/**
 * Many bootstrap draws of the same counts: rows that are alike are held as one count, and a draw is a new set of counts with
 * the same total. Prepared once, a draw takes one look into a table for each cell, whatever the counts are.
 */
import type { Random } from '../core/random.ts';
import { aliasTable, drawCell } from './alias-table.ts';
import { outOfRange } from './checks.ts';
import { multinomialDraw, poissonDraw } from './draws.ts';
import { addPoisson, poissonTable } from './poisson-tables.ts';

/** Draws new counts into `out`, which has one entry for each cell. */
export type CountResampler = (random: Random, out: Float64Array) => void;

/** Means below this have a table of their own; larger ones are the sum of a multiple of it and a rest. */
const digit = 256;
/** From here on draws by rejection: the tables would not fit into the cache. */
const tabledBelow = 16 * digit;

/**
 * A resampler of the rows behind `counts`: each draw is multinomial, with the sum of the counts (rounded, at least 1) as
 * number of rows and the counts as proportions. Counts are finite, at least 0 and not all 0.
 *
 * For whole counts every cell gets a Poisson number a little lower on average than its count, and the few rows that are then
 * missing from the total are drawn one by one. Given their total, Poisson numbers are multinomial, so the sum of both is
 * exactly multinomial; where the Poisson numbers overshoot the total all are drawn anew, which changes nothing about them
 * given their total. O(cells + sqrt(rows)) a draw. Counts that are not whole take a binomial draw for each cell.
 */
export function countResampler(counts: ArrayLike<number>): CountResampler {
  let total = 0;
  let whole = true;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    if (!(0 <= count && count < Infinity))
      throw outOfRange('countResampler', `counts[${i}]`, 'finite and at least 0', count);
    total += count;
    whole &&= Number.isInteger(count);
  }
  if (!(total > 0)) throw outOfRange('countResampler', 'the sum of counts', 'above 0', total);
  if (!whole) {
    const rows = Math.max(1, Math.round(total));
    return (random, out) => {
      multinomialDraw(random, rows, counts, out);
    };
  }
  return poissonised(Float64Array.from(counts), total);
}

function poissonised(counts: Float64Array, total: number): CountResampler {
  /* Two standard deviations short: one draw in forty overshoots. */
  const share = Math.max(0, 1 - 2 / Math.sqrt(total));
  const { tabled, rejected } = byMean(counts);
  const tables = share === 0 ? [] : tabled.map(({ mean, cells }) => ({ table: poissonTable(mean * share), cells }));
  const rows = aliasTable(counts);
  const drawCells = (random: Random, out: Float64Array): number => {
    out.fill(0);
    let drawn = 0;
    for (const { table, cells } of tables) drawn += addPoisson(random, table, cells, out);
    for (const i of rejected) {
      out[i] = poissonDraw(random, counts[i]! * share);
      drawn += out[i]!;
    }
    return drawn;
  };
  return (random, out) => {
    let drawn = drawCells(random, out);
    while (drawn > total) drawn = drawCells(random, out);
    for (; drawn < total; drawn++) out[drawCell(random, rows)]!++;
  };
}

interface Tabled {
  readonly mean: number;
  readonly cells: Int32Array;
}

/** Cells that share a table: each count below the largest tables is a multiple of the digit and a rest. */
function byMean(counts: Float64Array): { tabled: readonly Tabled[]; rejected: Int32Array } {
  const cellsOf = new Map<number, number[]>();
  const rejected: number[] = [];
  counts.forEach((count, i) => {
    if (count >= tabledBelow) rejected.push(i);
    else {
      for (const mean of [count % digit, count - (count % digit)]) {
        if (mean === 0) continue;
        const cells = cellsOf.get(mean);
        if (cells === undefined) cellsOf.set(mean, [i]);
        else cells.push(i);
      }
    }
  });
  const tabled = Array.from(cellsOf, ([mean, cells]) => ({ mean, cells: Int32Array.from(cells) }));
  return { tabled, rejected: Int32Array.from(rejected) };
}
