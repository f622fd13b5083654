import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { NumberReader } from '../../src/table/number-reader.ts';
import { utf8 } from './support.ts';

const reader = new NumberReader();

/** The number a text begins with and how many characters it has. */
function read(text: string): [number, number] {
  const value = reader.read(utf8(`${text}\0`), 0);
  return [value, reader.end];
}

/** The whole text is a number and the double is the one `Number` gives; one comparison, as it runs for many texts. */
function agrees(text: string): boolean {
  const [value, end] = read(text);
  return end === text.length && Object.is(value, Number(text));
}

describe('NumberReader', () => {
  it.each([
    [
      '0',
      '-0',
      '+0',
      '0.0',
      '-0.0e5',
      '5.',
      '.5',
      '-.5e-3',
      '123456789',
      '1234567890',
      '0e0',
      '0.00000000000000000e-400',
    ],
    ['9007199254740992', '9007199254740993.0', '9007199254740993e0', '900719925474099.25', '123456789012345678e3'],
    [
      '1e22',
      '1e23',
      '1e-22',
      '1e-23',
      '8.5e-300',
      '4.9e-324',
      '2.4703282292062327e-324',
      '2.4703282292062328e-324',
      '1e-400',
    ],
    [
      '1.7976931348623157e308',
      '2.2250738585072014e-308',
      '2.2250738585072011e-308',
      '5e-324',
      '1e308',
      '179769313486231570e291',
    ],
    [
      '0.1000000000000000055511151231257827',
      '0.3',
      '0.30000000000000004',
      '123456789.123456789',
      '0.1234567890123456789',
    ],
    [
      '4503599627370496.5',
      '4503599627370497.5',
      '9007199254740991.5',
      '1.00000000000000011102230246251565',
      '1e+05',
      '1E5',
    ],
  ])('reads %s and its like as Number does', (...texts) => {
    for (const text of texts) expect([text, agrees(text)]).toEqual([text, true]);
  });

  it.each([
    '',
    '-',
    '+',
    '.',
    '-.',
    'e5',
    'x',
    '1e',
    '1e+',
    '1.5e-',
    '007',
    '-007',
    '00',
    '00.5',
    '0000000000.5',
    '1e309',
    '0.1e400',
  ])('finds no number in %j', (text) => {
    expect(read(text)).toEqual([Number.NaN, 0]);
  });

  it.each([
    '9007199254740993',
    '-9007199254740993',
    '12345678901234567',
    '123456789012345678',
    '1234567890123456789012',
  ])('leaves %s, a whole number beyond 2^53, to text', (text) => {
    expect(read(text)).toEqual([Number.NaN, 0]);
  });

  it('stops where the number ends', () => {
    expect(read('12,5')).toEqual([12, 2]);
    expect(read('1.5.7')).toEqual([1.5, 3]);
    expect(read('1-2')).toEqual([1, 1]);
    expect(read('12345678901.5.')).toEqual([12345678901.5, 13]);
  });

  it('gives every double back from its shortest text and from 17 and 18 digits', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, (value) => {
        const beyond = Math.abs(value) > 2 ** 53;
        const texts = [
          value.toExponential(),
          value.toExponential(16),
          value.toExponential(17),
          value.toExponential(25),
        ];
        return texts.every(agrees) && (beyond || agrees(Object.is(value, -0) ? '-0' : String(value)));
      }),
      { numRuns: 20_000 },
    );
  });

  it('agrees with Number on texts of any digits, point and exponent', () => {
    const digits = (maxLength: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${maxLength}}$`));
    fc.assert(
      fc.property(digits(20), digits(24), fc.integer({ min: -330, max: 330 }), (whole, fraction, exponent) => {
        const text = `${whole.replace(/^0+(?=.)/, '')}.${fraction}e${exponent}`;
        return Number(text) === Number.POSITIVE_INFINITY ? read(text)[1] === 0 : agrees(text);
      }),
      { numRuns: 20_000 },
    );
  });

  it('agrees with Number on probabilities of every length', () => {
    const random = stream(7, 'probabilities');
    let wrong = 0;
    for (let i = 0; i < 100_000; i++) {
      const digits = `${random.integer(1e9)}${random.integer(1e9)}`.slice(0, 1 + (i % 18));
      if (!agrees(`0.${'0'.repeat(i % 11)}${digits}`)) wrong++;
    }
    expect(wrong).toBe(0);
  });

  it('agrees with Number on exact halves between doubles, and next to them', () => {
    const random = stream(7, 'halves');
    let wrong = 0;
    for (let i = 0; i < 20_000; i++) {
      const half =
        (2n ** 52n + BigInt(random.integer(2 ** 31)) * 2n ** 21n + BigInt(random.integer(2 ** 21))) * 10n + 5n;
      for (const scaled of [half - 1n, half, half + 1n]) {
        const text = String(scaled);
        if (!agrees(`${text.slice(0, -1)}.${text.slice(-1)}`)) wrong++;
        if (!agrees(`${text}e-${1 + (i % 30)}`)) wrong++;
      }
    }
    expect(wrong).toBe(0);
  });
});
