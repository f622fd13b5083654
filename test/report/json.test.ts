import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditResult } from '../../src/audit/types.ts';
import { auditToJson } from '../../src/report/json.ts';
import { hostileAudit } from './hostile-audit.ts';
import { sampleAudit, sampleMulticlassAudit } from './sample-audit.ts';

/** The renderer takes any JSON-able thing; the type is the audit's. */
const toJson = (value: unknown): string => auditToJson(value as AuditResult);

describe('auditToJson', () => {
  it.each([
    ['binary', sampleAudit()],
    ['multiclass', sampleMulticlassAudit()],
  ])('reads back as the same %s result', (_, result) => {
    expect(JSON.parse(auditToJson(result))).toEqual(result);
  });

  it('keeps hostile names as they are', () => {
    const back = JSON.parse(auditToJson(hostileAudit())) as AuditResult;
    expect(back.columns.map((column) => column.name)).toEqual(hostileAudit().columns.map((column) => column.name));
  });

  it('does not depend on the order in which keys were made', () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, entry]) => [key, shuffled(entry)]),
      );
    };
    expect(toJson(shuffled(sampleAudit()))).toBe(auditToJson(sampleAudit()));
  });

  it('reads back any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(toJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('starts with what it is, indents by two, ends with a newline', () => {
    const text = auditToJson(sampleAudit());
    expect(text).toMatch(
      /^\{\n {2}"schema": "rareclass\/audit@1",\n {2}"version": "0\.1\.0",\n {2}"task": "binary",\n/,
    );
    expect(text.endsWith('\n}\n')).toBe(true);
  });

  it('writes infinities as strings and what is no number as null', () => {
    expect(toJson({ a: [Infinity, -Infinity, NaN, -0, 1e21], b: undefined })).toBe(
      '{\n  "a": ["Infinity", "-Infinity", null, 0, 1e+21]\n}\n',
    );
    expect(toJson({ a: Float64Array.of(1, 2) })).toBe('{\n  "a": [1, 2]\n}\n');
    expect(toJson(JSON.parse('{"__proto__": {"x": []}}'))).toBe('{\n  "__proto__": {\n    "x": []\n  }\n}\n');
  });
});
