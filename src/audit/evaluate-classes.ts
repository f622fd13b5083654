/** Which classes are judged, and which of them each row has: two, or one for each column of scores. */
import { InputError } from '../core/errors.ts';
import { columnOf, type ReadFile } from './evaluate-columns.ts';
import { type BinaryClasses, binaryClasses, type LabelValues, labelValues } from './evaluate-labels.ts';
import type { CompleteEvaluateOptions } from './evaluate-options.ts';

/** The classes of a judgement and the one of every row. */
export interface JudgedClasses {
  readonly classes: readonly string[];
  readonly values: readonly (readonly string[])[];
  readonly inferred: boolean;
  /** One for each row of the file; -1 where the label is missing. */
  readonly codes: Int32Array;
  readonly binary: boolean;
}

/** The classes of the first of several files. */
export interface LikeClasses {
  readonly classes: readonly string[];
  readonly values: readonly (readonly string[])[];
  readonly positiveInferred: boolean;
}

/** Two classes: those of the first of several files, or what the labels and the options say. */
export function twoClasses(
  label: LabelValues,
  options: CompleteEvaluateOptions,
  like: LikeClasses | undefined,
): JudgedClasses {
  const found: BinaryClasses =
    like === undefined
      ? binaryClasses(label, { positive: options.positive, column: options.label })
      : {
          names: [like.classes[0]!, like.classes[1]!],
          values: [like.values[0]!, like.values[1]!],
          inferred: like.positiveInferred,
        };
  const positive = label.texts.map((text) => (found.values[1].includes(text) ? 1 : 0));
  return {
    classes: found.names,
    values: found.values,
    inferred: found.inferred,
    codes: recoded(label.codes, positive),
    binary: true,
  };
}

/** New codes for old; -1 stays. The array is changed in place, as nobody else has it. */
export function recoded(codes: Int32Array, to: readonly number[]): Int32Array {
  if (to.every((code, k) => code === k)) return codes;
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) codes[row] = to[codes[row]!]!;
  return codes;
}

/** Three or more classes: those of the score columns, or of labels and predictions together. */
export function manyClasses(file: ReadFile, label: LabelValues, options: CompleteEvaluateOptions): JudgedClasses {
  const predicted =
    options.prediction === null ? [] : labelValues(columnOf(file, options.prediction), 'prediction').texts;
  const classes =
    options.scores.length > 0
      ? options.scores.map((score) => classNameOf(score, label.texts))
      : [...new Set([...label.texts, ...predicted])];
  const positions = label.texts.map((text) => {
    const position = classes.indexOf(text);
    if (position >= 0) return position;
    throw new InputError({
      code: 'class-without-score',
      fn: 'evaluate',
      argument: 'score',
      expected: `one column for each class of '${options.label}'`,
      received: options.scores.map(({ column }) => column).join(', '),
      advice: `no column is named '${text}'; say which is with --score ${text}=<column>,…`,
    });
  });
  return {
    classes,
    values: classes.map((name) => [name]),
    inferred: false,
    codes: recoded(label.codes, positions),
    binary: false,
  };
}

/** A column called like a class, or `score_A`, `prob.A`, `A_score` … where exactly one class fits. */
function classNameOf(score: CompleteEvaluateOptions['scores'][number], texts: readonly string[]): string {
  if (score.class !== undefined) return score.class;
  if (texts.includes(score.column)) return score.column;
  const fits = texts.filter((text) => {
    const rest = score.column.endsWith(text)
      ? score.column.slice(0, -text.length)
      : score.column.startsWith(text)
        ? score.column.slice(text.length)
        : '';
    return /^(score|scores|prob|proba|probability|p)[_.:\- ]$|^[_.:\- ](score|scores|prob|proba|probability|p)$/i.test(
      rest,
    );
  });
  return fits.length === 1 ? fits[0]! : score.column;
}
