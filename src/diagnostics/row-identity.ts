/**
 * Which rows are equal: every row gets the number of its group of identical rows, over several tables at once. Values are
 * hashed column by column to 64 bits; two different rows of a million share a hash with a chance of about one in forty million.
 */
import type { Column, Table } from '../table/types.ts';

/** Group numbers 0 to `groupCount - 1`, one array per table, in order of first appearance. */
export interface RowIdentity {
  readonly groups: readonly Int32Array[];
  readonly groupCount: number;
}

/** O(rows × columns). Missing equals missing; categories are compared by text, so tables need not share their levels. */
export function identifyRows(tables: readonly Table[], columns: readonly string[]): RowIdentity {
  const hashes = tables.map((table) => new RowHashes(table.rowCount));
  for (const name of columns) {
    const words = new Map<string, number>();
    tables.forEach((table, t) => {
      const column = table.columns.find((candidate) => candidate.name === name);
      if (column !== undefined) hashes[t]!.add(column, words);
    });
  }
  return numberGroups(hashes);
}

class RowHashes {
  readonly first: Int32Array;
  readonly second: Int32Array;

  constructor(rowCount: number) {
    this.first = new Int32Array(rowCount).fill(0x3c6ef372);
    this.second = new Int32Array(rowCount).fill(0x1b873593);
  }

  add(column: Column, words: Map<string, number>): void {
    switch (column.type) {
      case 'category': {
        const numbers = column.levels.map((level) => wordNumber(words, level));
        for (let i = 0; i < column.codes.length; i++)
          this.mixIn(i, column.codes[i]! < 0 ? -1 : numbers[column.codes[i]!]!, 0);
        break;
      }
      case 'boolean': {
        const numbers = column.words.map((word) => wordNumber(words, word));
        for (let i = 0; i < column.values.length; i++) this.mixIn(i, numbers[column.values[i]!] ?? -1, 0);
        break;
      }
      default:
        this.addNumbers(column.values);
    }
  }

  private addNumbers(values: Float64Array): void {
    const value = new Float64Array(1);
    const bits = new Int32Array(value.buffer);
    for (let i = 0; i < values.length; i++) {
      const here = values[i]!;
      // Adding zero makes -0 and 0 equal; one NaN stands for all.
      value[0] = Number.isNaN(here) ? Number.NaN : here + 0;
      this.mixIn(i, bits[0]!, bits[1]!);
    }
  }

  private mixIn(row: number, low: number, high: number): void {
    let a = Math.imul(this.first[row]! ^ low, 0x21f0aaad) ^ Math.imul(high + 0x7ed55d16, 0x9e3779b1);
    a = Math.imul(a ^ (a >>> 15), 0x735a2d97);
    let b = Math.imul(this.second[row]! ^ high, 0x85ebca6b) ^ Math.imul(low + 0x165667b1, 0xc2b2ae35);
    b = Math.imul(b ^ (b >>> 13), 0x27d4eb2f);
    this.first[row] = a ^ (a >>> 15) ^ b;
    this.second[row] = b ^ (b >>> 16) ^ Math.imul(a, 5);
  }
}

function wordNumber(words: Map<string, number>, word: string): number {
  const known = words.get(word);
  if (known !== undefined) return known;
  words.set(word, words.size);
  return words.size - 1;
}

/** An open-addressing table of group numbers, at most half full. */
function numberGroups(hashes: readonly RowHashes[]): RowIdentity {
  const total = hashes.reduce((sum, { first }) => sum + first.length, 0);
  const mask = 2 ** Math.ceil(Math.log2(Math.max(2, 2 * total))) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const firstOf = new Int32Array(total);
  const secondOf = new Int32Array(total);
  let groupCount = 0;
  const groups = hashes.map(({ first, second }) => {
    const group = new Int32Array(first.length);
    for (let i = 0; i < first.length; i++) {
      let slot = (first[i]! ^ Math.imul(second[i]!, 0x9e3779b1)) & mask;
      for (;;) {
        const held = slots[slot]!;
        if (held < 0) {
          slots[slot] = groupCount;
          firstOf[groupCount] = first[i]!;
          secondOf[groupCount] = second[i]!;
          group[i] = groupCount++;
          break;
        }
        if (firstOf[held] === first[i] && secondOf[held] === second[i]) {
          group[i] = held;
          break;
        }
        slot = (slot + 1) & mask;
      }
    }
    return group;
  });
  return { groups, groupCount };
}
