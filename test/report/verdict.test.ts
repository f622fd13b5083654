import { describe, expect, it } from 'vitest';
import type { AuditResult } from '../../src/audit/types.ts';
import type { Confusion, Evaluation } from '../../src/metrics/types.ts';
import { auditVerdict, beatsGuessing, evaluationVerdict } from '../../src/report/verdict.ts';
import { sampleAudit, sampleMulticlassAudit } from './sample-audit.ts';

function withConfusion(confusion: Confusion): Evaluation {
  const test = sampleAudit().test!;
  return { ...test, points: [{ threshold: 0.3, confusion, measures: [] }] };
}

function withAp(low: number, high: number): AuditResult {
  const base = sampleAudit();
  const ranking = base.test!.ranking.map((measure) =>
    measure.name === 'averagePrecision'
      ? { ...measure, interval: { low, high, level: 0.95, method: 'bootstrap' } }
      : measure,
  );
  return { ...base, test: { ...base.test!, ranking } };
}

describe('the verdict', () => {
  it('counts what is caught and what it costs', () => {
    // 130 of 212 caught; 130 of 391 alarms right, about 1 in 3
    const evaluation = withConfusion({
      truePositive: 130,
      falseNegative: 82,
      falsePositive: 261,
      trueNegative: 1527,
    });
    const { headline, paragraphs } = evaluationVerdict(evaluation);
    expect(headline).toBe('It would catch 61 % of the rare cases, and about 1 in 3 of its alarms would be right.');
    expect(paragraphs[0]).toContain('Of the 212 positive rows among 2,000 rows that no model had seen, it flags 130');
    expect(paragraphs[0]).toContain('it flags 391 rows in all, 261 of them false alarms');
  });

  it('claims nothing that the interval does not support', () => {
    expect(auditVerdict(withAp(0.1, 0.2)).headline).toMatch(/^Nothing here finds .* better than guessing/);
    expect(auditVerdict(withAp(0.107, 0.2)).headline).toMatch(/^It would catch/);
    const { ranking, ...rest } = sampleAudit().test!;
    const bare = ranking.map(({ interval: _, ...measure }) => measure);
    expect(beatsGuessing({ ...rest, ranking: bare })).toBe(false);
  });

  it('says so when nothing is flagged or nothing is positive', () => {
    const silent = withConfusion({ truePositive: 0, falseNegative: 212, falsePositive: 0, trueNegative: 1788 });
    expect(evaluationVerdict(silent).headline).toContain('flags nothing at all');
    expect(evaluationVerdict({ ...silent, nPositive: 0 }).headline).toContain('no positive row');
  });

  it('says that the positive class was guessed', () => {
    const base = sampleAudit();
    const inferred = { ...base, target: { ...base.target, positiveInferred: true } };
    expect(auditVerdict(inferred).paragraphs[0]).toContain('was not named');
    expect(auditVerdict(base).paragraphs[0]).not.toContain('was not named');
  });

  it('names the best and the worst of many classes', () => {
    const { headline, paragraphs, trap } = auditVerdict(sampleMulticlassAudit());
    expect(headline).toMatch(/guessing finds 20 %\.$/);
    expect(paragraphs.join(' ')).toContain('worst “C” (0 % of 3)');
    expect(trap).toContain('find no other class');
  });
});
