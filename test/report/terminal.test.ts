import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cells } from '../../src/charts/visible.ts';
import { bar, grid, wrapText } from '../../src/report/terminal/layout.ts';
import { painter } from '../../src/report/terminal/paint.ts';
import { auditToTerminal, evaluationToTerminal } from '../../src/report/terminal.ts';
import { hostileAudit, hostileMulticlassAudit } from './hostile-audit.ts';
import { sampleAudit, sampleMulticlassAudit } from './sample-audit.ts';

const results = {
  binary: sampleAudit(),
  multiclass: sampleMulticlassAudit(),
  'hostile binary': hostileAudit(),
  'hostile multiclass': hostileMulticlassAudit(),
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is what this is for
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal are control characters
const colours = /\u001b\[(1|2|22|31|32|33|36|39)m/g;

describe.each(Object.entries(results))('the terminal summary of %s', (_, result) => {
  it.each([40, 60, 80, 100, 200])('keeps within %i columns', (width) => {
    for (const line of auditToTerminal(result, { width }).split('\n')) expect(cells(line)).toBeLessThanOrEqual(width);
  });

  it('passes no control character on, and with colour only its own', () => {
    expect(auditToTerminal(result)).not.toMatch(control);
    const coloured = auditToTerminal(result, { color: true });
    expect(coloured).toMatch(colours);
    expect(coloured.replace(colours, '')).toBe(auditToTerminal(result));
  });

  it('has no broken value', () => {
    expect(auditToTerminal(result)).not.toMatch(/NaN|undefined (to|%)|\[object|null/);
    expect(auditToTerminal(result).endsWith('\n')).toBe(true);
  });
});

describe('the terminal summary', () => {
  const text = auditToTerminal(sampleAudit());

  it('fits about a screen and tells what matters', () => {
    expect(text.split('\n').length).toBeLessThan(62);
    for (const words of [
      '8,939  89.4 %  █',
      'critical  Cost Total $',
      '→ Leave Cost Total $',
      'hurts −0.019',
      '0.1712',
    ]) {
      expect(text).toContain(words);
    }
    expect(text.indexOf('critical')).toBeLessThan(text.indexOf('warning'));
    expect(text.indexOf('warning')).toBeLessThan(text.indexOf('note '));
  });

  it('renders one evaluation alone', () => {
    expect(evaluationToTerminal(sampleAudit().test!)).toContain('caught / missed');
    expect(evaluationToTerminal(sampleMulticlassAudit().multiclassTest!)).toContain('Substantial');
  });
});

describe('layout', () => {
  it('wraps any text within the width and loses no short word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 9 })),
        fc.integer({ min: 10, max: 60 }),
        (words, width) => {
          const lines = wrapText(words.join(' '), width);
          for (const line of lines) expect(cells(line)).toBeLessThanOrEqual(width);
          expect(lines.join(' ')).toBe(words.join(' ').split(' ').filter(Boolean).join(' '));
        },
      ),
    );
  });

  it('draws bars in eighths, and something for anything', () => {
    expect(bar(1, 4)).toBe('████');
    expect(bar(0.5, 4)).toBe('██');
    expect(bar(0.375, 1)).toBe('▍');
    expect(bar(1e-9, 10)).toBe('▏');
    expect(bar(0, 10)).toBe('');
  });

  it('aligns columns by cells and cuts the ones that give', () => {
    const lines = grid(
      [
        { head: 'name', gives: true },
        { head: 'n', right: true },
      ],
      [
        [{ text: '漢字' }, { text: '1' }],
        [{ text: 'a very long name indeed' }, { text: '22' }],
      ],
      { width: 20, paint: painter(false), indent: 0 },
    );
    // 20 columns: 16 for what gives, a gap of 2, 2 for the number
    const space = ' '.repeat(15);
    expect(lines).toEqual([`name${space}n`, `漢字${space}1`, 'a very long nam…  22']);
  });
});
