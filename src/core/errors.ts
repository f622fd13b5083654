/**
 * The errors of the house. Every message is one line: what was called, which argument (class, column, line), what was
 * expected, what was received, and where it helps what to do. Lower case, no full stop, the value last.
 */

export interface InputErrorDetail {
  /** Machine-readable kind, such as `out-of-range` or `unknown-column`. */
  readonly code: string;
  /** The function or command that refused. */
  readonly fn: string;
  /** The argument, column or class at fault. */
  readonly argument: string;
  /** What would have been accepted, in words. */
  readonly expected: string;
  /** What came instead; arrays are summarised as `length n`. */
  readonly received: unknown;
  /** What to do about it, in words. */
  readonly advice?: string;
}

/** The caller gave something that cannot be used. */
export class InputError extends RangeError {
  readonly code: string;
  readonly fn: string;
  readonly argument: string;
  readonly expected: string;
  readonly received: unknown;

  constructor(detail: InputErrorDetail) {
    const advice = detail.advice === undefined ? '' : `; ${detail.advice}`;
    super(`${detail.fn}: ${detail.argument} must be ${detail.expected}, got ${describe(detail.received)}${advice}`);
    this.name = 'InputError';
    this.code = detail.code;
    this.fn = detail.fn;
    this.argument = detail.argument;
    this.expected = detail.expected;
    this.received = detail.received;
  }
}

export interface DataErrorPlace {
  readonly file?: string;
  /** 1-based line of the file, header included. */
  readonly line?: number;
  readonly column?: string;
}

/** A file or table does not hold what it should. The message names the place: `strikes.csv: line 17 has 5 fields, expected 6`. */
export class DataError extends Error {
  readonly code: string;
  readonly place: DataErrorPlace;

  constructor(code: string, message: string, place: DataErrorPlace = {}) {
    super(place.file === undefined ? message : `${place.file}: ${message}`);
    this.name = 'DataError';
    this.code = code;
    this.place = place;
  }
}

/** True for the errors that are the caller's to mend; everything else is a defect of ours. */
export function isExpectedError(error: unknown): error is InputError | DataError {
  return error instanceof InputError || error instanceof DataError;
}

/** A value in a few words: long strings and arrays are summarised, never dumped. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return value.length > 60 ? `'${value.slice(0, 57)}…'` : `'${value}'`;
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (ArrayBuffer.isView(value))
    return `${value.constructor.name} of length ${(value as unknown as ArrayLike<unknown>).length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
