import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditToMarkdown, evaluationToMarkdown } from '../../src/report/markdown.ts';
import { escapeMarkdown } from '../../src/report/markdown-text.ts';
import { anyText } from '../charts/any-text.ts';
import { hostileAudit, hostileMulticlassAudit } from './hostile-audit.ts';
import { sampleAudit, sampleMulticlassAudit } from './sample-audit.ts';

const results = {
  binary: sampleAudit(),
  multiclass: sampleMulticlassAudit(),
  'hostile binary': hostileAudit(),
  'hostile multiclass': hostileMulticlassAudit(),
};

/** Cells between pipes that are not escaped. */
const cellsOf = (line: string): number => line.replace(/\\\\/g, '').match(/(?<!\\)\|/g)!.length - 1;

describe.each(Object.entries(results))('Markdown of %s', (_, result) => {
  const markdown = auditToMarkdown(result);

  it('has tables whose rows are as wide as their head', () => {
    const lines = markdown.split('\n');
    const rules = lines.flatMap((line, i) => (/^\| -+:? \|/.test(line) ? [i] : []));
    expect(rules.length).toBeGreaterThan(3);
    for (const rule of rules) {
      let i = rule - 1;
      const width = cellsOf(lines[i]!);
      for (; lines[i]?.startsWith('|'); i++) expect(cellsOf(lines[i]!)).toBe(width);
    }
  });

  it('has no element but its own, no live link, no control character', () => {
    expect(markdown.replace(/<br>|<\/?sub>/g, '')).not.toMatch(/<[a-z/!]/i);
    expect(markdown).not.toMatch(/(?<!\\)\]\(|:\/\//);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is what this is for
    expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(markdown).not.toMatch(/NaN|undefined\)|\[object/);
  });

  it('is short enough to be read', () => {
    expect(markdown.split('\n').length).toBeLessThan(120);
    expect(markdown.endsWith('\n')).toBe(true);
  });
});

describe('Markdown', () => {
  it('tells the numbers', () => {
    const markdown = auditToMarkdown(sampleAudit());
    for (const words of ['89.4 %', '**Critical**', 'hurts (−0.019)', '**0.1712**', '| Recall |', '212 positives']) {
      expect(markdown).toContain(words);
    }
  });

  it('renders one evaluation alone', () => {
    expect(evaluationToMarkdown(sampleAudit().test!)).toContain('| Caught |');
    expect(evaluationToMarkdown(sampleMulticlassAudit().multiclassTest!)).toContain('| Substantial |');
  });

  it('takes every special character literally', () => {
    expect(escapeMarkdown('a|b *c* [d](e) <f> @g #1 `h` $i$ http://j')).toBe(
      'a\\|b \\*c\\* \\[d\\](e) &lt;f&gt; &#64;g \\#1 \\`h\\` \\$i\\$ http&#58;//j',
    );
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeMarkdown(text)).not.toMatch(/[<>\n]|(?<!\\)(\\\\)*[|`*[\]]/);
      }),
    );
  });
});
