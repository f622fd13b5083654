/** Gates as JUnit XML: whatever files and classes are called, it stays one well-formed text. */
import { expect, it } from 'vitest';
import type { EvaluationResult } from '../../src/audit/evaluate-types.ts';
import { gatesToJunit } from '../../src/report/junit.ts';

it('holds hostile names as text', () => {
  const name = `"><x a='&\u0000\ud800'/>.csv`;
  const gate = { gate: 'recall["<]>=0.5', verdict: 'inconclusive', sentence: 'a < b & "c"' };
  const result = { source: { name }, gates: [gate], others: [{ source: { name: 'b' }, gates: [] }] };
  const xml = gatesToJunit(result as unknown as EvaluationResult);
  const attributes = [...xml.matchAll(/="([^"]*)"/g)].map((match) => match[1]!);
  expect(attributes.filter((value) => /[<&](?!amp;|lt;|gt;|quot;|#39;|apos;)/.test(value))).toEqual([]);
  expect(xml).not.toMatch(/[\p{Cs}\0]/u);
  const bare = xml.replace(/="[^"]*"/g, '');
  expect(bare).toBe(
    '<?xml version encoding?>\n<testsuites>\n  <testsuite name tests failures errors skipped>\n' +
      '    <testcase classname name><skipped message/></testcase>\n  </testsuite>\n' +
      '  <testsuite name tests failures errors skipped>\n  </testsuite>\n</testsuites>\n',
  );
});
