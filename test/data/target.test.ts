import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.ts';
import { describeTarget } from '../../src/data/target.ts';
import type { Column, DateColumn } from '../../src/table/types.ts';
import { category, numeric, tableOf } from './example-table.ts';

const damage = ['None', 'Minor', 'None', null, 'Substantial', 'None', 'Medium', 'None', 'Minor', null];
const strikes = tableOf(category('Effect Amount of damage', damage), numeric('speed', [...Array(10).keys()]));
const target = 'Effect Amount of damage';

const only = (column: Column) => tableOf(column);
const repeat = (...texts: string[]) => only(category('y', [...texts, ...texts, texts[0]!]));

/** Code and message of the refusal. */
function refusal(call: () => unknown): { code: string; message: string } {
  try {
    call();
  } catch (error) {
    if (error instanceof InputError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('the call was not refused');
}

describe('classes', () => {
  it('named positive values become one class, the rest the other', () => {
    const positive = ['Minor', 'Medium', 'Substantial'];
    const described = describeTarget(strikes, { target, positive });
    expect(described.target).toEqual({
      column: target,
      classes: ['None', 'Minor, Medium or Substantial'],
      codes: Int32Array.of(0, 1, 0, -1, 1, 0, 1, 0, 1, -1),
      positive: 1,
      positiveInferred: false,
      values: [['None'], ['Minor', 'Medium', 'Substantial']],
    });
    expect(described.kept).toEqual(Int32Array.of(0, 1, 2, 4, 5, 6, 7, 8));
  });
  it('the negative class is named after what it is, or after what it is not', () => {
    const names = (positive: string[]) => describeTarget(strikes, { target, positive }).target.classes;
    expect(names(['None'])).toEqual(['not None', 'None']);
    expect(names(['Minor', 'Medium', 'Minor'])).toEqual(['none of Minor and Medium', 'Minor or Medium']);
  });
  it('of two values the rarer is inferred to be positive', () => {
    const described = describeTarget(only(category('y', ['a', 'b', 'b'])), { target: 'y' }).target;
    expect(described).toMatchObject({ classes: ['b', 'a'], positive: 1, positiveInferred: true });
    expect([...described.codes]).toEqual([1, 0, 0]);
    expect(describeTarget(only(category('y', ['b', 'a', 'a'])), { target: 'y' }).target.classes).toEqual(['a', 'b']);
  });
  it('of two equally rare values it is the later in sorted order', () => {
    const described = describeTarget(only(category('y', ['yes', 'no', 'yes', 'no'])), { target: 'y' }).target;
    expect(described.classes).toEqual(['no', 'yes']);
  });
  it('the majority is positive where the caller says so', () => {
    const described = describeTarget(only(category('y', ['a', 'b', 'b'])), { target: 'y', positive: ['b'] }).target;
    expect(described).toMatchObject({ classes: ['a', 'b'], positive: 1, positiveInferred: false });
  });
  it('three or more values are classes sorted by code point, none of them positive', () => {
    // numpy.unique(['b', 'B', 'é', '～', '😀']): code points 66, 98, 233, 65374, 128512; by 16-bit unit the last two swap.
    const described = describeTarget(repeat('b', '😀', 'é', '～', 'B'), { target: 'y' }).target;
    expect(described.classes).toEqual(['B', 'b', 'é', '～', '😀']);
    expect(described).toMatchObject({
      positive: null,
      positiveInferred: false,
      values: [['B'], ['b'], ['é'], ['～'], ['😀']],
    });
    expect([...described.codes].slice(0, 5)).toEqual([1, 4, 2, 3, 0]);
  });
  it('whole numbers are sorted by size and booleans have the words of the file', () => {
    const numbers = numeric('y', [10, 9, 9, Number.NaN, 10, 100]);
    expect(describeTarget(only(numbers), { target: 'y' }).target.classes).toEqual(['9', '10', '100']);
    const flags: Column = {
      type: 'boolean',
      name: 'y',
      values: Uint8Array.of(1, 0, 255, 1),
      words: ['N', 'Y'],
      missing: 1,
    };
    const described = describeTarget(only(flags), { target: 'y' });
    expect(described.target.classes).toEqual(['Y', 'N']);
    expect([...described.kept]).toEqual([0, 1, 3]);
    expect(describeTarget(only(flags), { target: 'y', positive: ['Y'] }).target.classes).toEqual(['N', 'Y']);
  });
  it('column names that are properties of objects are names like any other', () => {
    expect(
      describeTarget(only(category('__proto__', ['a', 'b', 'b'])), { target: '__proto__' }).target.classes,
    ).toEqual(['b', 'a']);
  });
});

describe('rows without a target', () => {
  it('are set aside with a warning that counts them', () => {
    expect(describeTarget(strikes, { target }).warnings).toEqual([
      {
        code: 'missing-target',
        message: "2 of 10 rows have no value in the target 'Effect Amount of damage' and are set aside.",
      },
    ]);
    const one = describeTarget(only(category('y', ['a', 'b', null, 'b'])), { target: 'y' });
    expect(one.warnings[0]!.message).toBe("1 of 4 rows has no value in the target 'y' and is set aside.");
  });
  it('no warning where there are none', () => {
    expect(describeTarget(repeat('a', 'b'), { target: 'y' }).warnings).toEqual([]);
  });
});

describe('columns that are no target', () => {
  it('unknown: suggests the nearest name, or lists the columns', () => {
    expect(refusal(() => describeTarget(strikes, { target: 'sped', fn: 'audit' }))).toEqual({
      code: 'unknown-column',
      message: "audit: target must be the name of a column, got 'sped'; did you mean 'speed'?",
    });
    expect(refusal(() => describeTarget(strikes, { target: 'outcome' })).message).toBe(
      "describeTarget: target must be the name of a column, got 'outcome'; the columns are 'Effect Amount of damage' and 'speed'",
    );
  });
  it('a single value, or none', () => {
    expect(refusal(() => describeTarget(only(category('y', ['a', 'a', null])), { target: 'y' }))).toEqual({
      code: 'one-class',
      message:
        "describeTarget: target must be a column of at least two classes, got 'y'; every row that has a value has 'a'; choose another column, or add rows of another class",
    });
    expect(refusal(() => describeTarget(only(category('y', [null, null])), { target: 'y' })).code).toBe('empty-target');
  });
  it('a value per row', () => {
    const error = refusal(() => describeTarget(only(category('y', ['a', 'b', 'c', 'd'])), { target: 'y' }));
    expect(error.code).toBe('unique-target');
    expect(error.message).toContain('each of its 4 values occurs once, as in an identifier');
    const named = refusal(() => describeTarget(only(category('y', ['a', 'b', 'c'])), { target: 'y', positive: ['a'] }));
    expect(named.code).toBe('unique-target');
  });
  it('more than fifty values, unless the positive ones are named', () => {
    const many = (n: number) => repeat(...Array.from({ length: n }, (_, i) => `v${i}`));
    expect(describeTarget(many(50), { target: 'y' }).target.classes).toHaveLength(50);
    const error = refusal(() => describeTarget(many(51), { target: 'y' }));
    expect(error).toMatchObject({ code: 'too-many-classes' });
    expect(error.message).toMatch(
      /at most 50 classes, got 'y'; it has 51 different values.*say which values are positive/,
    );
    expect(describeTarget(many(51), { target: 'y', positive: ['v7'] }).target.classes).toEqual(['not v7', 'v7']);
  });
  it('measurements: fractional numbers, and many numbers written as text', () => {
    const fractions = refusal(() => describeTarget(only(numeric('y', [0.5, 1, 1, 0.5])), { target: 'y' }));
    expect(fractions.code).toBe('continuous-target');
    expect(fractions.message).toContain('bin them into classes first');
    const texts = repeat(...Array.from({ length: 60 }, (_, i) => `${i / 8}`));
    expect(refusal(() => describeTarget(texts, { target: 'y' })).message).toContain(
      'bin the numbers into classes first',
    );
  });
  it('dates', () => {
    const values = Float64Array.of(0, 86400000, 0);
    const dates: DateColumn = { type: 'date', name: 'y', values, daysOnly: true, missing: 0 };
    expect(refusal(() => describeTarget(only(dates), { target: 'y' }))).toMatchObject({ code: 'date-target' });
  });
});

describe('positive values that cannot be', () => {
  it('unknown: suggests the nearest and lists all', () => {
    expect(refusal(() => describeTarget(strikes, { target, positive: ['minor'] }))).toEqual({
      code: 'unknown-positive',
      message:
        "describeTarget: positive must be a value of 'Effect Amount of damage', got 'minor'; did you mean 'Minor'? it has 'Medium', 'Minor', 'None' and 'Substantial'",
    });
    const far = refusal(() => describeTarget(strikes, { target, positive: ['Minor', 'destroyed'] })).message;
    expect(far).toMatch(/got 'destroyed'; it has 'Medium'/);
  });
  it('a long list is cut', () => {
    const table = repeat(...Array.from({ length: 30 }, (_, i) => `v${String(i).padStart(2, '0')}`));
    expect(refusal(() => describeTarget(table, { target: 'y', positive: ['zebra'] })).message).toMatch(
      /'v00'.*'v11' and 18 more$/,
    );
  });
  it('all of them, or none', () => {
    expect(refusal(() => describeTarget(repeat('a', 'b'), { target: 'y', positive: ['a', 'b'] }))).toEqual({
      code: 'all-positive',
      message: "describeTarget: positive must be some but not all values of 'y', got 'a and b'; name fewer",
    });
    expect(refusal(() => describeTarget(repeat('a', 'b'), { target: 'y', positive: [] })).code).toBe('no-positive');
  });
});
