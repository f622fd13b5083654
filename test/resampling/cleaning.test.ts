/**
 * Cleaning against its definition, done the long way: all distances sorted, ties by row, a row never its own neighbour. The
 * inputs are lattices full of ties and duplicates, where imbalanced-learn has no defined answer.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Points, squaredDistance } from '../../src/kernels/points.ts';
import { RowSearch } from '../../src/kernels/row-search.ts';
import type { KernelPath } from '../../src/kernels/wasm.ts';
import { Editing, type EditingOptions } from '../../src/resampling/editing.ts';
import { resampleMatrix } from '../../src/resampling/resample.ts';
import { inputOf } from './peer.ts';

const lattice = fc
  .record({
    classCount: fc.constantFrom(2, 3),
    rows: fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(2)), { minLength: 12, maxLength: 60 }),
    path: fc.constantFrom('plain' as const, 'compiled' as const),
    k: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ classCount, rows, path, k }) => {
    const labels = rows.map(([, , label], i) => (i < classCount ? i : label % classCount));
    const { values } = inputOf(
      rows.map(([a, b]) => [a, b]),
      labels,
    );
    return { values, labels: Int32Array.from(labels), classCount, path, k };
  });

/** The k nearest rows that are not gone. */
function neighboursOf(points: Points, row: number, k: number, gone: ReadonlySet<number>): number[] {
  return Array.from({ length: points.count }, (_, i) => i)
    .filter((i) => i !== row && !gone.has(i))
    .sort((a, b) => squaredDistance(points, row, points, a) - squaredDistance(points, row, points, b) || a - b)
    .slice(0, k);
}

function disagrees(labels: Int32Array, row: number, neighbours: readonly number[], kindSel: 'all' | 'mode'): boolean {
  if (kindSel === 'all') return neighbours.some((other) => labels[other] !== labels[row]);
  const votes = [0, 0, 0];
  for (const other of neighbours) votes[labels[other]!]! += 1;
  return votes.indexOf(Math.max(...votes)) !== labels[row];
}

function editingOf(
  points: Points,
  labels: Int32Array,
  { path, ...options }: EditingOptions & { readonly path: KernelPath },
): Editing {
  const parts = { of: labels, count: options.classCount };
  return new Editing(new RowSearch(points, { parts, mostWanted: 2 * options.largestK, path }), labels, options);
}

