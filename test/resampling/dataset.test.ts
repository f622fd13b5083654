/** Resampling datasets: types of columns, plausible values, what follows, and what is refused. */
import { describe, expect, it } from 'vitest';
import { RandomState } from '../../src/core/random.ts';
import { makeDataset } from '../../src/data/dataset.ts';
import { resampledSet, splitTrainTest } from '../../src/data/roles.ts';
import type { Dataset } from '../../src/data/types.ts';
import { samplers } from '../../src/resampling/registry.ts';
import {
  type ResampleDatasetOptions,
  type ResampledTable,
  resampleDataset,
} from '../../src/resampling/resample-dataset.ts';
import { column, isMissing, textOf } from '../../src/table/columns.ts';
import type { BooleanColumn, Column, DateColumn, NumericColumn } from '../../src/table/types.ts';
import { category, numeric, tableOf, targetOf } from '../data/example-table.ts';

const day = 86_400_000;
const n = 60;
const codes = Array.from({ length: n }, (_, i) => (i % 5 === 0 ? 1 : 0));

function strikes(changes: readonly Column[] = []): Dataset {
  const random = new RandomState(4);
  const draws = (of: () => number) => Array.from({ length: n }, of);
  const flag: BooleanColumn = {
    type: 'boolean',
    name: 'warned',
    values: Uint8Array.from(draws(() => random.integer(2))),
    words: ['N', 'Y'],
    missing: 0,
  };
  const date: DateColumn = {
    type: 'date',
    name: 'date',
    values: Float64Array.from(draws(() => (10_000 + random.integer(900)) * day)),
    daysOnly: true,
    missing: 0,
  };
  const columns: Column[] = [
    numeric(
      'speed',
      draws(() => 100 + 20 * random.normal()),
    ),
    category(
      'class',
      codes.map((code) => (code === 1 ? 'yes' : 'no')),
    ),
    numeric(
      'birds',
      draws(() => 1 + random.integer(9)),
    ),
    category(
      'phase',
      draws(() => random.integer(3)).map((phase) => ['Climb', 'Approach', 'Taxi'][phase]!),
    ),
    flag,
    date,
    category(
      'note',
      draws(() => random.integer(n)).map((note) => `note ${note}`),
    ),
  ];
  const table = tableOf(...columns.map((own) => changes.find(({ name }) => name === own.name) ?? own));
  return makeDataset(table, targetOf(codes, ['no', 'yes']), {
    rows: Int32Array.from({ length: n }, (_, i) => 1000 + i),
    weights: Float64Array.from({ length: n }, (_, i) => 1 + i / n),
    groups: Int32Array.from({ length: n }, (_, i) => i % 7),
    time: Float64Array.from({ length: n }, (_, i) => i),
  });
}

const used = ['speed', 'birds', 'phase', 'warned', 'date'];
const run = (data: Dataset, kind = 'smote', options: ResampleDatasetOptions = {}): ResampledTable =>
  resampleDataset(data, kind, { columns: used, seed: 7, ...options });
const numbersOf = (result: ResampledTable, name: string): Float64Array =>
  (column(result.data.table, name) as NumericColumn).values;

