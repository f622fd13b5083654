/** Allowed categories: which category takes the place of one that is not allowed, and that nothing else changes for it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomState } from '../../src/core/random.ts';
import { makeDataset } from '../../src/data/dataset.ts';
import type { Dataset } from '../../src/data/types.ts';
import { checkAllowed, holdToAllowed, type LevelColumn } from '../../src/resampling/allowed.ts';
import { resampleDataset } from '../../src/resampling/resample-dataset.ts';
import type { SamplerSpec } from '../../src/resampling/types.ts';
import { column, textOf } from '../../src/table/columns.ts';
import type { BooleanColumn } from '../../src/table/types.ts';
import { category, numeric, tableOf, targetOf } from '../data/example-table.ts';

const channels = ['mail', 'phone', 'store', 'web'];

interface Shape {
  readonly rows: number;
  /** Class of each row. */
  readonly codes: readonly number[];
  readonly classes: readonly string[];
  readonly seed: number;
  readonly kinds: 'mixed' | 'nominal';
}

function sales({ rows, codes, classes, seed, kinds }: Shape): Dataset {
  const random = new RandomState(seed);
  const draws = <T>(of: () => T) => Array.from({ length: rows }, of);
  const numbers = [
    numeric(
      'amount',
      draws(() => 50 + 9 * random.normal()),
    ),
    numeric(
      'items',
      draws(() => 1 + random.integer(6)),
    ),
  ];
  const repeat: BooleanColumn = {
    type: 'boolean',
    name: 'repeat',
    values: Uint8Array.from(draws(() => random.integer(2))),
    words: ['N', 'Y'],
    missing: 0,
  };
  const words = [
    category(
      'channel',
      draws(() => channels[random.integer(4)]!),
    ),
    repeat,
    category(
      'region',
      draws(() => ['north', 'south', 'east'][random.integer(3)]!),
    ),
  ];
  return makeDataset(tableOf(...(kinds === 'mixed' ? numbers : []), ...words), targetOf(codes, classes));
}

const binary = Array.from({ length: 60 }, (_, i) => (i % 5 === 0 ? 1 : 0));
const threefold = Array.from({ length: 80 }, (_, i) => (i % 10 === 0 ? 2 : i % 5 === 1 ? 1 : 0));
const twoClasses = (kinds: Shape['kinds'] = 'mixed') =>
  sales({ rows: 60, codes: binary, classes: ['no', 'yes'], seed: 3, kinds });
const threeClasses = (kinds: Shape['kinds'] = 'mixed') =>
  sales({ rows: 80, codes: threefold, classes: ['none', 'some', 'much'], seed: 5, kinds });

/** The rule said once more, in texts: the allowed category that a made row should have in the place of `made`. */
function expectedText(
  data: Dataset,
  name: string,
  allowed: readonly string[],
  made: { readonly text: string; readonly base: number; readonly neighbour: number },
): { readonly text: string; readonly from: 'itself' | 'fromBase' | 'fromNeighbour' | 'fromClass' } {
  const of = column(data.table, name)!;
  const { codes } = data.target;
  if (allowed.includes(made.text)) return { text: made.text, from: 'itself' };
  const own = textOf(of, made.base)!;
  if (allowed.includes(own)) return { text: own, from: 'fromBase' };
  const other = made.neighbour < 0 ? '' : textOf(of, made.neighbour)!;
  if (codes[made.neighbour] === codes[made.base] && allowed.includes(other)) {
    return { text: other, from: 'fromNeighbour' };
  }
  const texts = Array.from(codes.keys())
    .filter((row) => codes[row] === codes[made.base])
    .map((row) => textOf(of, row)!);
  const count = (text: string) => texts.filter((one) => one === text).length;
  // Among equals the first by the alphabet: the sort keeps the order of equals.
  const [text] = allowed.toSorted().toSorted((a, b) => count(b) - count(a));
  return { text: text!, from: 'fromClass' };
}

