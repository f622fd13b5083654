/**
 * Seeded random streams, the only source of randomness in the library.
 *
 * `RandomState` is numpy's legacy stream (MT19937), so that splits and samplers give the rows that Python gives for the same
 * seed. `stream` makes small independent streams by name, so that adding a step somewhere does not shift the draws elsewhere.
 */
import { InputError } from './errors.ts';

/** What every consumer of randomness is written against. */
export interface Random {
  /** Uniform on [0, 1) with 53 random bits. */
  uniform(): number;
  /** Uniform whole number in [0, bound), bound in [1, 2^32]. */
  integer(bound: number): number;
}

const stateSize = 624;
const middle = 397;

/** Seeds are whole numbers in [0, 2^32 - 1], as numpy's legacy seeding wants them. */
export function checkSeed(fn: string, seed: number): void {
  if (!(Number.isInteger(seed) && 0 <= seed && seed <= 0xffffffff)) {
    throw new InputError({
      code: 'seed',
      fn,
      argument: 'seed',
      expected: 'a whole number from 0 to 4294967295',
      received: seed,
    });
  }
}

/**
 * numpy.random.RandomState(seed): MT19937 seeded by the init_genrand recurrence, bounded integers by masked rejection of
 * 32-bit words, Fisher-Yates from the end. Equal to numpy for every draw offered here.
 *
 * Source: Matsumoto and Nishimura (1998), doi:10.1145/272991.272995.
 */
export class RandomState implements Random {
  /* Signed words here and below: the engine holds them in registers, where unsigned ones would be boxed at every step. */
  private readonly state: Int32Array = new Int32Array(stateSize);
  private position: number = stateSize;
  /** The second normal draw of a pair; NaN where there is none. */
  private spareNormal: number = Number.NaN;

  constructor(seed: number) {
    checkSeed('RandomState', seed);
    this.state[0] = seed;
    for (let i = 1; i < stateSize; i++) {
      const previous = this.state[i - 1]! ^ (this.state[i - 1]! >>> 30);
      this.state[i] = Math.imul(1812433253, previous) + i;
    }
  }

  private twist(): void {
    const { state } = this;
    const turn = stateSize - middle;
    for (let i = 0; i < turn; i++) state[i] = state[i + middle]! ^ twisted(state[i]!, state[i + 1]!);
    for (let i = turn; i < stateSize - 1; i++) state[i] = state[i - turn]! ^ twisted(state[i]!, state[i + 1]!);
    state[stateSize - 1] = state[middle - 1]! ^ twisted(state[stateSize - 1]!, state[0]!);
    this.position = 0;
  }

  /** The next tempered word, signed. */
  private next(): number {
    if (this.position >= stateSize) this.twist();
    let y = this.state[this.position++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  /** The next tempered 32-bit word. */
  word(): number {
    return this.next() >>> 0;
  }

  /** numpy's random_sample. */
  uniform(): number {
    const high = this.next() >>> 5;
    const low = this.next() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** numpy's randint(0, bound): no word is consumed when bound is 1. */
  integer(bound: number): number {
    const largest = bound - 1;
    if (largest === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(largest);
    for (;;) {
      const value = (this.next() & mask) >>> 0;
      if (value <= largest) return value;
    }
  }

  /** numpy's randn: the legacy polar method, in pairs. */
  normal(): number {
    const spare = this.spareNormal;
    if (!Number.isNaN(spare)) {
      this.spareNormal = Number.NaN;
      return spare;
    }
    for (;;) {
      const a = 2 * this.uniform() - 1;
      const b = 2 * this.uniform() - 1;
      const r2 = a * a + b * b;
      if (r2 < 1 && r2 !== 0) {
        const factor = Math.sqrt((-2 * Math.log(r2)) / r2);
        this.spareNormal = factor * a;
        return factor * b;
      }
    }
  }

  /** numpy's shuffle, in place. */
  shuffle<T extends { length: number; [index: number]: unknown }>(values: T): T {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const held = values[i];
      values[i] = values[j];
      values[j] = held;
    }
    return values;
  }

  /** numpy's permutation(n). */
  permutation(n: number): Int32Array {
    const order = new Int32Array(n);
    for (let i = 0; i < n; i++) order[i] = i;
    return this.shuffle(order);
  }
}

/** What a word of the state becomes by its highest bit and the rest of the word behind it. */
function twisted(high: number, low: number): number {
  const joined = (high & 0x80000000) | (low & 0x7fffffff);
  return (joined >>> 1) ^ (-(joined & 1) & 0x9908b0df);
}

/** splitmix32-style finaliser: spreads every bit of a word over the whole word. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return (h ^ (h >>> 15)) >>> 0;
}

/** A small fast stream (xoshiro128**, Blackman and Vigna 2021, doi:10.1145/3460772). */
export class Stream implements Random {
  /* Kept as signed 32-bit integers, which the engine holds in registers; unsigned ones would be boxed at every step. */
  private a: number = 0;
  private b: number = 0;
  private c: number = 0;
  private d: number = 0;

  constructor(words: readonly [number, number, number, number]) {
    this.a = words[0] | 0;
    this.b = words[1] | 0;
    this.c = words[2] | 0;
    this.d = words[3] | 0;
  }

  /** The next word, signed. */
  private next(): number {
    const scrambled = Math.imul(this.b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    const t = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= t;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  word(): number {
    return this.next() >>> 0;
  }

  uniform(): number {
    const high = this.next() >>> 5;
    const low = this.next() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  integer(bound: number): number {
    const largest = bound - 1;
    if (largest === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(largest);
    for (;;) {
      const value = (this.next() & mask) >>> 0;
      if (value <= largest) return value;
    }
  }
}

/**
 * An independent stream named by a seed and a path: `stream(42, 'bootstrap', 3)`. The same name gives the same stream,
 * another name an unrelated one.
 */
export function stream(seed: number, ...path: readonly (string | number)[]): Stream {
  checkSeed('stream', seed);
  let h = mix(seed ^ 0x9e3779b9);
  for (const part of path) {
    const text = `${typeof part === 'number' ? '#' : '.'}${part}/`;
    for (let i = 0; i < text.length; i++) h = mix(h ^ Math.imul(text.charCodeAt(i) + 1, 0x85ebca6b)) ^ h;
  }
  const words = [1, 2, 3, 4].map((i) => mix(h + Math.imul(i, 0x9e3779b9)));
  return new Stream([words[0]!, words[1]!, words[2]!, words[3]! | 1]);
}
