/**
 * Every number of the scikit-learn 1.9.1 oracle for binary and multiclass predictions, unweighted and weighted, to a
 * relative 1e-12. Each test takes the entries it knows and the last one fails if an entry was left unread.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calibrationCurve } from '../../src/metrics/calibration-bins.ts';
import { classificationReport, formatReport } from '../../src/metrics/class-report.ts';
import { confusionMatrix, matrixOf, oneVersusRest } from '../../src/metrics/confusion.ts';
import { confusionAtIndex, countAtThresholds } from '../../src/metrics/counts.ts';
import { detCurve, precisionRecallCurve, rocCurve } from '../../src/metrics/curves.ts';
import { averaged, matrixBalancedAccuracy, matrixKappa, matrixMcc, perClass } from '../../src/metrics/multiclass.ts';
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
import { averagePrecision, partialRocAuc, rocAuc, trapezoid } from '../../src/metrics/ranking.ts';
import {
  averagePrecisionPerClass,
  multiclassAveragePrecision,
  multiclassRocAuc,
  rocAucPerClass,
  topKAccuracy,
} from '../../src/metrics/ranking-multiclass.ts';
import { binaryScores, classScores } from '../../src/metrics/scores.ts';
import { expectClose } from './close.ts';

// biome-ignore lint/suspicious/noExplicitAny: a fixture of many shapes, read by name
type Entries = any;

const file = new URL('../fixtures/metrics/scikit-learn-oracle.json', import.meta.url);
const oracle = JSON.parse(readFileSync(file, 'utf8')) as Entries;

/** Gives out entries and remembers which; `left` are those nobody asked for. */
function reader(entries: Entries): { take: (name: string) => Entries; left: () => string[] } {
  const seen = new Set<string>();
  return {
    take: (name) => {
      expect(entries, `entry ${name}`).toHaveProperty([name]);
      seen.add(name);
      return entries[name];
    },
    left: () => Object.keys(entries).filter((name) => !seen.has(name)),
  };
}

describe.each(['binary_iris', 'binary_ties_imbalanced'])('%s', (name) => {
  const set = oracle[name];
  describe.each(['unweighted', 'weighted'])('%s', (variant) => {
    const { take, left } = reader(set[variant]);
    const weights = variant === 'weighted' ? (set.sample_weight as number[]) : undefined;
    const extra = weights === undefined ? {} : { weights };
    const scores = binaryScores({ labels: set.y_true, scores: set.y_score, probabilities: true, ...extra });
    const matrix = confusionMatrix(set.y_true, set.y_pred, 2, extra);
    const confusion = oneVersusRest(matrix, 1);
    const counts = countAtThresholds(scores);

    it('confusion and point metrics', () => {
      expectClose(matrix, take('confusion'), 'confusion');
      expect(matrixOf(confusion)).toEqual(matrix);
      const names = {
        accuracy: 'accuracy',
        balanced_accuracy: 'balancedAccuracy',
        balanced_accuracy_adjusted: 'balancedAccuracyAdjusted',
        'fbeta_0.5': 'f0.5',
        fbeta_1: 'f1',
        fbeta_2: 'f2',
        precision: 'precision',
        recall: 'recall',
        mcc: 'mcc',
        kappa: 'kappa',
      };
      for (const [theirs, ours] of Object.entries(names)) {
        expectClose(pointValue(pointMetric(ours)!, confusion).value, take(theirs), ours);
      }
      const ratios = ['likelihoodRatioPositive', 'likelihoodRatioNegative'];
      expectClose(
        ratios.map((ratio) => pointValue(pointMetric(ratio)!, confusion).value),
        take('likelihood_ratios'),
        'likelihood ratios',
      );
    });

    it('precision, recall and F1 per class and averaged', () => {
      const three = ['precision', 'recall', 'f1'].map((metric) => pointMetric(metric)!);
      const perClassValues = three.map((metric) => perClass(metric, matrix).map(({ value }) => value));
      const supports = matrix.map((row) => row[0]! + row[1]!);
      expectClose([...perClassValues, supports], take('prf_per_class'), 'per class');
      for (const average of ['macro', 'weighted', 'micro'] as const) {
        const values = three.map((metric) => averaged(metric, matrix, average).value);
        expectClose(values, take(`prf_${average}`), average);
      }
    });

    it('areas', () => {
      expectClose(rocAuc(scores).value, take('roc_auc'), 'ROC-AUC');
      expectClose(averagePrecision(scores).value, take('average_precision'), 'average precision');
      for (const maxFpr of [0.1, 0.3, 0.5]) {
        expectClose(partialRocAuc(scores, { maxFpr }).value, take(`roc_auc_maxfpr_${maxFpr}`), `partial ${maxFpr}`);
      }
      const { recall, precision } = precisionRecallCurve(counts);
      expectClose(trapezoid(recall, precision).value, take('pr_auc_trapezoid'), 'trapezoid');
    });

    it('curves', () => {
      const pr = precisionRecallCurve(counts);
      expectClose([pr.precision, pr.recall, pr.thresholds], take('pr_curve'), 'PR');
      const prDrop = precisionRecallCurve(counts, { dropIntermediate: true });
      expectClose([prDrop.precision, prDrop.recall, prDrop.thresholds], take('pr_curve_drop'), 'PR thinned');
      const roc = rocCurve(counts);
      expectClose([roc.fpr, roc.tpr, roc.thresholds], take('roc_curve'), 'ROC');
      const full = rocCurve(counts, { dropIntermediate: false });
      expectClose([full.fpr, full.tpr, full.thresholds], take('roc_curve_full'), 'ROC full');
      const det = detCurve(counts);
      expectClose([det.fpr, det.fnr, det.thresholds], take('det_curve'), 'DET');
      const cells = Array.from(counts.thresholds, (_, i) => confusionAtIndex(counts, i));
      expectClose(
        [
          cells.map((c) => c.trueNegative),
          cells.map((c) => c.falsePositive),
          cells.map((c) => c.falseNegative),
          cells.map((c) => c.truePositive),
          counts.thresholds,
        ],
        take('cm_at_thresholds_tn_fp_fn_tp_thr'),
        'confusion at thresholds',
      );
    });

    it('probabilities', () => {
      expectClose(brier(scores).value, take('brier'), 'Brier');
      expectClose(logLoss(scores).value, take('log_loss'), 'log loss');
      expectClose(brierSkill(scores).value, take('d2_brier'), 'Brier skill');
      expectClose(logLossSkill(scores).value, take('d2_log_loss'), 'log-loss skill');
      if (variant === 'weighted') return;
      for (const strategy of ['uniform', 'quantile'] as const) {
        const bins = calibrationCurve(scores, { bins: 5, strategy });
        const [observed, predicted] = take(`calibration_${strategy}_5`);
        expectClose(
          bins.map((bin) => bin.observed),
          observed,
          `${strategy} observed`,
        );
        expectClose(
          bins.map((bin) => bin.predicted),
          predicted,
          `${strategy} predicted`,
        );
      }
    });

    it('leaves no entry of the oracle unread', () => {
      expect(left()).toEqual([]);
    });
  });
});