/** Resamples with and without allowed categories and holds every row of the one to the rule and to the other. */
function compare(
  data: Dataset,
  spec: SamplerSpec | string,
  constraints: Record<string, { allowed: readonly string[] }>,
) {
  const free = resampleDataset(data, spec, { seed: 11 });
  const held = resampleDataset(data, spec, { seed: 11, constraints });
  expect(held.provenance).toEqual(free.provenance);
  expect(held.source).toEqual(free.source);
  expect(held.adjustments).toEqual(free.adjustments);
  expect(held.report).toEqual(free.report);
  for (const after of held.data.table.columns) {
    const before = column(free.data.table, after.name)!;
    const { allowed } = constraints[after.name] ?? {};
    if (allowed === undefined) {
      expect(after).toEqual(before);
      continue;
    }
    const counts = { itself: 0, fromBase: 0, fromNeighbour: 0, fromClass: 0 };
    const { row, base, neighbour } = free.provenance;
    const made = new Map(Array.from(row, (at, i) => [at, i]));
    for (let at = 0; at < held.source.length; at++) {
      const i = made.get(at);
      const text = textOf(before, at)!;
      if (i === undefined) {
        expect(textOf(after, at)).toBe(text);
        continue;
      }
      const wanted = expectedText(data, after.name, allowed, { text, base: base[i]!, neighbour: neighbour[i]! });
      expect(textOf(after, at)).toBe(wanted.text);
      expect(allowed).toContain(textOf(after, at));
      counts[wanted.from]++;
    }
    const { itself, ...replaced } = counts;
    expect(held.categoryAdjustments.find((one) => one.column === after.name)).toEqual({
      column: after.name,
      made: row.length,
      allowed,
      replaced: row.length - itself,
      ...replaced,
    });
  }
  return held;
}

describe('the category that takes the place of another', () => {
  // Class 0: a a b c; class 1: c d d. Codes of a to d are 0 to 3.
  const part = { codes: Int32Array.of(0, 0, 1, 2, 2, 3, 3), levels: 4 };
  const input = { labels: Int32Array.of(0, 0, 0, 0, 1, 1, 1), classes: ['no', 'yes'] };
  const hold = (made: number[], base: number[], neighbour: number[], allowed: string[]) => {
    const codes = Int32Array.from(made);
    const synthetic = { base: Int32Array.from(base), neighbour: Int32Array.from(neighbour) };
    const texts = ['a', 'b', 'c', 'd'];
    const adjustment = holdToAllowed('smote', { column: 'size', codes, part, texts, input, synthetic }, allowed);
    return { codes: [...codes], adjustment };
  };

  it('is that of the base row, else of the neighbour of its class, else the most common of the class', () => {
    // Made: b stays; d from base row 2 (b); d from neighbour 2 (b) of base row 0 (a); d from base 0 and neighbour 4 (c, of the
    // other class), so b or c, one each in class 0, of which b is first; d from base row 1 (a) without a neighbour, likewise.
    const { codes, adjustment } = hold([1, 3, 3, 3, 3], [0, 2, 0, 0, 1], [1, 0, 2, 4, -1], ['c', 'b']);
    expect(codes).toEqual([1, 1, 1, 1, 1]);
    expect(adjustment).toEqual({
      column: 'size',
      made: 5,
      allowed: ['c', 'b'],
      replaced: 4,
      fromBase: 1,
      fromNeighbour: 1,
      fromClass: 2,
    });
    expect(hold([1, 1], [0, 4], [3, 5], ['c']).codes).toEqual([2, 2]);
    // Each class has its own: of a and d class 0 has a, class 1 has d.
    expect(hold([1, 1], [3, 4], [-1, -1], ['a', 'd']).codes).toEqual([0, 3]);
  });

  it('is none where the value is missing', () => {
    expect(hold([-1, 1], [0, 0], [-1, -1], ['a'])).toMatchObject({ codes: [-1, 0], adjustment: { replaced: 1 } });
  });

  it('is refused where the class has none', () => {
    expect(() => hold([3], [4], [5], ['b', 'a'])).toThrow(
      "smote: constraint 'allowed' for column 'size' must be a category that observed rows of class 'yes' have, got 'b or a'; the most common of theirs is 'd'",
    );
    expect(hold([3], [4], [5], ['b', 'd']).codes).toEqual([3]);
  });
});