describe('a resampled dataset', () => {
  const data = strikes();
  const result = run(data);
  const made = [...result.provenance.row];

  it('keeps the original rows, bit for bit', () => {
    expect([...result.source.subarray(0, n)]).toEqual([...Array(n).keys()]);
    for (const own of data.table.columns) {
      const after = column(result.data.table, own.name)!;
      for (let row = 0; row < n; row++) expect(textOf(after, row)).toBe(textOf(own, row));
    }
  });

  it('has the classes asked for, and rows of the source or -1', () => {
    expect(result.data.target.codes.filter((code) => code === 1).length).toBe(48);
    expect(made.length).toBe(36);
    expect([...result.data.rows.subarray(0, n)]).toEqual([...data.rows]);
    for (const row of made) {
      expect(result.data.rows[row]).toBe(-1);
      expect(result.data.target.codes[row]).toBe(1);
      expect(textOf(column(result.data.table, 'class')!, row)).toBe('yes');
    }
  });

  it('keeps integers integers, days days, categories and booleans themselves', () => {
    const birds = column(result.data.table, 'birds') as NumericColumn;
    expect(birds.integer).toBe(true);
    expect(birds.values.every(Number.isInteger)).toBe(true);
    expect((column(result.data.table, 'date') as DateColumn).values.every((value) => value % day === 0)).toBe(true);
    for (const row of made) {
      expect(['Climb', 'Approach', 'Taxi']).toContain(textOf(column(result.data.table, 'phase')!, row));
      expect(['N', 'Y']).toContain(textOf(column(result.data.table, 'warned')!, row));
    }
    expect(numbersOf(result, 'speed').some((value) => !Number.isInteger(value))).toBe(true);
  });

  it('cuts integers towards zero where the rows of imbalanced-learn are asked for', () => {
    const peers = resampleDataset(
      data,
      { kind: 'smote', compatibility: 'imbalanced-learn' },
      { columns: ['birds'], seed: 7 },
    );
    const birds = column(data.table, 'birds') as NumericColumn;
    peers.provenance.row.forEach((row, i) => {
      const from = birds.values[peers.provenance.base[i]!]!;
      const way = peers.provenance.step[i]! * (birds.values[peers.provenance.neighbour[i]!]! - from);
      expect(numbersOf(peers, 'birds')[row]).toBe(Math.trunc(from + way));
    });
  });

  it('counts what was moved', () => {
    const moved = new Map(result.adjustments.map((one) => [one.column, one]));
    expect([...moved.keys()]).toEqual(['speed', 'birds', 'date']);
    const { base, neighbour, step } = result.provenance;
    const birds = column(data.table, 'birds') as NumericColumn;
    const fractions = made.filter((_, i) => {
      const from = birds.values[base[i]!]!;
      return !Number.isInteger(from + step[i]! * (birds.values[neighbour[i]!]! - from));
    });
    expect(moved.get('birds')).toMatchObject({ made: 36, outOfRange: 0, rounded: fractions.length, given: [] });
    expect(moved.get('speed')).toMatchObject({ made: 36, outOfRange: 0, rounded: 0, given: [] });
  });

  it('makes values in their own units on the way from base to neighbour', () => {
    const { base, neighbour, step } = result.provenance;
    const speed = column(data.table, 'speed') as NumericColumn;
    made.forEach((row, i) => {
      const from = speed.values[base[i]!]!;
      expect(numbersOf(result, 'speed')[row]).toBe(from + step[i]! * (speed.values[neighbour[i]!]! - from));
    });
  });

  it('lets weights, groups, time and all other columns follow the base row', () => {
    made.forEach((row, i) => {
      const from = result.provenance.base[i]!;
      expect(result.data.weights![row]).toBe(data.weights![from]);
      expect(result.data.groups![row]).toBe(data.groups![from]);
      expect(result.data.time![row]).toBe(data.time![from]);
      expect(textOf(column(result.data.table, 'note')!, row)).toBe(textOf(column(data.table, 'note')!, from));
    });
  });

  it('can be fitted but not split or resampled again', () => {
    const { train } = splitTrainTest(strikes());
    const set = resampledSet(train, run(train.data).data);
    expect(set.role).toBe('resampled');
    expect(() => splitTrainTest(result.data as unknown as Dataset)).toThrow('must be made of observed rows');
    expect(() => run(result.data as unknown as Dataset)).toThrow(
      "smote: dataset must be rows as they were observed, got 'rows that were resampled before'",
    );
  });
});

describe('plausible values', () => {
  it('stay in the range the column shows, whatever the method makes', () => {
    const free = run(strikes(), 'random-over', { ranges: 'none' });
    expect(free.adjustments.every(({ outOfRange }) => outOfRange === 0)).toBe(true);
    const spec = { kind: 'random-over', shrinkage: 3 };
    const shown = resampleDataset(strikes(), spec, { columns: used, seed: 1 });
    const loose = resampleDataset(strikes(), spec, { columns: used, seed: 1, ranges: 'none' });
    const { values } = column(strikes().table, 'speed') as NumericColumn;
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const outside = numbersOf(loose, 'speed').filter((value) => value < low || value > high).length;
    expect(outside).toBeGreaterThan(0);
    expect(numbersOf(shown, 'speed').every((value) => low <= value && value <= high)).toBe(true);
    expect(shown.adjustments.find((one) => one.column === 'speed')!.outOfRange).toBe(outside);
  });

  it('follow constraints that are given', () => {
    const constraints = { speed: { min: 95.5, max: 110, integer: true }, birds: { max: 3 } };
    const result = run(strikes(), 'smote', { constraints });
    for (const row of result.provenance.row) {
      const speed = numbersOf(result, 'speed')[row]!;
      expect(Number.isInteger(speed) && 96 <= speed && speed <= 110).toBe(true);
      expect(numbersOf(result, 'birds')[row]).toBeLessThanOrEqual(3);
    }
    // Original rows are not touched, and so the column still holds fractions.
    expect((column(result.data.table, 'speed') as NumericColumn).integer).toBe(false);
  });

  it.each([
    [
      { sped: { min: 0 } },
      "smote: column in constraints must be one of the 3 numeric or date columns in use, got 'sped'; did you mean 'speed'?",
    ],
    [{ speed: { min: 5, max: 1 } }, "smote: constraint for column 'speed' must be with min at most max, got '5 to 1'"],
    [
      { birds: { min: 0.2, max: 0.8 } },
      "smote: constraint for column 'birds' must be with a whole number between min and max, got '0.2 to 0.8'",
    ],
    [
      { speed: { min: Number.NaN } },
      "smote: constraint for column 'speed' must be with min at most max, got 'NaN to Infinity'",
    ],
  ])('constraints %j are refused', (constraints, message) => {
    expect(() => run(strikes(), 'smote', { constraints })).toThrow(message);
  });
});

