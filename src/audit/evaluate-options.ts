/** The options of a judgement, completed with their defaults and checked before any file is read. */
import { InputError } from '../core/errors.ts';
import { checkSeed } from '../core/random.ts';
import { parseObjective } from '../thresholds/objectives.ts';
import { type Gate, parseGate } from './evaluate-gate-text.ts';
import type { EvaluateOptions, ScoreColumn } from './evaluate-types.ts';

export interface CompleteEvaluateOptions {
  readonly label: string;
  readonly scores: readonly ScoreColumn[];
  readonly prediction: string | null;
  readonly positive: readonly string[] | null;
  readonly threshold: number | null;
  readonly thresholdFor: string | null;
  readonly weight: string | null;
  readonly group: string | null;
  readonly amount: string | null;
  readonly id: string | null;
  readonly probabilities: boolean | null;
  readonly missingScores: 'refuse' | 'drop';
  readonly level: number;
  readonly bootstrap: number;
  readonly seed: number;
  readonly missing: readonly string[];
  readonly gates: readonly Gate[];
}

/** Fills the defaults in; an InputError names the first option that cannot be. */
export function completeEvaluateOptions(options: EvaluateOptions): CompleteEvaluateOptions {
  const complete: CompleteEvaluateOptions = {
    label: options.label,
    scores: options.scores ?? [],
    prediction: options.prediction ?? null,
    positive: options.positive === undefined || options.positive.length === 0 ? null : options.positive,
    threshold: options.threshold ?? null,
    thresholdFor: options.thresholdFor ?? null,
    weight: options.weight ?? null,
    group: options.group ?? null,
    amount: options.amount ?? null,
    id: options.id ?? null,
    probabilities: options.probabilities ?? null,
    missingScores: options.missingScores ?? 'refuse',
    level: options.level ?? 0.95,
    bootstrap: options.bootstrap ?? 2000,
    seed: options.seed ?? 42,
    missing: options.missing ?? [],
    gates: (options.gates ?? []).map(parseGate),
  };
  checkSeed('evaluate', complete.seed);
  checkNumbers(complete);
  checkColumns(complete);
  if (complete.thresholdFor !== null) parseObjective(complete.thresholdFor);
  return complete;
}

function refuse(argument: string, expected: string, received: unknown, advice?: string): InputError {
  return new InputError({
    code: 'option',
    fn: 'evaluate',
    argument,
    expected,
    received,
    ...(advice === undefined ? {} : { advice }),
  });
}

function checkNumbers({ level, bootstrap, threshold, missingScores }: CompleteEvaluateOptions): void {
  if (!(0 < level && level < 1)) throw refuse('level', 'between 0 and 1, both excluded', level);
  if (!(Number.isInteger(bootstrap) && 100 <= bootstrap && bootstrap <= 1_000_000)) {
    throw refuse('bootstrap', 'a whole number from 100 to 1000000', bootstrap);
  }
  if (threshold !== null && Number.isNaN(threshold)) throw refuse('threshold', 'a number', threshold);
  if (missingScores !== 'refuse' && missingScores !== 'drop') {
    throw refuse('missingScores', "'refuse' or 'drop'", missingScores);
  }
}

function checkColumns(options: CompleteEvaluateOptions): void {
  const { label, scores, prediction, positive, threshold, thresholdFor } = options;
  if (typeof label !== 'string' || label === '') throw refuse('label', 'the name of a column', label);
  if (prediction !== null && scores.length > 0) {
    throw refuse('prediction', 'absent where score is given', prediction, 'judge either the scores or the classes');
  }
  if (prediction === null && scores.length === 0) {
    const advice = 'or give prediction, the column of predicted classes';
    throw refuse('score', 'the name of at least one column', 'none', advice);
  }
  const names = [...scores.map(({ column }) => column), ...(prediction === null ? [] : [prediction])];
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw refuse('score', 'made of different columns', twice);
  if (names.includes(label)) {
    const advice = 'a truth that is its own prediction is always right';
    throw refuse(prediction === null ? 'score' : 'prediction', 'another column than the label', label, advice);
  }
  if (threshold !== null && thresholdFor !== null) {
    throw refuse('thresholdFor', 'absent where threshold is given', thresholdFor, 'give one of the two');
  }
  const several = scores.length > 1;
  const noThreshold = several ? 'one score column' : prediction !== null ? 'scores' : null;
  if (noThreshold !== null && (threshold ?? thresholdFor) !== null) {
    throw refuse(threshold === null ? 'thresholdFor' : 'threshold', `given only with ${noThreshold}`, 'it');
  }
  if (several && positive !== null) {
    const advice = 'with several columns each class is judged against the rest; give one column to judge one class';
    throw refuse('positive', 'given only with one score column', positive.join(','), advice);
  }
}