describe('made rows have allowed categories only, and are otherwise the same', () => {
  const allowed = { channel: { allowed: ['web', 'store'] }, repeat: { allowed: ['Y'] } };
  const mixed: [string, SamplerSpec][] = [
    ['SMOTE on a table with categories', { kind: 'smote' }],
    ['SMOTE-NC', { kind: 'smote-nc' }],
    ['SMOTE-NC, the rows of imbalanced-learn', { kind: 'smote-nc', compatibility: 'imbalanced-learn' }],
    ['Borderline-SMOTE 2', { kind: 'borderline-smote', variant: '2', k: 3, m: 20 }],
    ['SMOTE and cleaning', { kind: 'smote-enn' }],
    ['smoothed random over-sampling', { kind: 'random-over', shrinkage: 0.5 }],
    ['cluster centroids', { kind: 'cluster-centroids', voting: 'soft' }],
  ];

  it.each(mixed)('%s, two classes and three', (_, spec) => {
    for (const data of [twoClasses(), threeClasses()]) {
      const { categoryAdjustments } = compare(data, spec, allowed);
      expect(categoryAdjustments.map((one) => one.column)).toEqual(['channel', 'repeat']);
      expect(categoryAdjustments.every(({ made, replaced }) => made > 0 && replaced > 0)).toBe(true);
    }
  });

  it('SMOTE-N, two classes and three', () => {
    for (const data of [twoClasses('nominal'), threeClasses('nominal')]) {
      for (const kind of ['smote-n', 'smote']) {
        const { categoryAdjustments } = compare(data, kind, allowed);
        expect(categoryAdjustments.every(({ replaced }) => replaced > 0)).toBe(true);
      }
    }
  });

  it('whatever the rows, the categories and the seed', () => {
    const shapes = fc.record({
      codes: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 20, maxLength: 30 }),
      seed: fc.nat(1000),
      allowed: fc.subarray(['mail', 'phone', 'store', 'web'], { minLength: 1 }),
      kinds: fc.constantFrom<Shape['kinds']>('mixed', 'nominal'),
    });
    const property = fc.property(shapes, ({ codes, seed, allowed: texts, kinds }) => {
      const shape = { rows: codes.length, codes, classes: ['a', 'b', 'c'], seed, kinds };
      const data = sales(shape);
      const channel = column(data.table, 'channel')!;
      const had = (code: number) => codes.flatMap((one, row) => (one === code ? [textOf(channel, row)!] : []));
      // Every class with enough rows for neighbours, and with a category that is allowed.
      fc.pre([0, 1, 2].every((code) => had(code).length > 2 && had(code).some((text) => texts.includes(text))));
      const present = channels.filter((text) => [0, 1, 2].some((code) => had(code).includes(text)));
      const given = texts.filter((text) => present.includes(text));
      compare(data, { kind: 'smote', k: 2 }, { channel: { allowed: given } });
    });
    fc.assert(property, { numRuns: 60, seed: 1 });
  });

  it('whatever the order of the levels of a column', () => {
    // The class that grows has two rows with a, two with b and one, row 2, with c.
    const texts = ['b', 'a', 'c', 'b', 'a', 'c', 'c', 'c', 'c', 'c'];
    const x = numeric('x', [...texts.keys()]);
    for (const levels of [
      ['a', 'b', 'c'],
      ['c', 'b', 'a'],
    ]) {
      const codes = Int32Array.from(texts, (text) => levels.indexOf(text));
      const size: LevelColumn = { type: 'category', name: 'size', codes, levels, missing: 0 };
      const data = makeDataset(tableOf(x, size), targetOf([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], ['no', 'yes']));
      const spec = { kind: 'random-over', shrinkage: 1, strategy: { counts: { no: 25 } } };
      const after = resampleDataset(data, spec, { constraints: { size: { allowed: ['b', 'a'] } } });
      const { row, base } = after.provenance;
      const fromC = row.filter((_, i) => base[i] === 2);
      expect(fromC.length).toBeGreaterThan(0);
      for (const at of fromC) expect(textOf(column(after.data.table, 'size')!, at)).toBe('a');
    }
  });
});

