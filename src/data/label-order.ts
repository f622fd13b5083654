/**
 * The order of labels: numbers by size, false before true, texts by Unicode code point. It is the order of numpy.unique, so
 * that whatever depends on the order of classes (seeded splits, ties) is the same in Python.
 */

/** Moves surrogates above the rest of the 16-bit units, where the code points they stand for belong. */
function rank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}

/** Compares two texts by code point; JavaScript's own `<` compares 16-bit units, which differs beyond U+FFFF. */
export function compareText(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Compares two labels of the same type. */
export function compareLabels(a: string | number | boolean, b: string | number | boolean): number {
  return typeof a === 'string' && typeof b === 'string' ? compareText(a, b) : Number(a) - Number(b);
}
