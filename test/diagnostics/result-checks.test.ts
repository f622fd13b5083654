/** The numbers and the borders of the result checks, beyond the one example of each. */
import { describe, expect, it } from 'vitest';
import { checkResults } from '../../src/diagnostics/check.ts';
import { scoreFacts } from '../../src/diagnostics/score-facts.ts';
import { fine, resultExamples } from './result-examples.ts';

describe('wide-interval', () => {
  it('says how many positive rows it takes', () => {
    // 33 of 41 found: Clopper-Pearson .651 to .912. A Wilson half-width of .1 at a share of .8 takes 60 rows, of .05 245.
    const context = fine({ prevalence: 0.041, points: [{ recall: [0.8, 0.651, 0.912] }] }, { prevalenceTrain: 0.041 });
    const found = checkResults(context).find(({ code }) => code === 'wide-interval');
    expect(found?.fix).toContain(
      'about 60 positive rows to know it to within 0.1 and about 245 positive rows to know it to within 0.05',
    );
    expect(found?.title).toBe('Recall is known to within 0.131 only');
  });
});

describe('scoreFacts', () => {
  it('counts distinct values, the mean and the ends', () => {
    expect(scoreFacts(Float64Array.of(0.5, 0.25, 0.5, 0.75))).toEqual({
      n: 4,
      distinct: 3,
      mean: 0.5,
      min: 0.25,
      max: 0.75,
    });
  });

  it('says nothing about no scores', () => {
    expect(scoreFacts(new Float64Array())).toEqual({ n: 0, distinct: 0, mean: null, min: null, max: null });
  });
});

const codes = (context: Parameters<typeof checkResults>[0]): string[] => checkResults(context).map(({ code }) => code);

describe('checkResults', () => {
  it('says backwards or without skill, never both', () => {
    expect(codes(resultExamples['ranks-backwards']!.fires())).toContain('ranks-backwards');
    expect(codes(resultExamples['ranks-backwards']!.fires())).not.toContain('no-skill');
  });

  it('holds balancing that hurts for critical where it is in use', () => {
    const hurting = resultExamples['balancing-hurts']!.fires();
    const severity = (chosen: { strategy: string; model: string }): string | undefined =>
      checkResults({ ...hurting, chosen }).find(({ code }) => code === 'balancing-hurts')?.severity;
    expect(severity({ strategy: 'balanced-weights', model: 'logisticRegression' })).toBe('critical');
    expect(severity({ strategy: 'none', model: 'logisticRegression' })).toBe('warning');
  });

  it('calls an evenly balanced test what it is', () => {
    const findings = checkResults(fine({ prevalence: 0.5 }, { prevalenceTrain: 0.02 }));
    expect(findings.find(({ code }) => code === 'prevalence-shift')?.severity).toBe('critical');
  });

  it('tells the threshold that finds nothing from a model that finds nothing', () => {
    const nothing = fine({ points: [{ flagged: 0, recall: [0] }] });
    const found = checkResults(nothing).find(({ code }) => code === 'nothing-predicted-positive');
    expect(found?.severity).toBe('critical');
  });

  it('needs only what a file of foreign predictions gives', () => {
    const { evaluation, multiclass, nullAccuracy, positive, positiveInferred, positiveShare } = fine();
    expect(checkResults({ evaluation, multiclass, nullAccuracy, positive, positiveInferred, positiveShare })).toEqual(
      [],
    );
  });

  it('does not stumble over undefined measures', () => {
    const context = fine();
    const evaluation = context.evaluation!;
    const undefinedMeasure = { name: 'rocAuc', value: null, reason: 'no positive row', n: 10, nPositive: 0 };
    const bare = {
      ...evaluation,
      n: 10,
      nPositive: 0,
      prevalence: 0,
      points: evaluation.points.map((point) => ({ ...point, measures: [{ ...undefinedMeasure, name: 'recall' }] })),
      ranking: [undefinedMeasure, { ...undefinedMeasure, name: 'averagePrecision' }],
      probability: [],
    };
    const text = JSON.stringify(checkResults({ ...context, evaluation: bare }));
    expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
  });
});
