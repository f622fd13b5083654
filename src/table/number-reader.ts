/**
 * Decimal numbers straight from bytes: no string is made, and the result is the very double that `Number(text)` gives.
 *
 * Up to 15 digits the double of the digits and a power of ten up to 10^22 are both exact, so one multiplication or division
 * rounds correctly (Clinger 1990, doi:10.1145/93542.93557). Up to 18 digits the quotient is computed to twice the precision
 * with an error bound, and `Number` is asked only where the bound straddles a rounding boundary, or beyond 18 digits.
 */

const zero = 48;
const point = 46;
const plus = 43;
const minus = 45;
/** Small e; `| 32` makes a large one small. */
const letterE = 101;
/** Beyond this power of ten the doubled arithmetic could overflow or lose bits to subnormals. */
const largestPower = 280;

/** 10^k as an unevaluated sum high + low, and high cut into two halves for exact products. */
const high = new Float64Array(largestPower + 1);
const low = new Float64Array(largestPower + 1);
const highTop = new Float64Array(largestPower + 1);
const highRest = new Float64Array(largestPower + 1);
/** 10^-k, rounded. */
const inverse = new Float64Array(largestPower + 1);
for (let k = 0, power = 1n; k <= largestPower; k++, power *= 10n) {
  const rounded = Number(power);
  const scaled = rounded * 134217729;
  high[k] = rounded;
  inverse[k] = 1 / rounded;
  low[k] = Number(power - BigInt(rounded));
  highTop[k] = scaled - (scaled - rounded);
  highRest[k] = rounded - highTop[k]!;
}

/**
 * (w + rest) x 10^power correctly rounded, NaN where the bound cannot tell. w + rest is a whole number in [1, 10^18), rest
 * within one unit in the last place of w, |power| <= largestPower.
 *
 * A first factor good to a few units in the last place, its exact product with 10^k (Dekker 1971, doi:10.1007/BF01397083), and
 * what is left of w + rest give a correction. The error of main + correction is below 2^-100 of its size; 2^-98 is used.
 * Rounding is monotone, so where both ends of the bound round to the same double, that double is the answer.
 */
function scaled(w: number, rest: number, power: number): number {
  const k = power < 0 ? -power : power;
  const ten = high[k]!;
  const factor = power < 0 ? w * inverse[k]! : w;
  const cut = factor * 134217729;
  const top = cut - (cut - factor);
  const bottom = factor - top;
  const product = factor * ten;
  const error = top * highTop[k]! - product + top * highRest[k]! + bottom * highTop[k]! + bottom * highRest[k]!;
  let main = product;
  let correction = error + (factor * low[k]! + rest * ten);
  if (power < 0) {
    main = factor;
    correction = (w - product - error + (rest - factor * low[k]!)) * inverse[k]!;
  }
  const bound = main * 2 ** -98;
  const least = main + (correction - bound);
  return least === main + (correction + bound) ? least : Number.NaN;
}

/** Reads the number that starts at a byte. One reader is reused for millions of fields. */
export class NumberReader {
  /** Where the last number ended: the first byte that is not part of it; the start itself where there was no number. */
  end: number = 0;

  /**
   * The number that starts at `start`, NaN (and `end` at the start) where there is none. The bytes must go on beyond the
   * number with one that cannot be part of it.
   *
   * A number is a sign, digits, a point and digits, an exponent, of which the first, the point and the last may be absent.
   * Not numbers, since a double would not keep what was written: leading zeros (`007`), whole numbers beyond 2^53, and what
   * overflows (`1e999`).
   */
  read(bytes: Uint8Array, start: number): number {
    this.end = start;
    let p = start;
    let b = bytes[p]!;
    const negative = b === minus;
    if (negative || b === plus) b = bytes[++p]!;
    const first = p;
    let head = 0;
    while ((b ^ zero) < 10) {
      head = (Math.imul(head, 10) + (b ^ zero)) | 0;
      b = bytes[++p]!;
    }
    const whole = p - first;
    if (whole > 9) return this.readLong(bytes, start, first);
    if (whole > 1 && bytes[first] === zero) return Number.NaN;
    let decimals = 0;
    if (b === point) {
      b = bytes[++p]!;
      const fraction = p;
      let stop = p + 9 - whole;
      if (head === 0) {
        while (b === zero) b = bytes[++p]!;
        stop = p + 9;
      }
      while ((b ^ zero) < 10 && p < stop) {
        head = (Math.imul(head, 10) + (b ^ zero)) | 0;
        b = bytes[++p]!;
      }
      decimals = p - fraction;
      if ((b ^ zero) < 10) return this.readTail(bytes, start, p, head, decimals);
    }
    if (whole + decimals === 0) return Number.NaN;
    if ((b | 32) === letterE || decimals > 22) return this.finish(bytes, start, p, head, 0, 0, decimals);
    this.end = p;
    const size = head / high[decimals]!;
    return negative ? -size : size;
  }

