/** The measures in plain English: what they are called and what they say, in one line each. */

export interface MeasureWords {
  readonly title: string;
  /** What the number says, as a fragment without a full stop; empty for measures not known here. */
  readonly meaning: string;
}

const entries: readonly (readonly [name: string, title: string, meaning: string])[] = [
  ['accuracy', 'accuracy', 'share of all decisions that are right; flattering when one class is common'],
  ['nullAccuracy', 'null accuracy', 'accuracy of always answering the most common class'],
  ['balancedAccuracy', 'balanced accuracy', 'mean of the share found in each class; every class counts the same'],
  ['balancedAccuracyAdjusted', 'balanced accuracy, adjusted', 'the same, moved so that guessing scores 0'],
  ['precision', 'precision', 'of the rows that are flagged, the share that is right'],
  ['recall', 'recall', 'of the positive rows, the share that is flagged'],
  ['specificity', 'specificity', 'of the negative rows, the share that is left alone'],
  ['npv', 'negative predictive value', 'of the rows left alone, the share that is rightly left alone'],
  ['fpr', 'false-positive rate', 'of the negative rows, the share that is flagged'],
  ['fnr', 'miss rate', 'of the positive rows, the share that is missed'],
  ['f1', 'F1', 'harmonic mean of precision and recall'],
  ['f2', 'F2', 'like F1, with recall counting twice as much as precision'],
  ['f0.5', 'F0.5', 'like F1, with precision counting twice as much as recall'],
  ['mcc', 'MCC', 'correlation of decision and truth (Matthews); 0 is guessing, 1 is perfect'],
  ['kappa', "Cohen's kappa", 'agreement beyond what chance would give; 0 is guessing, 1 is perfect'],
  ['gMean', 'G-mean', 'geometric mean of recall and specificity; 0 as soon as one class is never found'],
  ['iba', 'index of balanced accuracy', 'G-mean squared, raised where recall is the better of the two'],
  ['jaccard', 'Jaccard index', 'hits among all rows that are positive or flagged'],
  ['informedness', 'informedness', 'recall plus specificity minus 1 (Youden); 0 is guessing'],
  ['markedness', 'markedness', 'precision plus negative predictive value minus 1; 0 is guessing'],
  [
    'likelihoodRatioPositive',
    'positive likelihood ratio',
    'how many times a flag multiplies the odds of being positive',
  ],
  [
    'likelihoodRatioNegative',
    'negative likelihood ratio',
    'how many times no flag multiplies the odds of being positive',
  ],
  ['prevalence', 'prevalence', 'share of rows that are positive'],
  ['predictedShare', 'share flagged', 'share of rows that are flagged'],
  [
    'averagePrecision',
    'average precision',
    'mean precision over all thresholds as recall grows; guessing scores the prevalence',
  ],
  ['rocAuc', 'ROC-AUC', 'chance that a positive row scores higher than a negative one; 0.5 is guessing'],
  ['brier', 'Brier score', 'mean squared distance of probability and truth; lower is better'],
  [
    'brierSkill',
    'Brier skill',
    'share of the Brier score of always saying the prevalence that is saved; 0 is no skill',
  ],
  ['logLoss', 'log loss', 'mean surprise at the truth; lower is better, and confident mistakes cost most'],
  [
    'logLossSkill',
    'log-loss skill',
    'share of the log loss of always saying the prevalence that is saved; 0 is no skill',
  ],
  ['calibrationError', 'calibration error', 'mean distance between what is said and what comes true; lower is better'],
  [
    'calibrationInTheLarge',
    'calibration in the large',
    'mean probability minus the share of positives; 0 is right on average',
  ],
  ['macroPrecision', 'macro precision', 'mean precision of the classes; every class counts the same'],
  ['macroRecall', 'macro recall', 'mean recall of the classes; every class counts the same'],
  ['macroF1', 'macro F1', 'mean F1 of the classes; every class counts the same'],
  ['weightedF1', 'weighted F1', 'mean F1 weighted by class size; common classes decide it'],
  ['macroAveragePrecision', 'macro average precision', 'mean average precision of each class against the rest'],
  ['macroRocAuc', 'macro ROC-AUC', 'mean ROC-AUC of each class against the rest; 0.5 is guessing'],
];

const glossary: ReadonlyMap<string, MeasureWords> = new Map(
  entries.map(([name, title, meaning]) => [name, { title, meaning }]),
);

/** A measure's words; an unknown name is taken apart at its capitals. */
export function measureWords(name: string): MeasureWords {
  return glossary.get(name) ?? { title: spelled(name), meaning: '' };
}

export function measureTitle(name: string): string {
  return measureWords(name).title;
}

function spelled(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}
