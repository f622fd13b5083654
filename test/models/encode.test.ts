import { describe, expect, it } from 'vitest';
import { DataError } from '../../src/core/errors.ts';
import { encode, type FittedEncoder, fitEncoder } from '../../src/models/encode.ts';
import { fixture, largestDifference } from './problems.ts';
import { dateColumn, repeat, tableOf } from './tables.ts';

interface PeerFixture {
  readonly training: number;
  readonly columns: Readonly<Record<string, readonly (number | string | null)[]>>;
  readonly Speed: readonly (readonly number[])[];
  readonly Height: readonly (readonly number[])[];
  readonly 'Wildlife Size': { readonly codes: readonly number[] };
}

describe('equals the encoders of scikit-learn 1.9.1', () => {
  const peer = fixture<PeerFixture>('encoding.json');
  const names = Object.keys(peer.columns);
  const all = tableOf(names.map((name) => [name, peer.columns[name]!]));
  const training = tableOf(names.map((name) => [name, peer.columns[name]!.slice(0, peer.training)]));
  const encoder = fitEncoder(training, names);
  const features = encode(encoder, all);

  it('names what it makes', () => {
    expect(encoder.names).toEqual([
      'Speed',
      'Speed missing',
      'Height',
      'Wildlife Size = Large',
      'Wildlife Size = Medium',
      'Wildlife Size = Small',
      'Wildlife Size missing',
      'Wildlife Size = (other levels)',
    ]);
    expect(encoder.notes).toEqual([]);
  });

  it('median imputation, standardisation, missingness', () => {
    const expected = [...peer.Speed, ...peer.Height];
    expect(features.numeric.length).toBe(expected.length);
    features.numeric.forEach((values, j) => {
      expect(largestDifference(values, expected[j]!)).toBeLessThan(1e-12);
    });
  });

  it('levels, rare levels, missing as a level, levels never seen', () => {
    expect([...features.blocks[0]!.codes]).toEqual(peer['Wildlife Size'].codes);
  });
});

describe('numeric columns', () => {
  it('say when missingness is a feature: ten rows missing and ten present', () => {
    const namesFor = (missing: number, present: number) =>
      fitEncoder(tableOf([['x', [...repeat(null, missing), ...Array.from({ length: present }, (_, i) => i)]]]), ['x'])
        .names;
    expect(namesFor(9, 30)).toEqual(['x']);
    expect(namesFor(10, 30)).toEqual(['x', 'x missing']);
    expect(namesFor(30, 9)).toEqual(['x']);
  });

  it('keep only missingness where the values are constant, and drop what says nothing, with a note', () => {
    const table = tableOf([
      ['same', repeat(0.1, 24)],
      ['same or missing', [...repeat(7, 12), ...repeat(null, 12)]],
      ['empty', repeat(null, 24)],
      ['one level', repeat('a', 24)],
      ['x', Array.from({ length: 24 }, (_, i) => i)],
    ]);
    const encoder = fitEncoder(table, ['same', 'same or missing', 'empty', 'one level', 'x']);
    expect(encoder.names).toEqual(['same or missing missing', 'x']);
    expect([...encode(encoder, table).numeric[0]!]).toEqual([...repeat(0, 12), ...repeat(1, 12)]);
    expect(encoder.notes.map((note) => note.message)).toEqual([
      "column 'same' has the same value in every row",
      "column 'same or missing' has the same value in every row",
      "column 'empty' has no value in any row",
      "column 'one level' has the same value in every row",
    ]);
  });

  it('say when there is no value at all', () => {
    const table = { rowCount: 2, columns: [dateColumn('Day', [null, null])] };
    expect(fitEncoder(table, ['Day']).notes[0]!.message).toBe("column 'Day' has no value in any row");
  });

  it('count infinite values as missing', () => {
    const table = tableOf([['x', [1, 3, Infinity, -Infinity]]]);
    // Median 2, mean 2, standard deviation sqrt(1/2).
    expect([...encode(fitEncoder(table, ['x']), table).numeric[0]!]).toEqual(
      [-Math.SQRT2, Math.SQRT2, 0, 0].map((v) => expect.closeTo(v, 12)),
    );
  });

  it.each([1e300, 1e-300])('stay in range at the size of %d', (size) => {
    const table = tableOf([['x', [size, 2 * size, 3 * size]]]);
    const [values] = encode(fitEncoder(table, ['x']), table).numeric;
    expect(largestDifference(values!, [-Math.sqrt(1.5), 0, Math.sqrt(1.5)])).toBeLessThan(1e-12);
  });
});

describe('boolean and date columns', () => {
  it('booleans are 0 and 1, and may look otherwise in a few rows', () => {
    const table = tableOf([['Lights', [true, true, false, null]]]);
    const encoder = fitEncoder(table, ['Lights']);
    const valuesIn = (cells: readonly (string | boolean | null)[]) => [
      ...encode(encoder, tableOf([['Lights', cells]])).numeric[0]!,
    ];
    expect(valuesIn([true, true, false, null])).toEqual([1, 1, 0, 1]);
    expect(valuesIn(['yes', 'yes'])).toEqual([1, 1]);
    expect(valuesIn([null, null])).toEqual([1, 1]);
    expect(() => valuesIn(['yes', 'perhaps'])).toThrow(
      /column 'Lights' must be boolean as it was in training, got category/,
    );
  });

  it('dates are days since the earliest training date, standardised', () => {
    const training = { rowCount: 3, columns: [dateColumn('Day', ['2020-01-03', '2020-01-01', '2020-01-05'])] };
    const encoder = fitEncoder(training, ['Day']);
    expect(encoder.columns[0]).toMatchObject({ fill: 2, centre: 2, origin: Date.UTC(2020, 0, 1) });
    const later = { rowCount: 2, columns: [dateColumn('Day', ['2020-01-07', null])] };
    // Days 2, 0, 4: standard deviation sqrt(8/3); day 6 is 4 above the mean.
    expect([...encode(encoder, later).numeric[0]!]).toEqual([expect.closeTo(4 / Math.sqrt(8 / 3), 12), 0]);
  });
});