  /** The digits from the tenth on of a number with a point, from `p`. */
  private readTail(bytes: Uint8Array, start: number, from: number, head: number, decimals: number): number {
    let tail = 0;
    let p = from;
    let b = bytes[p]!;
    for (const stop = p + 9; (b ^ zero) < 10 && p < stop; b = bytes[++p]!) tail = Math.imul(tail, 10) + (b ^ zero);
    if ((b ^ zero) < 10) {
      while ((bytes[p]! ^ zero) < 10) p++;
      return this.askNumber(bytes, start, exponentEnd(bytes, p));
    }
    const places = decimals + p - from;
    const size = (b | 32) === letterE ? Number.NaN : combine(head, tail, p - from, -places);
    if (Number.isNaN(size)) return this.finish(bytes, start, p, head, tail, p - from, places);
    this.end = p;
    return bytes[start] === minus ? -size : size;
  }

  /** More than 9 digits before the point, if there is one. */
  private readLong(bytes: Uint8Array, start: number, first: number): number {
    if (bytes[first] === zero) return Number.NaN;
    let p = first;
    let head = 0;
    let tail = 0;
    let digits = 0;
    let pointAt = -1;
    let b = bytes[p]!;
    for (; (b ^ zero) < 10 || (b === point && pointAt < 0); b = bytes[++p]!) {
      if (b === point) {
        pointAt = p;
        continue;
      }
      digits++;
      if (digits <= 9) head = Math.imul(head, 10) + (b ^ zero);
      else if (digits <= 18) tail = Math.imul(tail, 10) + (b ^ zero);
    }
    const plainWhole = pointAt < 0 && (b | 32) !== letterE;
    if (plainWhole && digits > 15 && !(digits <= 18 && withinSafe(head, tail, digits - 9))) return Number.NaN;
    if (digits > 18) return this.askNumber(bytes, start, exponentEnd(bytes, p));
    return this.finish(bytes, start, p, head, tail, digits - 9, pointAt < 0 ? 0 : p - 1 - pointAt);
  }

  /** The digits end at `p`, `decimals` of them after the point; reads the exponent, if any, and makes the double. */
  private finish(
    bytes: Uint8Array,
    start: number,
    p: number,
    head: number,
    tail: number,
    tailDigits: number,
    decimals: number,
  ): number {
    const end = exponentEnd(bytes, p);
    if (end < 0) return Number.NaN;
    let exponent = 0;
    if (end > p) {
      for (let q = p + 1; q < end; q++) {
        const digit = bytes[q]! ^ zero;
        if (digit < 10) exponent = Math.min(exponent * 10 + digit, 100_000);
      }
      if (bytes[p + 1] === minus) exponent = -exponent;
    }
    const size = combine(head, tail, tailDigits, exponent - decimals);
    if (Number.isNaN(size)) return this.askNumber(bytes, start, end);
    this.end = end;
    return bytes[start] === minus ? -size : size;
  }

  private askNumber(bytes: Uint8Array, start: number, end: number): number {
    const value = end < 0 ? Number.NaN : Number(String.fromCharCode(...bytes.subarray(start, end)));
    if (!Number.isFinite(value)) return Number.NaN;
    this.end = end;
    return value;
  }
}

/** head and tail digits as one whole number times 10^power; NaN where only `Number` can tell. */
function combine(head: number, tail: number, tailDigits: number, power: number): number {
  const w = tailDigits === 0 ? head : head * high[tailDigits]! + tail;
  if (tailDigits <= 6 && power >= -22 && power <= 22) return power < 0 ? w / high[-power]! : w * high[power]!;
  if (w === 0) return 0;
  if (power < -largestPower || power > largestPower - 20) return Number.NaN;
  const rest = tailDigits === 0 ? 0 : (Math.imul(head, high[tailDigits]!) + tail - (w | 0)) | 0;
  return scaled(w, rest, power);
}

/** A whole number of 16 to 18 digits is at most 2^53. */
function withinSafe(head: number, tail: number, tailDigits: number): boolean {
  const w = head * high[tailDigits]! + tail;
  const rest = (Math.imul(head, high[tailDigits]!) + tail - (w | 0)) | 0;
  return w < 9007199254740992 || (w === 9007199254740992 && rest <= 0);
}

/** Where the exponent that may start at `p` ends: `p` itself where there is none, -1 where it has no digits. */
function exponentEnd(bytes: Uint8Array, p: number): number {
  if ((bytes[p]! | 32) !== letterE) return p;
  const signed = bytes[p + 1] === plus || bytes[p + 1] === minus;
  const first = p + (signed ? 2 : 1);
  let end = first;
  while ((bytes[end]! ^ zero) < 10) end++;
  return end === first ? -1 : end;
}
