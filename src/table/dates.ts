/**
 * Dates from text. Read from bytes: ISO 8601 days and times (`2026-03-01`, `2026-03-01T09:30`, `2026-03-01 09:30:15.250Z`,
 * `2026-03-01T09:30+02:00`) and the same with slashes. Without a zone a time is taken as UTC; digits beyond milliseconds are
 * dropped. Day-first and month-first dates are read only where a whole column leaves no doubt which of the two it is.
 */

const dayLength = 86_400_000;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Milliseconds since 1970-01-01T00:00Z of a day of the proleptic Gregorian calendar, NaN where there is no such day. */
export function dayTime(year: number, month: number, day: number): number {
  if (!(1 <= month && month <= 12 && 1 <= day)) return Number.NaN;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (day > monthLengths[month - 1]! + (leap && month === 2 ? 1 : 0)) return Number.NaN;
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146097 + dayOfEra - 719468) * dayLength;
}

const noBytes = new Uint8Array(0);

/** Reads dates from bytes; remembers whether any of them had a time of day. */
export class DateReader {
  hasTime: boolean = false;
  private bytes: Uint8Array = noBytes;
  private at = 0;
  private end = 0;

  /** The date that fills bytes start to end, NaN where they are anything else. */
  read(bytes: Uint8Array, start: number, end: number): number {
    if (end - start < 10) return Number.NaN;
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    const year = this.digits(4);
    const separator = bytes[start + 4]!;
    if (separator !== 45 && separator !== 47) return Number.NaN;
    this.at++;
    const month = this.digits(2);
    if (!this.skip(separator)) return Number.NaN;
    const day = dayTime(year, month, this.digits(2));
    if (this.at === end) return day;
    const time = this.skip(84) || this.skip(32) ? this.timeOfDay() : Number.NaN;
    if (this.at !== end || Number.isNaN(day + time)) return Number.NaN;
    this.hasTime = true;
    return day + time;
  }

  /** `count` digits as a number, NaN where there are fewer. */
  private digits(count: number): number {
    let value = 0;
    for (const stop = this.at + count; this.at < stop; this.at++) {
      const digit = this.at < this.end ? this.bytes[this.at]! ^ 48 : 10;
      if (digit > 9) return Number.NaN;
      value = value * 10 + digit;
    }
    return value;
  }

  private skip(byte: number): boolean {
    if (this.at >= this.end || this.bytes[this.at] !== byte) return false;
    this.at++;
    return true;
  }

  /** HH:MM[:SS[.fraction]][zone] in milliseconds. */
  private timeOfDay(): number {
    const hours = this.digits(2);
    const minutes = this.skip(58) ? this.digits(2) : Number.NaN;
    let milliseconds = 0;
    if (this.skip(58)) {
      const seconds = this.digits(2);
      if (!(seconds < 60)) return Number.NaN;
      milliseconds = seconds * 1000;
      if (this.skip(46) || this.skip(44)) {
        milliseconds += this.fraction();
      }
    }
    if (!(hours < 24 && minutes < 60)) return Number.NaN;
    return (hours * 60 + minutes - this.zone()) * 60_000 + milliseconds;
  }

  /** Digits after the second's point, in whole milliseconds; NaN where there are none. */
  private fraction(): number {
    let value = 0;
    let place = 100;
    const first = this.at;
    for (; this.at < this.end && (this.bytes[this.at]! ^ 48) < 10; this.at++) {
      if (place >= 1) value += (this.bytes[this.at]! ^ 48) * place;
      place /= 10;
    }
    return this.at === first ? Number.NaN : value;
  }

  /** Minutes east of UTC; 0 for `Z` and where there is no zone. */
  private zone(): number {
    if (this.at === this.end || this.skip(90)) return 0;
    const west = this.skip(45);
    if (!west && !this.skip(43)) return Number.NaN;
    const hours = this.digits(2);
    const colon = this.skip(58);
    const minutes = this.at === this.end && !colon ? 0 : this.digits(2);
    if (!(hours < 24 && minutes < 60)) return Number.NaN;
    return (west ? -1 : 1) * (hours * 60 + minutes);
  }
}

const dayMonth = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;

/**
 * Dates such as `13/02/2026` or `2.13.2026`, in milliseconds, where all texts have that form with one separator and their
 * numbers settle whether the day or the month comes first: some first number exceeds 12 and no second one does, or the other
 * way round. Null where they do not, or some day does not exist.
 */
export function datesByDayOrMonth(texts: readonly string[]): Float64Array | null {
  const separator = dayMonth.exec(texts[0] ?? '')?.[2];
  if (separator === undefined) return null;
  const parts: [number, number, number][] = [];
  let firstLargest = 0;
  let secondLargest = 0;
  for (const text of texts) {
    const found = dayMonth.exec(text);
    if (found === null || found[2] !== separator) return null;
    const [first, second] = [Number(found[1]), Number(found[3])];
    firstLargest = Math.max(firstLargest, first);
    secondLargest = Math.max(secondLargest, second);
    parts.push([first, second, Number(found[4])]);
  }
  if (firstLargest > 12 === secondLargest > 12) return null;
  const dayFirst = firstLargest > 12;
  const times = Float64Array.from(parts, ([a, b, year]) => (dayFirst ? dayTime(year, b, a) : dayTime(year, a, b)));
  return times.some(Number.isNaN) ? null : times;
}
