/** Refusals of the library in the words of the command line: options are named as they were typed. */
import { InputError } from '../core/errors.ts';

const auditOptions =
  'target positive drop keep seed folds repeats testShare thresholdFor missing bootstrap strategies'.split(' ');

export interface CommandWords {
  readonly command: string;
  /** Options of the library that are options of the command too. */
  readonly options: readonly string[];
}

const auditWords: CommandWords = { command: 'audit', options: auditOptions };

function flagOf(name: string, options: readonly string[]): string {
  return options.includes(name) ? `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}` : name;
}

/** `audit: testShare must …` and `audit: column in drop must …` name `--test-share` and `--drop`. */
export function optionsInFlags(error: unknown, { command, options }: CommandWords = auditWords): unknown {
  if (!(error instanceof InputError)) return error;
  const typed = error.argument.replace(/\w+$/, (name) => flagOf(name, options));
  return reworded(error, `${error.fn}: ${error.argument} `, `${command}: ${typed} `);
}

/** What the library says of a threshold objective, said of `--threshold-for`. */
export function objectiveInFlags(error: unknown, { command }: CommandWords = auditWords): unknown {
  if (!(error instanceof InputError)) return error;
  const where = error.code === 'unknown-objective' ? '--threshold-for' : `in --threshold-for, ${error.argument}`;
  return reworded(error, `${error.fn}: ${error.argument} `, `${command}: ${where} `);
}

/** The same error with another beginning of its message. */
function reworded(error: InputError, before: string, after: string): InputError {
  if (error.message.startsWith(before)) error.message = after + error.message.slice(before.length);
  return error;
}
