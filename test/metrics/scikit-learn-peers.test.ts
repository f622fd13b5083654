/** Our metrics against scikit-learn and imbalanced-learn on edge cases and random data, to a relative 1e-12. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { predictedClasses } from '../../src/metrics/class-measures.ts';
import { classificationReport, formatReport, imbalancedReport } from '../../src/metrics/class-report.ts';
import {
  confusionAt,
  confusionMatrix,
  matrixOf,
  normalizeConfusion,
  oneVersusRest,
} from '../../src/metrics/confusion.ts';
import { countAtThresholds } from '../../src/metrics/counts.ts';
import { detCurve, precisionRecallCurve, rocCurve } from '../../src/metrics/curves.ts';
import {
  averaged,
  matrixBalancedAccuracy,
  matrixGMean,
  matrixKappa,
  matrixMcc,
  perClass,
} from '../../src/metrics/multiclass.ts';
import { pointMetric, pointValue } from '../../src/metrics/point.ts';
import {
  brier,
  brierSkill,
  classBrier,
  classBrierSkill,
  classLogLoss,
  classLogLossSkill,
  logLoss,
  logLossSkill,
} from '../../src/metrics/probability.ts';
import { averagePrecision, partialRocAuc, rocAuc } from '../../src/metrics/ranking.ts';
import { multiclassAveragePrecision, multiclassRocAuc, topKAccuracy } from '../../src/metrics/ranking-multiclass.ts';
import { binaryScores, classScores } from '../../src/metrics/scores.ts';
import type { Value } from '../../src/metrics/value.ts';
import { expectClose } from './close.ts';

// biome-ignore lint/suspicious/noExplicitAny: a fixture of many shapes, read by name
type Entries = any;

const peers: Entries = JSON.parse(
  readFileSync(new URL('../fixtures/metrics/scikit-learn-peers.json', import.meta.url), 'utf8'),
);

/** Where the peer says NaN, ours must be null with a reason. */
function expectValue(actual: Value, expected: number | string, what: string): void {
  if (expected === 'NaN') {
    expect(actual.value, what).toBe(null);
    expect(actual.reason, what).toMatch(/^[a-z]/);
  } else expectClose(actual.value, expected, what);
}

const three = ['precision', 'recall', 'f1'].map((name) => pointMetric(name)!);

describe.each(Object.keys(peers.binary))('binary: %s', (name) => {
  const { labels, scores: given, weights, threshold, expected } = peers.binary[name];
  const inUnit = given.every((score: number) => 0 <= score && score <= 1);
  const scores = binaryScores({ labels, scores: given, probabilities: inUnit, ...(weights ? { weights } : {}) });
  const counts = countAtThresholds(scores);
  const confusion = confusionAt(scores, threshold);

  it('decisions', () => {
    expectClose(matrixOf(confusion), expected.confusion, 'confusion');
    const rates = three.map((metric) => metric.name);
    for (const zeroDivision of [0, 1] as const) {
      const values = perClassValues(matrixOf(confusion), zeroDivision);
      expectClose(values, expected[`perClass, zeroDivision ${zeroDivision}`].slice(0, 3), rates.join());
      const jaccard = pointValue(pointMetric('jaccard')!, confusion, { zeroDivision });
      expectClose(jaccard.value, expected[`jaccard, zeroDivision ${zeroDivision}`], 'jaccard');
    }
    expectClose(pointValue(pointMetric('mcc')!, confusion, { zeroDivision: 0 }).value, expected.mcc, 'mcc');
    for (const metric of ['gMean', 'iba'].filter((entry) => expected[entry] !== undefined)) {
      expectClose(pointValue(pointMetric(metric)!, confusion, { zeroDivision: 0 }).value, expected[metric], metric);
    }
    if (expected.kappa !== undefined)
      expectValue(pointValue(pointMetric('kappa')!, confusion), expected.kappa, 'kappa');
    if (expected.likelihoodRatios !== undefined) {
      const [positive, negative] = expected.likelihoodRatios;
      expectValue(pointValue(pointMetric('likelihoodRatioPositive')!, confusion), positive, 'LR+');
      expectValue(pointValue(pointMetric('likelihoodRatioNegative')!, confusion), negative, 'LR-');
    }
  });

  it('ranking', () => {
    if (expected.rocAuc !== undefined) expectValue(rocAuc(scores), expected.rocAuc, 'ROC-AUC');
    expectClose(averagePrecision(scores, { zeroDivision: 0 }).value, expected.averagePrecision, 'AP');
    for (const maxFpr of [0.05, 0.37]) {
      const partial = expected[`partialRocAuc ${maxFpr}`];
      if (partial !== undefined) expectValue(partialRocAuc(scores, { maxFpr }), partial, `partial ${maxFpr}`);
    }
  });

  it('curves', () => {
    for (const [entry, dropIntermediate] of [
      ['rocCurve', true],
      ['rocCurveFull', false],
    ] as const) {
      const { fpr, tpr, thresholds } = rocCurve(counts, { dropIntermediate });
      expectClose([fpr, tpr, thresholds], expected[entry], entry);
    }
    for (const [entry, dropIntermediate] of [
      ['precisionRecallCurve', false],
      ['precisionRecallCurveThinned', true],
    ] as const) {
      const { precision, recall, thresholds } = precisionRecallCurve(counts, { dropIntermediate });
      expectClose([precision, recall, thresholds], expected[entry], entry);
    }
    for (const [entry, dropIntermediate] of [
      ['detCurve', false],
      ['detCurveThinned', true],
    ] as const) {
      if (expected[entry] === undefined) {
        expect(() => detCurve(counts)).toThrow('of both classes');
        continue;
      }
      const { fpr, fnr, thresholds } = detCurve(counts, { dropIntermediate });
      expectClose([fpr, fnr, thresholds], expected[entry], entry);
    }
  });

  it.runIf(inUnit)('probabilities', () => {
    for (const [entry, metric] of Object.entries({ brier, logLoss, brierSkill, logLossSkill })) {
      if (expected[entry] !== undefined) expectClose(metric(scores).value, expected[entry], entry);
    }
  });
});

