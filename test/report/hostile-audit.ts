/** Results in which every text that can come from a file tries to break out of the report or the terminal. */
import type { AuditResult } from '../../src/audit/types.ts';
import { sampleAudit, sampleMulticlassAudit } from './sample-audit.ts';
import { sampleMulticlassEvaluation } from './sample-evaluation.ts';

export const hostileNames: Readonly<
  Record<
    | 'image'
    | 'script'
    | 'style'
    | 'attribute'
    | 'proto'
    | 'rtl'
    | 'newlines'
    | 'ansi'
    | 'markdown'
    | 'long'
    | 'surrogate'
    | 'empty',
    string
  >
> = {
  image: '<img src=x onerror=alert(1)>',
  script: '</script><script>alert(2)</script>',
  style: '</style><svg onload=alert(3)>',
  attribute: '" onmouseover="alert(4)',
  proto: '__proto__',
  rtl: 'שלום עולם \u202Eevil\u202C',
  newlines: 'first\nsecond\r\nthird\u2028fourth',
  ansi: '\u001b[31mred\u001b[0m\u009b2J\u0007',
  markdown: 'a|b `code` **bold** [link](javascript:alert(5)) <b>',
  long: 'x'.repeat(5000),
  surrogate: 'broken \ud800 surrogate',
  empty: '',
};

/** Every text of the binary result that can come from a file is hostile here. */
export function hostileAudit(): AuditResult {
  const base = sampleAudit();
  const names = Object.values(hostileNames);
  const positive = hostileNames.image;
  return {
    ...base,
    source: { ...base.source, name: hostileNames.script },
    target: { ...base.target, column: hostileNames.attribute, positive, positiveValues: [positive, hostileNames.rtl] },
    settings: { ...base.settings, drop: [hostileNames.ansi], keep: [hostileNames.style], missing: ['', 'NA'] },
    distribution: {
      ...base.distribution,
      classes: [
        { ...base.distribution.classes[0]!, label: hostileNames.newlines, values: [hostileNames.newlines] },
        { ...base.distribution.classes[1]!, label: positive, values: [positive, hostileNames.rtl] },
      ],
    },
    nullModel: { ...base.nullModel, prediction: hostileNames.newlines },
    test: { ...base.test!, positive },
    columns: names.map((name, i) => ({
      name,
      type: 'category',
      missing: i,
      distinct: 3,
      role: i === 2 ? 'left-out' : 'feature',
      ...(i === 2 ? { reason: hostileNames.ansi } : {}),
    })),
    findings: names.map((name, i) => ({
      ...base.findings[i % 3]!,
      title: `${name} looks known only after the outcome`,
      evidence: `Evidence about ${name}.`,
      fix: `Leave ${name} out.`,
      columns: [name],
      leavesOut: i % 3 === 0 ? [name] : [],
    })),
    pretended: { ...base.pretended!, columns: names, sentence: `With ${names.join(', ')} it would have read 0.99.` },
    warnings: [{ code: 'missing-target', message: `3 rows have no ${hostileNames.script}.` }],
  };
}

/** The hostile names in a result with many classes. */
export function hostileMulticlassAudit(): AuditResult {
  const base = sampleMulticlassAudit();
  const classes = [
    hostileNames.script,
    hostileNames.proto,
    hostileNames.rtl,
    hostileNames.long,
    hostileNames.newlines,
  ] as const;
  return {
    ...base,
    distribution: {
      ...base.distribution,
      classes: base.distribution.classes.map((entry, i) => ({ ...entry, label: classes[i] ?? hostileNames.ansi })),
    },
    multiclassTest: sampleMulticlassEvaluation(classes),
  };
}