describe('rows that are not made', () => {
  it('are not held to anything, and a warning says so', () => {
    const constraints = { channel: { allowed: ['web'] } };
    const { categoryAdjustments, warnings, provenance } = resampleDataset(twoClasses(), 'random-over', { constraints });
    expect(provenance.row.length).toBe(0);
    expect(categoryAdjustments).toMatchObject([{ column: 'channel', made: 0, replaced: 0 }]);
    expect(warnings.map(({ code }) => code)).toEqual(['observed-not-allowed', 'constraints-idle']);
  });

  it('are counted where they have a category that is not allowed', () => {
    const data = twoClasses();
    const observed = Array.from(data.rows.keys(), (row) => textOf(column(data.table, 'channel')!, row));
    const other = observed.filter((text) => text !== 'web' && text !== 'phone').length;
    const { warnings } = resampleDataset(data, 'smote', { constraints: { channel: { allowed: ['phone', 'web'] } } });
    expect(warnings.map(({ message }) => message.replace(/'(mail|store)' and '(mail|store)'/, 'two'))).toEqual([
      `${other} of 60 observed rows have a value of 'channel' that is not allowed (two): they stay as they are, only made values are held to it.`,
    ]);
    const all = { channel: { allowed: channels } };
    expect(resampleDataset(data, 'smote', { constraints: all }).warnings).toEqual([]);
  });
});

describe('allowed categories', () => {
  it('may be given twice, or in a Map', () => {
    const constraints = new Map([['channel', { allowed: ['web', 'web', 'mail'] }]]);
    const { categoryAdjustments } = resampleDataset(twoClasses(), 'smote', { constraints });
    expect(categoryAdjustments[0]!.allowed).toEqual(['web', 'mail']);
  });

  it.each<[string, object, string]>([
    ['channel', { allowed: ['wbe'] }, "categories that it has, got 'wbe'; did you mean 'web'? it has "],
    ['channel', { allowed: ['web', 'letterbox'] }, "categories that it has, got 'letterbox'; it has "],
    ['repeat', { allowed: ['true'] }, "categories that it has, got 'true'; it has 'N' and 'Y'"],
    ['channel', { allowed: [] }, "at least one category, got 'none'; it has "],
    ['channel', { allowed: 'web' }, "an array of categories, got 'web'"],
    ['amount', { allowed: ['5'] }, "for categories, got 'a column of numbers'; say instead what range its values have"],
  ])('%s: %j is refused', (name, constraint, message) => {
    const run = () => resampleDataset(twoClasses(), 'smote', { constraints: { [name]: constraint } });
    expect(run).toThrow(`smote: constraint 'allowed' for column '${name}' must be ${message}`);
  });

  it.each<[string, object, string]>([
    [
      'chanel',
      { allowed: ['web'] },
      "column in constraints must be one of the 3 category or boolean columns in use, got 'chanel'; did you mean 'channel'?",
    ],
    [
      'channel',
      { min: 1 },
      "constraint for column 'channel' must be for numbers or dates, got 'a column of categories'",
    ],
    ['channel', { min: 1, allowed: ['web'] }, "constraint for column 'channel' must be for numbers or dates, got "],
    [
      'repeat',
      {},
      "constraint for column 'repeat' must be for numbers or dates, got 'a column of two words'; say instead",
    ],
    ['class', { allowed: ['no'] }, 'column in constraints must be one of the 3 category or boolean columns in use'],
  ])('%s: %j is refused as well', (name, constraint, message) => {
    const run = () => resampleDataset(twoClasses(), 'smote', { constraints: { [name]: constraint } });
    expect(run).toThrow(`smote: ${message}`);
  });

  it('are those of the column, observed in these rows or not', () => {
    const size: LevelColumn = {
      type: 'category',
      name: 'size',
      codes: Int32Array.of(0, 0),
      levels: ['S', 'M'],
      missing: 0,
    };
    expect(checkAllowed('smote', size, ['M'])).toEqual(['M']);
  });
});
