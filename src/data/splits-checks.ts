/** What every splitter refuses: fold counts that cannot be, classes too small for them, arrays that do not match. */
import { InputError } from '../core/errors.ts';

/** Refuses anything but a whole number of at least `least`. */
export function checkWhole(fn: string, argument: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  const expected = `a whole number of at least ${least}`;
  throw new InputError({ code: 'out-of-range', fn, argument, expected, received: value });
}

/** Refuses anything outside (0, 1). */
export function checkShare(fn: string, argument: string, value: number): void {
  if (0 < value && value < 1) return;
  const expected = 'a share between 0 and 1, both excluded';
  throw new InputError({ code: 'out-of-range', fn, argument, expected, received: value });
}

/** Refuses folds that outnumber the rows (or groups) of a class: some fold would then be without it. */
export function checkMembers(
  fn: string,
  folds: number,
  members: ArrayLike<number>,
  names: readonly string[],
  { unit = 'rows', classes = names }: { readonly unit?: 'rows' | 'groups'; readonly classes?: readonly string[] } = {},
): void {
  for (let k = 0; k < members.length; k++) {
    if (folds <= members[k]!) continue;
    throw new InputError({
      code: 'class-too-small',
      fn,
      argument: 'folds',
      expected: `at most ${members[k]}, the number of ${unit} with class '${classes[k] ?? names[k]}'`,
      received: folds,
      advice: 'use fewer folds, merge the class with another, or set its rows aside',
    });
  }
}

/** Refuses more folds than there are groups. */
export function checkGroupCount(fn: string, folds: number, groups: number): void {
  if (folds <= groups) return;
  throw new InputError({
    code: 'too-few-groups',
    fn,
    argument: 'folds',
    expected: `at most ${groups}, the number of groups`,
    received: folds,
    advice: 'use fewer folds',
  });
}

/** Refuses arrays of another length than the labels. */
export function checkSameLength(fn: string, argument: string, length: number, expected: number): void {
  if (length === expected) return;
  throw new InputError({
    code: 'length',
    fn,
    argument,
    expected: `as long as the labels (${expected})`,
    received: `length ${length}`,
  });
}