describe('multiclass_iris', () => {
  const set = oracle.multiclass_iris as Entries;
  const { take, left } = reader(set.metrics);
  const classes = ['0', '1', '2'];
  const scores = classScores({ classes, labels: set.y_true, probabilities: set.y_proba.flat() });
  const matrix = confusionMatrix(set.y_true, set.y_pred, 3);

  it('confusion, report and its text', () => {
    expectClose(matrix, take('confusion'), 'confusion');
    const report = classificationReport(matrix, classes);
    const expected = take('report');
    const four = (row: Entries) => [row.precision, row.recall, row['f1-score'], row.support];
    report.classes.forEach((row) => {
      expectClose([...row.values, row.support], four(expected[row.label]), row.label);
    });
    expectClose(report.accuracy, expected.accuracy, 'accuracy');
    report.averages.forEach((row) => {
      expectClose([...row.values, row.support], four(expected[row.label]), row.label);
    });
    expect(formatReport(report, { digits: 4 })).toBe(take('report_text_4'));
  });

  it('ranking metrics over classes and pairs', () => {
    for (const scheme of ['ovr', 'ovo'] as const) {
      for (const average of ['macro', 'weighted'] as const) {
        const value = multiclassRocAuc(scores, { scheme, average }).value;
        expectClose(value, take(`roc_auc_${scheme}_${average}`), `${scheme} ${average}`);
      }
    }
    expectClose(multiclassRocAuc(scores, { average: 'micro' }).value, take('roc_auc_ovr_micro'), 'micro');
    expectClose(
      rocAucPerClass(scores).map(({ value }) => value),
      take('roc_auc_ovr_none'),
      'per class',
    );
    for (const average of ['macro', 'weighted', 'micro'] as const) {
      expectClose(multiclassAveragePrecision(scores, { average }).value, take(`ap_${average}`), `AP ${average}`);
    }
    expectClose(
      averagePrecisionPerClass(scores).map(({ value }) => value),
      take('ap_none'),
      'AP per class',
    );
  });

  it('metrics of the matrix and of the probabilities', () => {
    expectClose(matrixMcc(matrix).value, take('mcc'), 'MCC');
    expectClose(matrixKappa(matrix).value, take('kappa'), 'kappa');
    expectClose(matrixKappa(matrix, { weights: 'linear' }).value, take('kappa_linear'), 'linear kappa');
    expectClose(matrixKappa(matrix, { weights: 'quadratic' }).value, take('kappa_quadratic'), 'quadratic kappa');
    expectClose(matrixBalancedAccuracy(matrix).value, take('balanced_accuracy'), 'balanced accuracy');
    expectClose(classLogLoss(scores).value, take('log_loss'), 'log loss');
    expectClose(classBrier(scores).value, take('brier_multiclass'), 'Brier');
    expectClose(classLogLossSkill(scores).value, take('d2_log_loss'), 'log-loss skill');
    expectClose(classBrierSkill(scores).value, take('d2_brier'), 'Brier skill');
    expectClose(topKAccuracy(scores, { k: 2 }).value, take('top2'), 'top 2');
  });

  it('leaves no entry of the oracle unread', () => {
    expect(left()).toEqual([]);
  });
});