describe.each(['all', 'mode'] as const)('rows that disagree with their neighbours, %s', (kindSel) => {
  it('are those of the definition, also after rounds of removal', () => {
    fc.assert(
      fc.property(lattice, ({ values, labels, classCount, path, k }) => {
        const editing = editingOf(values, labels, { kindSel, largestK: k, classCount, path });
        const gone = new Set<number>();
        for (let round = 0; round < 4; round++) {
          if (labels.length - gone.size <= k || editing.counts().some((count) => count === 0)) return;
          const expected = [...labels.keys()].filter(
            (row) => !gone.has(row) && disagrees(labels, row, neighboursOf(values, row, k, gone), kindSel),
          );
          const found = editing.disagreeing(new Array<boolean>(classCount).fill(true), k);
          expect(found.flatMap((rows) => [...rows]).sort((a, b) => a - b)).toEqual(expected);
          for (const rows of found) editing.remove(rows);
          for (const row of expected) gone.add(row);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are those of the definition with every k in turn', () => {
    fc.assert(
      fc.property(lattice, ({ values, labels, classCount, path }) => {
        const editing = editingOf(values, labels, { kindSel, largestK: 4, classCount, path });
        const gone = new Set<number>();
        for (let k = 1; k <= 4; k++) {
          if (labels.length - gone.size <= k) return;
          const expected = [...labels.keys()].filter(
            (row) =>
              labels[row] === 0 &&
              !gone.has(row) &&
              disagrees(labels, row, neighboursOf(values, row, k, gone), kindSel),
          );
          const [found] = editing.disagreeing([true, false, false].slice(0, classCount), k);
          expect([...found!]).toEqual(expected);
          editing.remove(found!);
          for (const row of expected) gone.add(row);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('Tomek links', () => {
  it('are mutual nearest neighbours of different class, also among ties and duplicates', () => {
    fc.assert(
      fc.property(lattice, ({ values, labels, path }) => {
        const nearestOf = (row: number) => neighboursOf(values, row, 1, new Set())[0]!;
        const linked = (row: number) => {
          const other = nearestOf(row);
          return labels[other] !== labels[row] && nearestOf(other) === row;
        };
        const { source } = resampleMatrix(values, labels, { kind: 'tomek-links', strategy: 'all' }, { path });
        expect([...source]).toEqual([...labels.keys()].filter((row) => !linked(row)));
      }),
      { numRuns: 200 },
    );
  });

  it('are found between duplicates of different class', () => {
    const { values, labels } = inputOf([[0], [0], [1], [1.25], [5], [5.5], [6]], [0, 1, 1, 1, 0, 0, 0]);
    // Rows 0 and 1 are equal. The smallest class is 1, so row 0 goes.
    expect([...resampleMatrix(values, labels, 'tomek-links').source]).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('condensed nearest neighbour', () => {
  it('leaves out only rows that their nearest kept row classifies rightly, unlike imbalanced-learn', () => {
    fc.assert(
      fc.property(lattice, fc.nat(1000), ({ values, labels, path }, seed) => {
        const { source } = resampleMatrix(values, labels, 'condensed-nearest-neighbour', { path, seed });
        const kept = new Set(source);
        const counts = [0, 1, 2].map((label) => labels.filter((one) => one === label).length);
        const present = counts.filter((count) => count > 0);
        const smallest = counts.indexOf(Math.min(...present));
        for (const row of labels.keys()) {
          if (kept.has(row)) continue;
          const others = [...labels.keys()].filter(
            (other) => !kept.has(other) || (labels[other] !== labels[row] && labels[other] !== smallest),
          );
          expect(labels[neighboursOf(values, row, 1, new Set(others))[0]!]).toBe(labels[row]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps a row where and only where those kept before it do not classify it', () => {
    fc.assert(
      fc.property(lattice, fc.nat(1000), ({ values, labels, path, k }, seed) => {
        const minority = [...labels.keys()].filter((row) => labels[row] === 1);
        const majority = [...labels.keys()].filter((row) => labels[row] === 0);
        if (labels.some((label) => label > 1) || minority.length > majority.length || minority.length < k) return;
        if (minority.length === majority.length) return;
        const spec = { kind: 'condensed-nearest-neighbour', k };
        const kept = [...resampleMatrix(values, labels, spec, { path, seed }).source].filter(
          (row) => labels[row] === 0,
        );
        const possible = majority.some((start) => {
          const known = new Set([...minority, start]);
          for (const row of majority) {
            if (known.has(row)) continue;
            const unknown = [...labels.keys()].filter((other) => !known.has(other));
            if (disagrees(labels, row, neighboursOf(values, row, k, new Set(unknown)), 'mode')) known.add(row);
          }
          return (
            [...known]
              .filter((row) => labels[row] === 0)
              .sort((a, b) => a - b)
              .join() === kept.join()
          );
        });
        expect(possible).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('instance hardness threshold', () => {
  it('keeps exactly as many as asked where all are equally easy', () => {
    const rows = Array.from({ length: 50 }, (_, i) => [i]);
    const { values, labels } = inputOf(
      rows,
      rows.map((_, i) => (i < 10 ? 1 : 0)),
    );
    const spec = { kind: 'instance-hardness-threshold', probabilities: rows.map(() => 0.5) };
    const { report } = resampleMatrix(values, labels, spec);
    expect(report.map(({ after }) => after)).toEqual([10, 10]);
  });

  it('keeps the rows with the fewest neighbours of another class', () => {
    // Of rows 10 to 29 (class 0) those up to 17 have rows of class 1 among their 8 nearest: row 13 reaches down to row 9.
    const rows = Array.from({ length: 30 }, (_, i) => [i]);
    const { values, labels } = inputOf(
      rows,
      rows.map((_, i) => (i < 10 ? 1 : 0)),
    );
    const spec = { kind: 'instance-hardness-threshold', k: 8, strategy: { counts: { 0: 16 } } };
    const { source } = resampleMatrix(values, labels, spec);
    expect([...source].filter((row) => row >= 10)).toEqual([
      14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
    ]);
  });
});

describe.each(['plain', 'compiled'] as const)('NearMiss, %s', (path) => {
  const shapes = fc.record({
    rows: fc.array(
      fc.array(fc.oneof(fc.nat(3), fc.double({ min: 0, max: 4, noNaN: true })), { minLength: 5, maxLength: 5 }),
      {
        minLength: 40,
        maxLength: 90,
      },
    ),
    rare: fc.integer({ min: 3, max: 9 }),
    k: fc.integer({ min: 1, max: 3 }),
    wanted: fc.integer({ min: 1, max: 30 }),
  });

  it.each(['1', '2'] as const)('%s keeps the rows with the smallest sums of distances', (version) => {
    fc.assert(
      fc.property(shapes, ({ rows, rare, k, wanted }) => {
        const { values, labels } = inputOf(
          rows,
          rows.map((_, i) => (i < rare ? 1 : 0)),
        );
        const spec = { kind: 'near-miss', version, k, strategy: { counts: { 0: wanted } } };
        const { source } = resampleMatrix(values, labels, spec, { path });
        const sums = new Map<number, number>();
        for (let row = rare; row < rows.length; row++) {
          const distances = Array.from({ length: rare }, (_, other) => squaredDistance(values, row, values, other));
          distances.sort((a, b) => (version === '1' ? a - b : b - a));
          const picked = distances.slice(0, k).sort((a, b) => a - b);
          sums.set(
            row,
            picked.reduce((sum, distance) => sum + Math.sqrt(distance), 0),
          );
        }
        const kept = [...sums.keys()].sort((a, b) => sums.get(a)! - sums.get(b)! || a - b).slice(0, wanted);
        expect([...source].filter((row) => row >= rare)).toEqual(kept.sort((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is said', () => {
  it('warns of a class that vanishes', () => {
    const { values, labels } = inputOf([[0], [1], [2], [3], [4], [5], [6]], [0, 1, 0, 1, 0, 1, 0]);
    const { warnings, report } = resampleMatrix(values, labels, { kind: 'edited-nearest-neighbours', k: 2 });
    expect(report[0]).toMatchObject({ label: '0', before: 4, after: 0, removed: 4, asked: null });
    expect(warnings.map(({ code }) => code)).toContain('class-vanished');
  });

  it('names what limits a choice of neighbours', () => {
    const { values, labels } = inputOf([[0], [1], [2], [3]], [0, 0, 0, 1]);
    expect(() => resampleMatrix(values, labels, { kind: 'near-miss', k: 2 })).toThrow(
      'near-miss: k must be at most the number of rows of the smallest class (1), got 2',
    );
    expect(() => resampleMatrix(values, labels, { kind: 'all-knn', k: 4 })).toThrow(
      'all-knn: k must be less than the number of rows (4), got 4; lower k to 3',
    );
    expect(() => resampleMatrix(values, labels, { kind: 'smote-tomek', k: 2 })).toThrow(
      "smote-tomek: k must be less than the number of '1' rows (1), got 2; use random-over",
    );
    // Two rows of each class are four after SMOTE too.
    const even = inputOf([[0], [1], [2], [3]], [0, 0, 1, 1]);
    expect(() => resampleMatrix(even.values, even.labels, { kind: 'smote-enn', k: 1, cleanK: 4 })).toThrow(
      'smote-enn: cleanK must be less than the number of rows after SMOTE (4), got 4; lower cleanK to 3',
    );
  });
});
