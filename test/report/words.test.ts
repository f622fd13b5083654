import { describe, expect, it } from 'vitest';
import { measureTitle, measureWords } from '../../src/report/glossary.ts';
import {
  counted,
  levelText,
  listed,
  measureText,
  oneIn,
  pText,
  quoted,
  rangeText,
  signedText,
  thresholdText,
} from '../../src/report/words.ts';

const behind = { n: 100, nPositive: 10 };
const interval = (low: number, high: number) => ({ low, high, level: 0.95, method: 'Wilson' });

describe('numbers in words', () => {
  it.each([
    [0, 'none'],
    [1, 'all'],
    [1061 / 10000, 'about 1 in 9'],
    [0.0017, 'about 1 in 588'],
    [0.333, 'about 1 in 3'],
    [0.42, 'about 2 in 5'],
    [0.5, 'about half'],
    [0.6, 'about 3 in 5'],
    [0.9, 'all but about 1 in 10'],
  ])('%s is %s', (share, words) => expect(oneIn(share)).toBe(words));

  it('writes intervals with the decimals of their larger end', () => {
    expect(rangeText(interval(0.5446, 0.6768), 2)).toBe('0.54 to 0.68');
    expect(rangeText(interval(0, 0.0193))).toBe('0 to 0.019');
    expect(rangeText(interval(0.00021, 0.0041))).toBe('0.0002 to 0.0041');
    expect(rangeText(interval(-Infinity, Infinity))).toBe('−∞ to ∞');
  });

  it('writes measures with their interval, or why there is none', () => {
    expect(measureText({ name: 'recall', value: 0.6132, interval: interval(0.5446, 0.6768), ...behind }, 2)).toBe(
      '0.61 (0.54 to 0.68)',
    );
    expect(measureText({ name: 'recall', value: 0.048, interval: interval(0.0166, 0.1332), ...behind }, 2)).toBe(
      '0.05 (0.02 to 0.13)',
    );
    expect(measureText({ name: 'precision', value: null, reason: 'nothing is predicted positive', ...behind })).toBe(
      'undefined: nothing is predicted positive',
    );
    expect(measureText({ name: 'f1', value: 0.4512, ...behind })).toBe('0.451');
  });

  it('writes differences, thresholds, levels and p values', () => {
    expect(signedText(0.0123)).toBe('+0.012');
    expect(signedText(-0.0191)).toBe('−0.019');
    expect(signedText(-0.0001)).toBe('0.000');
    expect(thresholdText(0.5)).toBe('0.5');
    expect(thresholdText(0.24583576)).toBe('0.2458');
    expect(thresholdText(0.0000123456)).toBe('0.00001235');
    expect(thresholdText(null)).toBe('none');
    expect(thresholdText(Infinity)).toBe('above every score');
    expect(levelText(0.95)).toBe('95 %');
    expect(levelText(0.995)).toBe('99.5 %');
    expect(pText(0.0000001)).toBe('p < 0.001');
    expect(pText(0.03)).toBe('p = 0.030');
    expect(pText(0.412)).toBe('p = 0.41');
  });
});

describe('names in words', () => {
  it('lists and counts', () => {
    expect(listed(['a'])).toBe('a');
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
    expect(counted(1, 'row')).toBe('1 row');
    expect(counted(1061, 'row')).toBe('1,061 rows');
    expect(counted(2, 'class', 'classes')).toBe('2 classes');
  });

  it('quotes names, isolates right-to-left ones, cuts long ones', () => {
    expect(quoted('None')).toBe('“None”');
    expect(quoted('')).toBe('“(blank)”');
    expect(quoted('שלום')).toBe('“\u2068שלום\u2069”');
    expect(quoted('abcdef', 4)).toBe('“abc…”');
  });

  it('knows the measures, and takes unknown names apart', () => {
    expect(measureTitle('averagePrecision')).toBe('average precision');
    expect(measureTitle('rocAuc')).toBe('ROC-AUC');
    expect(measureWords('someNewMeasure')).toEqual({ title: 'some new measure', meaning: '' });
    expect(measureWords('__proto__').title).toBe('__proto__');
  });
});