describe('the search of neighbours', () => {
  /** Class 1 in pairs that are close in the fraction and far apart in the column with the large unit. */
  function units(): Dataset {
    const rows = Array.from({ length: 30 }, (_, i) => i);
    const large = numeric(
      'large',
      rows.map((i) => 1e6 * ((i * 7) % 30)),
    );
    const small = numeric(
      'small',
      rows.map((i) => Math.floor(i / 2) + 0.001 * i),
    );
    return makeDataset(
      tableOf(large, small),
      targetOf(
        rows.map((i) => (i < 8 ? 1 : 0)),
        ['no', 'yes'],
      ),
    );
  }

  it('is not won by the largest unit', () => {
    const steps = (options: ResampleDatasetOptions) => {
      const { provenance } = resampleDataset(units(), { kind: 'smote', k: 1 }, options);
      return new Set([...provenance.base].map((base, i) => `${base}-${provenance.neighbour[i]}`));
    };
    // Row 0 is at (0, 0), row 1 at (7 million, 0), row 5 at (5 million, 2): by the large unit alone row 5 is nearest.
    expect(steps({ scale: 'none' }).has('0-5')).toBe(true);
    // Multiplying a column changes nothing once columns are scaled, and much where they are not.
    const scaled = steps({});
    const data = units();
    const stretched = data.table.columns.map((own) =>
      own.name === 'small'
        ? numeric(
            'small',
            [...(own as NumericColumn).values].map((value) => value * 1e9),
          )
        : own,
    );
    const { provenance } = resampleDataset(makeDataset(tableOf(...stretched), data.target), { kind: 'smote', k: 1 });
    expect(new Set([...provenance.base].map((base, i) => `${base}-${provenance.neighbour[i]}`))).toEqual(scaled);
    const unscaled = resampleDataset(
      makeDataset(tableOf(...stretched), data.target),
      { kind: 'smote', k: 1 },
      { scale: 'none' },
    );
    const others = new Set(
      [...unscaled.provenance.base].map((base, i) => `${base}-${unscaled.provenance.neighbour[i]}`),
    );
    expect(others).not.toEqual(steps({ scale: 'none' }));
  });
});

describe('what cannot be resampled', () => {
  const gaps = numeric(
    'birds',
    Array.from({ length: n }, (_, i) => (i % 6 === 0 ? Number.NaN : i)),
  );

  it('names the column with missing values, and what to do', () => {
    expect(() => run(strikes([gaps]))).toThrow(
      "smote: column 'birds' must be without missing or infinite values, got '10 of 60'; impute first or use random-over",
    );
    const missing = category(
      'phase',
      Array.from({ length: n }, (_, i) => (i % 10 === 0 ? null : 'Climb')),
    );
    expect(() => run(strikes([missing]))).toThrow("smote: column 'phase' must be without missing");
  });

  it('copies rows with missing values as they are', () => {
    const result = run(strikes([gaps]), 'random-over');
    const birds = column(result.data.table, 'birds')!;
    result.source.forEach((row, i) => {
      expect(isMissing(birds, i)).toBe(isMissing(gaps, row));
    });
    expect(birds.missing).toBe(result.source.filter((row) => row % 6 === 0).length);
  });

  it('refuses unknown columns, the target among the columns, and none at all', () => {
    expect(() => run(strikes(), 'smote', { columns: ['sped'] })).toThrow(
      "smote: column must be one of the 7 columns of the table, got 'sped'; did you mean 'speed'?",
    );
    expect(() => run(strikes(), 'smote', { columns: ['speed', 'class'] })).toThrow(
      "smote: columns must be without the target, got 'class'",
    );
    expect(() => run(strikes(), 'smote', { columns: [] })).toThrow("smote: columns must be at least one, got 'none'");
  });
});

describe('every over-sampler', () => {
  const mixed = [...samplers.values()].filter(
    ({ family, columns }) => family === 'over' && (columns === 'mixed' || columns === 'any'),
  );
  it.each(mixed)('$kind works on numbers, dates, booleans and categories', ({ kind }) => {
    const spec = kind === 'kmeans-smote' ? { kind, threshold: 0.05, clusters: 2 } : { kind };
    const { data, report } = resampleDataset(strikes(), spec, { columns: used, seed: 3 });
    expect(report[1]).toMatchObject({ label: 'yes', before: 12, asked: 48, after: 48 });
    expect(data.table.columns.every(({ missing }) => missing === 0)).toBe(true);
  });
});
