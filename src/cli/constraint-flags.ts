/**
 * Constraints on made values as they are typed: `--range age=18..65`, `--integer birds`, `--fractional score`,
 * `--allowed channel=web,store`.
 */
import { InputError } from '../core/errors.ts';
import type { ColumnConstraint } from '../resampling/constraints.ts';
import { commaList, UsageError } from './usage.ts';

export interface GivenConstraints {
  readonly range?: readonly string[];
  readonly integer?: readonly string[];
  readonly fractional?: readonly string[];
  readonly allowed?: readonly string[];
}

export type Constraints = ReadonlyMap<string, ColumnConstraint>;

/** One constraint per column that is named; whether there is such a column is for the data to say. */
export function constraintsOf(given: GivenConstraints): Constraints {
  const { range = [], integer = [], fractional = [], allowed: categories = [] } = given;
  const both = integer.find((name) => fractional.includes(name));
  if (both !== undefined) {
    throw new UsageError(`resample: column '${both}' is given to both --integer and --fractional; choose one of them`);
  }
  const constraints = new Map<string, ColumnConstraint>();
  for (const text of range) {
    const [name, ends] = columnAndEnds(text);
    if (constraints.has(name)) {
      throw new UsageError(`resample: --range is given twice for column '${name}'; give both ends at once: min..max`);
    }
    constraints.set(name, ends);
  }
  for (const name of integer) constraints.set(name, { ...constraints.get(name), integer: true });
  for (const name of fractional) constraints.set(name, { ...constraints.get(name), integer: false });
  for (const text of categories) {
    const [name, allowed] = columnAndCategories(text);
    if (constraints.get(name)?.allowed !== undefined) {
      const advice = 'give all its categories at once, with commas between them';
      throw new UsageError(`resample: --allowed is given twice for column '${name}'; ${advice}`);
    }
    constraints.set(name, { ...constraints.get(name), allowed });
  }
  return constraints;
}

/** The first equals sign parts, so that categories may hold others; `\=` is one inside the name of a column. */
function columnAndCategories(text: string): readonly [string, readonly string[]] {
  const at = text.search(/(?<!\\)=/);
  const [name, categories] = [text.slice(0, at).replaceAll('\\=', '='), text.slice(at + 1)];
  if (at <= 0 || categories === '') {
    const lack = at < 0 || categories === '' ? 'no category' : 'no column';
    throw new UsageError(
      `resample: --allowed '${text}' has ${lack}; write column=category,…, such as channel=web,store`,
    );
  }
  const allowed = commaList(categories);
  if (!allowed.includes('')) return [name, allowed];
  throw new UsageError(
    `resample: --allowed for column '${name}' has an empty category; write a comma inside a category as '\\,'`,
  );
}

/** The last equals sign parts, so that column names may hold others. */
function columnAndEnds(text: string): readonly [string, ColumnConstraint] {
  const at = text.lastIndexOf('=');
  if (at <= 0) {
    const lack = at < 0 ? 'no range' : 'no column';
    throw new UsageError(`resample: --range '${text}' has ${lack}; write column=min..max, such as age=18..65`);
  }
  const [name, range] = [text.slice(0, at), text.slice(at + 1)];
  const refuse = (expected: string, advice: string): InputError => {
    const argument = `--range for column '${name}'`;
    return new InputError({ code: 'range', fn: 'resample', argument, expected, received: range, advice });
  };
  const parts = /^(.*?)\.\.(.*)$/.exec(range);
  if (parts === null) throw refuse('min..max', 'such as 18..65, 18.. or ..65');
  const [min, max] = [endOf(parts[1]!), endOf(parts[2]!)];
  if (min === null || max === null) {
    throw refuse('with numbers or dates as ends', 'such as 0.5..2, 18.. or 2024-01-01..2024-12-31');
  }
  if (min === undefined && max === undefined) {
    throw refuse('with at least one end', 'an open end is the one the column shows; -inf..inf is no range at all');
  }
  if (Number(min) > Number(max)) throw refuse('with min at most max', `write ${parts[2]}..${parts[1]}`);
  return [name, { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }];
}

/** Texts stay texts, since only the column tells numbers from dates; undefined is an open end, null is none at all. */
function endOf(text: string): number | string | null | undefined {
  if (text === '') return undefined;
  const infinite = /^([+-]?)inf$/i.exec(text);
  if (infinite !== null) return infinite[1] === '-' ? -Infinity : Infinity;
  const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text));
  return isNumber || /^\d{4}[-/]\d{2}[-/]\d{2}([T ].*)?$/.test(text) ? text : null;
}

/** What the library says of a constraint, said of the flag that gave it. */
export function constraintInFlags(error: InputError, constraints: Constraints): InputError {
  const isUnknown = error.argument === 'column in constraints';
  const isAllowed = error.code === 'allowed';
  const what = isAllowed ? "constraint 'allowed'" : 'constraint';
  const name = [...constraints.keys()].find((each) =>
    isUnknown ? each === error.received : error.argument === `${what} for column '${each}'`,
  );
  if (name === undefined) return error;
  const flag = isAllowed ? '--allowed' : flagOf(constraints.get(name)!, error.code);
  const typed = isUnknown ? `column in ${flag}` : `${flag} for column '${name}'`;
  error.message = `resample: ${typed}${error.message.slice(`${error.fn}: ${error.argument}`.length)}`;
  return error;
}

function flagOf({ min, max, integer }: ColumnConstraint, code: string): string {
  if (code !== 'integer-date' && (min !== undefined || max !== undefined)) return '--range';
  if (integer === undefined) return '--allowed';
  return integer ? '--integer' : '--fractional';
}
