import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bedroc, enrichmentFactor, rie } from '../../src/metrics/early-recognition.ts';
import { logAuc, rocEnrichment } from '../../src/metrics/early-roc.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import { expectClose } from './close.ts';
import { peerScores, peers, repeated, scoresOf, weightedRows } from './peers.ts';

const { fractions, alphas } = peers as { fractions: number[]; alphas: number[] };

function ours(name: 'untied' | 'tied'): number[][] {
  const scores = peerScores(name);
  return [
    fractions.map((fraction) => enrichmentFactor(scores, { fraction }).value!),
    alphas.map((alpha) => rie(scores, { alpha }).value!),
    alphas.map((alpha) => bedroc(scores, { alpha }).value!),
  ];
}

describe('enrichment factor, RIE and BEDROC', () => {
  it('equal RDKit’s where no scores are tied', () => {
    const { enrichment, rie: theirs, bedroc: rescaled } = peers.untied.top;
    expectClose(ours('untied'), [enrichment, theirs, rescaled], 'EF, RIE, BEDROC', 1e-11);
  });

  it('are the mean of RDKit’s over 20,000 random orders of tied rows', () => {
    const { mean, error } = peers.tied.top as { mean: number[]; error: number[] };
    ours('tied')
      .flat()
      .forEach((value, i) => {
        expect(Math.abs(value - mean[i]!), `measure ${i}`).toBeLessThanOrEqual(4 * error[i]! + 1e-12);
      });
    expect(error.some((e) => e > 0)).toBe(true);
  });

  it('reach their ends and are 1, 1 and within 0 to 1 in between', () => {
    const labels = Array.from({ length: 1000 }, (_, i) => (i < 10 ? 1 : 0));
    const best = binaryScores({ labels, scores: labels.map((_, i) => -i) });
    const worst = binaryScores({ labels, scores: labels.map((_, i) => i) });
    const constant = binaryScores({ labels, scores: labels.map(() => 1) });
    expectClose(bedroc(best).value, 1, 'best');
    expectClose(bedroc(worst).value, 0, 'worst', 1e-9);
    expectClose([rie(constant).value, enrichmentFactor(constant, { fraction: 0.01 }).value], [1, 1], 'chance');
    const top = enrichmentFactor(best, { fraction: 0.005 });
    /* min(1 / 0.005, 1000 / 10) */
    expectClose([top.value, top.attainable], [100, 100], 'attainable');
    expectClose(enrichmentFactor(best, { fraction: 0.05 }).attainable, 20, 'attainable in 5 %');
  });

  it('warn where positives crowd the early ranks, and are undefined with one class', () => {
    expect(bedroc(peerScores('untied'), { alpha: 5 }).warnings).toEqual([]);
    expect(bedroc(peerScores('tied')).warnings[0]).toMatchObject({ code: 'bedroc-crowded' });
    expect(bedroc(binaryScores({ labels: [0], scores: [1] })).value).toBe(null);
    expect(bedroc(binaryScores({ labels: [1], scores: [1] }))).toMatchObject({ reason: 'there are no negatives' });
    expect(() => rie(peerScores('tied'), { alpha: 0 })).toThrow('rie: alpha must be more than 0 and finite, got 0');
  });

  it('take weights as repetition and see the ranking only', () => {
    fc.assert(
      fc.property(weightedRows, (rows) => {
        const scores = scoresOf(rows);
        const measures = (s: typeof scores) => [
          enrichmentFactor(s, { fraction: 0.15 }).value,
          rie(s, { alpha: 8 }).value,
          bedroc(s).value,
          logAuc(s).value,
          ...rocEnrichment(s, { fprs: [0.1, 0.4] }).map(({ enrichment }) => enrichment.value),
        ];
        expectClose(measures(repeated(rows)), measures(scores) as number[], 'repetition', 1e-10);
        const squared = rows.map((row) => ({ ...row, score: row.score ** 2 }));
        expect(measures(scoresOf(squared))).toEqual(measures(scores));
      }),
    );
  });
});

describe('the left edge of the ROC curve', () => {
  it.each(['untied', 'tied'] as const)('interpolates scikit-learn’s ROC curve (%s scores)', (name) => {
    const points = peers[name].roc.tprAt as [number, number][];
    const found = rocEnrichment(peerScores(name), { fprs: points.map(([fpr]) => fpr) });
    found.forEach(({ recall, enrichment }, i) => {
      const [fpr, tpr] = points[i]!;
      expectClose([recall.value, enrichment.value], [tpr, tpr / fpr], `fpr ${fpr}`);
    });
  });

  it.each(['untied', 'tied'] as const)('integrates it over the logarithm as quadrature does (%s scores)', (name) => {
    for (const [minFpr, maxFpr, area] of peers[name].roc.logAuc) {
      expectClose(logAuc(peerScores(name), { minFpr, maxFpr }).value, area, `${minFpr} to ${maxFpr}`, 1e-9);
    }
  });

  it('has the area of a random ranking in closed form', () => {
    const constant = binaryScores({ labels: [1, 0, 0, 0], scores: [1, 1, 1, 1] });
    expectClose(logAuc(constant).value, 0.999 / Math.log(1000), 'default range');
    expect(() => logAuc(constant, { minFpr: 0.5, maxFpr: 0.1 })).toThrow('minFpr must be between 0 and maxFpr (0.1)');
    expect(rocEnrichment(binaryScores({ labels: [1], scores: [1] }))[0]!.recall.value).toBe(null);
  });
});
