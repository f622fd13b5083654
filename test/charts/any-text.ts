/** Texts of any code points, harmful ones and lone surrogates often among them. */
import fc from 'fast-check';

const often = [
  0, 9, 10, 13, 27, 0x22, 0x26, 0x27, 0x3c, 0x3e, 0x5c, 0x60, 0x7c, 0x9b, 0x5d0, 0x202e, 0x2028, 0xd800, 0xfeff,
];
const codePoint = fc.oneof(
  fc.constantFrom(...often),
  fc.integer({ min: 0, max: 0x2ff }),
  fc.integer({ min: 0, max: 0x10ffff }),
);

export const anyText: fc.Arbitrary<string> = fc
  .array(codePoint, { maxLength: 20 })
  .map((points) => String.fromCodePoint(...points));
