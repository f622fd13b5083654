/** Refusals of the library in the words of the command line: options are named as they were typed. */
import { InputError } from '../core/errors.ts';

const optionNames = 'target positive drop keep seed folds repeats testShare thresholdFor missing bootstrap'.split(' ');

function flagOf(name: string): string {
  return optionNames.includes(name) ? `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}` : name;
}

/** `audit: testShare must …` and `audit: column in drop must …` name `--test-share` and `--drop`. */
export function optionsInFlags(error: unknown): unknown {
  if (!(error instanceof InputError)) return error;
  const typed = error.argument.replace(/\w+$/, flagOf);
  return reworded(error, `${error.fn}: ${error.argument} `, `audit: ${typed} `);
}

/** What the library says of a threshold objective, said of `--threshold-for`. */
export function objectiveInFlags(error: unknown): unknown {
  if (!(error instanceof InputError)) return error;
  const where = error.code === 'unknown-objective' ? '--threshold-for' : `in --threshold-for, ${error.argument}`;
  return reworded(error, `${error.fn}: ${error.argument} `, `audit: ${where} `);
}

/** The same error with another beginning of its message. */
function reworded(error: InputError, before: string, after: string): InputError {
  if (error.message.startsWith(before)) error.message = after + error.message.slice(before.length);
  return error;
}
