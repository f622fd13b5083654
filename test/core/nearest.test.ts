import { expect, it } from 'vitest';
import { nearestName } from '../../src/core/nearest.ts';

it('finds the name that was meant', () => {
  expect(nearestName('Efect Amount', ['Effect Amount', 'Cost Other'])).toBe('Effect Amount');
  expect(nearestName('damage', ['Effect Amount of damage', 'Cost'])).toBe('Effect Amount of damage');
  expect(nearestName('TARGTE', ['target', 'time'])).toBe('target');
});

it('says nothing where nothing is near', () => {
  expect(nearestName('xyzzy', ['target', 'time'])).toBeUndefined();
  expect(nearestName('a', ['target', 'b', 'time'])).toBe('b');
  expect(nearestName('target', [])).toBeUndefined();
});
