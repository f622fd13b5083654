import { describe, expect, it } from 'vitest';
import { countText, fixedText, percentText, unitText } from '../../src/charts/numbers.ts';

describe('numbers on charts', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [8939, '8,939'],
    [1234567, '1,234,567'],
    [10.25, '10.3'],
  ])('counts %s as %s', (value, text) => expect(countText(value)).toBe(text));

  it.each([
    [0, '0 %'],
    [1, '100 %'],
    [0.1061, '10.6 %'],
    [0.5, '50.0 %'],
    [0.001727, '0.17 %'],
    [0.000021, '0.0021 %'],
    [0.99998, '99.9980 %'],
    [0.9999, '99.990 %'],
  ])('shares %s as %s', (value, text) => expect(percentText(value)).toBe(text));

  it('never rounds almost all up to all, or almost none down to none', () => {
    for (const tiny of [1e-3, 1e-5, 1e-8]) {
      expect(percentText(1 - tiny)).not.toMatch(/^100/);
      expect(percentText(tiny)).toMatch(/[1-9]/);
    }
  });

  it.each([
    [0, '0'],
    [1, '1'],
    [0.3841, '0.384'],
    [-0.12, '−0.120'],
    [1.2042, '1.204'],
    [0.0041, '0.0041'],
    [0.000213, '0.00021'],
  ])('values %s as %s', (value, text) => expect(unitText(value)).toBe(text));

  it('keeps the decimals it is asked for', () => {
    expect(fixedText(-0.5, 1)).toBe('−0.5');
    expect(fixedText(0, 3)).toBe('0.000');
  });
});
