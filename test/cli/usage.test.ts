import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from '../../src/cli/one-line.ts';
import { collectList, commaList, share, wholeNumber } from '../../src/cli/usage.ts';

const folds = { command: 'audit', flag: '--folds', atLeast: 2 };

describe('whole numbers', () => {
  it('are digits only', () => {
    expect(wholeNumber('2', folds)).toBe(2);
    expect(wholeNumber('010', folds)).toBe(10);
  });

  it.each(['NaN', '', ' ', '1e', '1e3', '5x', '5.0', '-3', '+3', '0x10', 'Infinity', '1', '9007199254740993', '٣'])(
    'refuses %j',
    (text) => {
      expect(() => wholeNumber(text, folds)).toThrow(
        `audit: --folds must be a whole number of at least 2, got '${text}'`,
      );
    },
  );
});

describe('shares', () => {
  it.each([
    ['.2', 0.2],
    ['0.25', 0.25],
    ['2e-1', 0.2],
  ])('%s is %d', (text, value) => {
    expect(share(text, { command: 'audit', flag: '--test-share' })).toBe(value);
  });

  it.each(['0', '1', '1.5', '-0.1', 'NaN', '', '.', '1e', '20%', '0,2', '0.2 '])('refuses %j', (text) => {
    expect(() => share(text, { command: 'audit', flag: '--test-share' })).toThrow(
      `audit: --test-share must be a number between 0 and 1, both excluded, got '${text}'`,
    );
  });
});

describe('lists', () => {
  it('part at commas that are not escaped', () => {
    expect(commaList('Minor,Medium')).toEqual(['Minor', 'Medium']);
    expect(commaList('a\\,b,c')).toEqual(['a,b', 'c']);
    expect(commaList('C:\\temp,x')).toEqual(['C:\\temp', 'x']);
    expect(commaList('')).toEqual(['']);
  });

  it('grow with every occurrence', () => {
    expect(collectList('b\\,c', collectList('a'))).toEqual(['a', 'b,c']);
  });

  it('give back any parts that were joined with escaped commas', () => {
    const part = fc.string().filter((text) => !/[\\\0]/.test(text));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        expect(commaList(parts.map((text) => text.replaceAll(',', '\\,')).join(','))).toEqual(parts);
      }),
    );
  });
});

describe('one line', () => {
  it('leaves plain text of any script alone', () => {
    for (const text of ['Größe (µm)', '年齢', '<img src=x onerror=alert(1)>', 'naïve 🐦'])
      expect(oneLine(text)).toBe(text);
  });

  it('shows what would steer a terminal instead of obeying it', () => {
    expect(oneLine('a\u001b[2Jb\u0007')).toBe('a\\u001b[2Jb\\u0007');
    expect(oneLine('a\r\n  b\nc\td')).toBe('a b c d');
    expect(oneLine('evil\u202egpj.exe')).toBe('evil\\u202egpj.exe');
  });

  it('never has a control character, whatever comes in', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[\p{Cc}\u2028\u2029]/u.test(oneLine(text))));
  });
});