describe('category columns', () => {
  const training = tableOf([['State', [...repeat('TX', 12), ...repeat('CA', 11), ...repeat('UT', 3)]]]);
  const codesIn = (encoder: FittedEncoder, cells: readonly (string | number | null)[]) => [
    ...encode(encoder, tableOf([['State', cells]])).blocks[0]!.codes,
  ];

  it('match levels by text, whatever their numbering', () => {
    const encoder = fitEncoder(training, ['State']);
    expect(encoder.names).toEqual(['State = CA', 'State = TX', 'State = (other levels)']);
    expect(codesIn(encoder, ['UT', 'CA', 'TX', 'NV', null])).toEqual([2, 0, 1, 2, 2]);
  });

  it('send what is unknown to no indicator where no level is rare', () => {
    const encoder = fitEncoder(training, ['State'], { minLevelCount: 3 });
    expect(encoder.names).toEqual(['State = CA', 'State = TX', 'State = UT']);
    expect(codesIn(encoder, ['NV', null, 'UT'])).toEqual([-1, -1, 2]);
  });

  it('read levels that look like numbers in another table', () => {
    const encoder = fitEncoder(tableOf([['State', [...repeat('4', 10), ...repeat('A3', 10)]]]), ['State']);
    expect(codesIn(encoder, [4, null, 5])).toEqual([0, -1, -1]);
  });

  it('do not learn from labels or from the order of rows', () => {
    const mixed = tableOf([['State', [...repeat('UT', 3), ...repeat('CA', 11), ...repeat('TX', 12)]]]);
    expect(fitEncoder(mixed, ['State'])).toEqual(fitEncoder(training, ['State']));
  });

  it('say when there is nothing to tell apart', () => {
    const table = tableOf([['Id', Array.from({ length: 20 }, (_, i) => `id ${i}`)]]);
    const { names, notes } = fitEncoder(table, ['Id']);
    expect(names).toEqual([]);
    expect(notes).toEqual([{ code: 'constant-column', message: "column 'Id' has no value in 10 rows or more" }]);
  });
});

describe('the encoder', () => {
  const names = ['__proto__', 'constructor', 'a = b'];
  const table = tableOf([
    ['__proto__', Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? null : i))],
    ['constructor', Array.from({ length: 30 }, (_, i) => ['__proto__', 'toString', 'é'][i % 3]!)],
    ['a = b', Array.from({ length: 30 }, (_, i) => i % 2 === 0)],
  ]);

  it('survives JSON to the last bit, with names and levels of any text', () => {
    const encoder = fitEncoder(table, names);
    expect(encoder.names).toEqual([
      '__proto__',
      '__proto__ missing',
      'a = b',
      'constructor = __proto__',
      'constructor = toString',
      'constructor = é',
    ]);
    const revived = JSON.parse(JSON.stringify(encoder)) as FittedEncoder;
    expect(revived).toEqual(encoder);
    expect(encode(revived, table)).toEqual(encode(encoder, table));
  });

  it('takes weight 2 for repetition and weight 0 for removal', () => {
    const cells = [5, 1, 9, null, 4, 4, 2.5, null];
    const sizes = ['a', 'b', 'b', 'c', 'a', null, 'c', 'd'];
    // The values in order are 2.5, 4, 4, 4, 5, 5, 9, 9: median 4.5.
    const times = [2, 0, 2, 3, 1, 2, 1, 0];
    const spread = <T>(values: readonly T[]) => values.flatMap((value, i) => repeat(value, times[i]!));
    const asked = ['x', 's'];
    const weighted = fitEncoder(
      tableOf([
        ['x', cells],
        ['s', sizes],
      ]),
      asked,
      {
        minLevelCount: 2,
        weights: Float64Array.from(times),
      },
    );
    const repeated = fitEncoder(
      tableOf([
        ['x', spread(cells)],
        ['s', spread(sizes)],
      ]),
      asked,
      { minLevelCount: 2 },
    );
    const [values, ...rest] = weighted.columns;
    const [expected, ...others] = repeated.columns;
    expect(rest).toEqual(others);
    expect(values).toMatchObject({ fill: 4.5, missing: true });
    for (const [name, value] of Object.entries(expected!)) {
      expect(values![name as keyof typeof values]).toEqual(
        typeof value === 'number' ? expect.closeTo(value, 12) : value,
      );
    }
  });

  it('refuses what it cannot use, by name', () => {
    const encoder = fitEncoder(tableOf([['Speed', [1, 2, 3]]]), ['Speed']);
    expect(() => encode(encoder, tableOf([['Sped', [1]]]))).toThrow(/got 'Speed'; did you mean 'Sped'\?/);
    expect(() => encode(encoder, tableOf([['Speed', ['fast']]]))).toThrow(DataError);
    expect(() => encode(encoder, tableOf([['Speed', ['fast']]]))).toThrow(
      "column 'Speed' must be numeric as it was in training, got category",
    );
    expect(() => fitEncoder(table, ['nowhere'])).toThrow(/column must be a column of the table, got 'nowhere'/);
    expect(() => fitEncoder(table, names, { minLevelCount: NaN })).toThrow(/minLevelCount/);
    expect(() => fitEncoder(table, names, { weights: new Float64Array(30) })).toThrow(/at least one row/);
    expect(() => fitEncoder(tableOf([['x', []]]), ['x'])).toThrow(/at least one row/);
  });
});
