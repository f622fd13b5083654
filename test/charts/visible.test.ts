import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cells, shorten, shortenToCells, visible, visibleName, withoutEndlessWords } from '../../src/charts/visible.ts';
import { anyText } from './any-text.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is what this is for
const harmful = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;

describe('visible', () => {
  it.each([
    ['a\nb', 'a↵b'],
    ['a\r\nb', 'a↵b'],
    ['a\tb', 'a⇥b'],
    ['\u001b[31mred', '␛[31mred'],
    ['\u009b2J', '\ufffd2J'],
    ['abc\u202Edef', 'abcdef'],
    ['\ud800', '\ufffd'],
    ['ünï 漢字 👩‍🔬', 'ünï 漢字 👩‍🔬'],
  ])('shows %j as %j', (text, shown) => expect(visible(text)).toBe(shown));

  it('leaves no harmful character in any text, and does not change what is harmless', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(visible(text)).not.toMatch(harmful);
        expect(visible(visible(text))).toBe(visible(text));
      }),
    );
  });

  it('names what has nothing to see, and cuts what is absurd', () => {
    expect(visibleName('')).toBe('(blank)');
    expect(visibleName('  ')).toBe('(blank)');
    expect(visibleName('x'.repeat(5000))).toBe(`${'x'.repeat(119)}…`);
    expect(withoutEndlessWords(`a ${'x'.repeat(121)} b`)).toBe(`a ${'x'.repeat(79)}… b`);
    expect(withoutEndlessWords('x'.repeat(120))).toBe('x'.repeat(120));
  });
});

describe('cutting', () => {
  it('counts cells as terminals do', () => {
    expect(cells('abc')).toBe(3);
    expect(cells('漢字')).toBe(4);
    expect(cells('e\u0301')).toBe(1);
  });

  it('never exceeds the length and never halves a character', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 20 }), (text, length) => {
        expect([...shorten(text, length)].length).toBeLessThanOrEqual(length);
        expect(cells(shortenToCells(text, length))).toBeLessThanOrEqual(length);
        expect(shorten(visible(text), length)).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});
