/**
 * Distinct texts of a category column, found from bytes: an open-addressing table over the bytes themselves, so that a text
 * seen before costs a hash and a comparison and no string.
 */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** How many bytes of levels become strings in one go. */
const batchLength = 1 << 20;

/** The text of bytes, or null where they are not UTF-8. A byte order mark inside is kept. */
export function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

export class Levels {
  count: number = 0;
  /** The bytes of all levels end to end, and where each ends. */
  private store: Uint8Array = new Uint8Array(256);
  private ends: Int32Array = new Int32Array(16);
  private hashes: Int32Array = new Int32Array(16);
  /** Code + 1 of the level in each slot, 0 where free; at most half are taken. */
  private slots: Int32Array = new Int32Array(32);
  private ascii = true;

  /** The code of the text in bytes start to end, a new one for a new text; -1 where a new text is not UTF-8. */
  codeOf(bytes: Uint8Array, start: number, end: number): number {
    let hash = end - start;
    let all = 0;
    for (let p = start; p < end; p++) {
      const b = bytes[p]!;
      all |= b;
      hash = Math.imul(hash ^ b, 0x01000193);
    }
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let held = this.slots[slot]!; held !== 0; held = this.slots[slot]!) {
      if (this.hashes[held - 1] === hash && this.holds(held - 1, bytes, start, end)) return held - 1;
      slot = (slot + 1) & mask;
    }
    if (all > 127) {
      if (decodeStrictly(bytes.subarray(start, end)) === null) return -1;
      this.ascii = false;
    }
    this.slots[slot] = this.count + 1;
    return this.add(hash, bytes, start, end);
  }

  private holds(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { store } = this;
    let q = code === 0 ? 0 : this.ends[code - 1]!;
    if (this.ends[code]! - q !== end - start) return false;
    for (let p = start; p < end; p++, q++) if (store[q] !== bytes[p]) return false;
    return true;
  }

  private add(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const code = this.count++;
    const from = code === 0 ? 0 : this.ends[code - 1]!;
    const until = from + end - start;
    if (until > this.store.length)
      this.store = grown(this.store, new Uint8Array(Math.max(until, 2 * this.store.length)));
    for (let p = start, q = from; p < end; p++, q++) this.store[q] = bytes[p]!;
    if (code === this.ends.length) {
      this.ends = grown(this.ends, new Int32Array(2 * code));
      this.hashes = grown(this.hashes, new Int32Array(2 * code));
    }
    this.ends[code] = until;
    this.hashes[code] = hash;
    if (2 * this.count > this.slots.length) this.rehash();
    return code;
  }

  private rehash(): void {
    const slots = new Int32Array(2 * this.slots.length);
    const mask = slots.length - 1;
    for (let code = 0; code < this.count; code++) {
      let slot = this.hashes[code]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code + 1;
    }
    this.slots = slots;
  }

  /** The texts in order of first appearance. */
  texts(): string[] {
    const texts: string[] = [];
    for (let code = 0, from = 0; code < this.count; ) {
      let last = code;
      while (last + 1 < this.count && this.ends[last + 1]! - from < batchLength) last++;
      const until = this.ends[last]!;
      if (this.ascii) {
        const batch = strict.decode(this.store.subarray(from, until));
        for (let at = from; code <= last; code++) {
          texts.push(batch.slice(at - from, this.ends[code]! - from));
          at = this.ends[code]!;
        }
      } else {
        for (let at = from; code <= last; code++) {
          texts.push(strict.decode(this.store.subarray(at, this.ends[code]!)));
          at = this.ends[code]!;
        }
      }
      from = until;
    }
    return texts;
  }
}

function grown<A extends Uint8Array | Int32Array>(old: A, larger: A): A {
  larger.set(old);
  return larger;
}
