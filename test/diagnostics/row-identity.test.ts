/** Equal rows share a group, different rows do not, within a table and across two. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifyRows } from '../../src/diagnostics/row-identity.ts';
import type { Column, Table } from '../../src/table/types.ts';
import { boolean, category, numeric } from './tables.ts';

const table = (...columns: Column[]): Table => ({
  rowCount: columns[0]!.type === 'category' ? columns[0]!.codes.length : columns[0]!.values.length,
  columns,
});

describe('identifyRows', () => {
  it('groups rows exactly as their texts are equal', () => {
    const cell = fc.record({
      n: fc.option(fc.constantFrom(-1, 0, 1, 0.1, 1e300), { nil: null }),
      c: fc.option(fc.constantFrom('a', 'b', ''), { nil: null }),
      b: fc.option(fc.boolean(), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 60 }), (rows) => {
        const whole = table(
          numeric(
            'n',
            rows.map(({ n }) => n),
          ),
          category(
            'c',
            rows.map(({ c }) => c),
          ),
          boolean(
            'b',
            rows.map(({ b }) => b),
          ),
        );
        const { groups, groupCount } = identifyRows([whole], ['n', 'c', 'b']);
        const texts = rows.map((row) => JSON.stringify(row));
        expect(groupCount).toBe(new Set(texts).size);
        texts.forEach((a, i) => {
          texts.forEach((b, j) => {
            expect(groups[0]![i] === groups[0]![j]).toBe(a === b);
          });
        });
      }),
      { numRuns: 50 },
    );
  });

  it('compares categories by text, whatever the order of the levels', () => {
    const first = table(category('c', ['x', 'y']));
    const second = table(category('c', ['y', 'x', 'z']));
    const { groups } = identifyRows([first, second], ['c']);
    expect([...groups[1]!]).toEqual([groups[0]![1], groups[0]![0], 2]);
  });

  it('takes 0 and -0 as equal, and looks at the named columns only', () => {
    const whole = table(numeric('a', [0, -0]), numeric('b', [1, 2]));
    expect(identifyRows([whole], ['a']).groupCount).toBe(1);
    expect(identifyRows([whole], ['a', 'b']).groupCount).toBe(2);
  });

  it('keeps 200,000 different rows apart', () => {
    const n = 200_000;
    const whole = table(
      numeric(
        'a',
        Array.from({ length: n }, (_, i) => i % 500),
      ),
      numeric(
        'b',
        Array.from({ length: n }, (_, i) => Math.floor(i / 500)),
      ),
    );
    expect(identifyRows([whole], ['a', 'b']).groupCount).toBe(n);
  });
});