function perClassValues(matrix: number[][], zeroDivision: 0 | 1): (number | null)[][] {
  return three.map((metric) => perClass(metric, matrix, { zeroDivision }).map(({ value }) => value));
}

describe.each(Object.keys(peers.multiclass))('multiclass: %s', (name) => {
  const { labels, probabilities, classes, weights, expected } = peers.multiclass[name];
  const extra = weights ? { weights } : {};
  const scores = classScores({ classes, labels, probabilities: probabilities.flat(), ...extra });
  const matrix = confusionMatrix(labels, predictedClasses(scores), classes.length, extra);

  it('decisions', () => {
    expectClose(matrix, expected.confusion, 'confusion');
    for (const by of ['truth', 'prediction', 'all'] as const) {
      const filled = normalizeConfusion(matrix, by).map((row) => row.map((share) => share ?? 0));
      expectClose(filled, expected[`normalized ${by}`], by);
    }
    for (const average of ['macro', 'weighted', 'micro'] as const) {
      const values = three.map((metric) => averaged(metric, matrix, average, { zeroDivision: 0 }).value);
      expectClose(values, expected[`precision recall f1 ${average}`], average);
    }
    expectClose(matrixBalancedAccuracy(matrix).value, expected.balancedAccuracy, 'balanced accuracy');
    const adjusted = matrixBalancedAccuracy(matrix, { adjusted: true }).value;
    expectClose(adjusted, expected.balancedAccuracyAdjusted, 'balanced accuracy, adjusted');
    expectClose(matrixMcc(matrix).value, expected.mcc, 'MCC');
    expectClose(matrixGMean(matrix).value, expected.gMean, 'G-mean');
    for (const kind of ['none', 'linear', 'quadratic'] as const) {
      expectClose(matrixKappa(matrix, { weights: kind }).value, expected[`kappa ${kind}`], `kappa ${kind}`);
    }
  });

  it('ranking and probabilities', () => {
    for (const average of ['macro', 'weighted', 'micro'] as const) {
      const ap = multiclassAveragePrecision(scores, { average }).value;
      expectClose(ap, expected[`averagePrecision ${average}`], `AP ${average}`);
      const auc = multiclassRocAuc(scores, { average }).value;
      expectClose(auc, expected[`rocAuc ovr ${average}`], `AUC ${average}`);
      const pairs = expected[`rocAuc ovo ${average}`];
      if (pairs !== undefined) {
        expectClose(multiclassRocAuc(scores, { scheme: 'ovo', average }).value, pairs, `pairs ${average}`);
      }
    }
    expectClose(classLogLoss(scores).value, expected.logLoss, 'log loss');
    expectClose(classBrier(scores).value, expected.brier, 'Brier');
    expectClose(classLogLossSkill(scores).value, expected.logLossSkill, 'log-loss skill');
    expectClose(classBrierSkill(scores).value, expected.brierSkill, 'Brier skill');
    expectClose(topKAccuracy(scores, { k: 2 }).value, expected['top 2'], 'top 2');
  });

  it.runIf(weights === undefined)('reports, to the letter', () => {
    const report = classificationReport(matrix, classes, { zeroDivision: 0 });
    expect(formatReport(report, { digits: 3 })).toBe(expected.report);
    const imbalanced = imbalancedReport(matrix, classes, { zeroDivision: 0 });
    expect(formatReport(imbalanced, { digits: 3 })).toBe(expected['imbalanced report']);
  });
});

describe('cases the peers leave open', () => {
  it('infinite scores are thresholds like any other', () => {
    // Positives at +inf, 1 and -inf, negatives at 2 and -inf: 1 + 1, then 0 + 1, then a tie with one of two: 3.5 of 6 pairs.
    const labels = [1, 1, 1, 0, 0];
    const scores = binaryScores({ labels, scores: [Infinity, 1, -Infinity, 2, -Infinity] });
    expect(rocAuc(scores).value).toBeCloseTo(3.5 / 6, 14);
    expect([...countAtThresholds(scores).thresholds]).toEqual([Infinity, 2, 1, -Infinity]);
    // Precision 1/1, then 2/3, then 3/5.
    expect(averagePrecision(scores).value).toBeCloseTo((1 + 2 / 3 + 3 / 5) / 3, 14);
  });

  it('an undefined metric says why instead of guessing', () => {
    const onlyNegatives = binaryScores({ labels: [0, 0], scores: [0.2, 0.7] });
    expect(averagePrecision(onlyNegatives)).toEqual({ value: null, reason: 'there are no positives' });
    const confusion = oneVersusRest(
      [
        [2, 0],
        [3, 0],
      ],
      1,
    );
    expect(pointValue(pointMetric('precision')!, confusion)).toEqual({
      value: null,
      reason: 'nothing is predicted positive',
    });
    expect(
      averaged(
        pointMetric('precision')!,
        [
          [2, 0],
          [3, 0],
        ],
        'macro',
      ),
    ).toEqual({
      value: null,
      reason: 'class 2 has no value: nothing is predicted positive',
    });
  });
});
