/** The same rows as imbalanced-learn 0.14.2 for the same seed. */
import { describe, expect, it } from 'vitest';
import { completeSampler } from '../../src/resampling/registry.ts';
import { readySampler, resampleInput, resampleMatrix } from '../../src/resampling/resample.ts';
import type { PerClass } from '../../src/resampling/strategy.ts';
import { classesToClean, rowsToAdd, rowsToKeep } from '../../src/resampling/strategy.ts';
import { completeStrategy } from '../../src/resampling/strategy-spec.ts';
import { inputOf, largestDifference, peer } from './peer.ts';

const compatibility = 'imbalanced-learn';

describe('rows made in compatibility', () => {
  const titles = peer.cases.map((one) => ({
    ...one,
    title: `${JSON.stringify(one.spec)} on ${one.input}, seed ${one.seed}`,
  }));
  it.each(titles)('$title', ({ input, seed, spec, values, labels }) => {
    const given = inputOf(peer.inputs[input]!.values, peer.inputs[input]!.labels);
    const made = resampleMatrix(given.values, given.labels, { ...spec, compatibility }, { seed });
    expect(largestDifference(made.synthetic.values, values)).toBeLessThan(1e-9);
    expect([...made.labels.subarray(given.labels.length)]).toEqual(labels);
  });

  it.each(peer.copies)('copies of $input rows, seed $seed', ({ input, seed, rows }) => {
    const given = inputOf(peer.inputs[input]!.values, peer.inputs[input]!.labels);
    const made = resampleMatrix(given.values, given.labels, { kind: 'random-over', compatibility }, { seed });
    expect([...made.source.subarray(given.labels.length)]).toEqual(rows);
  });

  it.each(peer.mixed)('numbers and categories, seed $seed', ({ seed, values, codes, labels }) => {
    const given = inputOf(peer.mixedInput.values, peer.mixedInput.labels, peer.mixedInput.codes);
    for (const kind of ['smote-nc', 'smote']) {
      const made = resampleInput(given, readySampler({ kind, compatibility }), { seed });
      expect(largestDifference(made.synthetic.values, values)).toBeLessThan(1e-9);
      expect(made.synthetic.categories.map((column) => [...column])).toEqual(codes);
      expect([...made.labels.subarray(given.labels.length)]).toEqual(labels);
    }
  });

  it.each(peer.nominal)('categories alone, seed $seed', ({ seed, codes, labels }) => {
    const given = inputOf([], peer.nominalInput.labels, peer.nominalInput.codes);
    for (const kind of ['smote-n', 'smote']) {
      const made = resampleInput(given, readySampler({ kind, compatibility }), { seed });
      expect(made.synthetic.categories.map((column) => [...column])).toEqual(codes);
      expect([...made.labels.subarray(given.labels.length)]).toEqual(labels);
    }
  });

  it.each(peer.clustered)('two clusters far apart, seed $seed', ({ seed, values }) => {
    const { far } = peer.inputs;
    const given = inputOf(far!.values, far!.labels);
    const spec = { kind: 'kmeans-smote', clusters: 2, threshold: 0.1, compatibility };
    const { synthetic } = resampleMatrix(given.values, given.labels, spec, { seed });
    const rows = Array.from({ length: synthetic.base.length }, (_, i) => [
      ...synthetic.values.values.subarray(2 * i, 2 * i + 2),
    ]);
    const sorted = (list: readonly (readonly number[])[]) => list.toSorted((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
    expect(rows.length).toBe(values.length);
    sorted(rows).forEach((row, i) => {
      expect(row[0]).toBeCloseTo(sorted(values)[i]![0]!, 9);
      expect(row[1]).toBeCloseTo(sorted(values)[i]![1]!, 9);
    });
  });
});

describe('rows in danger', () => {
  it.each(peer.danger)('of $input', ({ input, rows }) => {
    const given = inputOf(peer.inputs[input]!.values, peer.inputs[input]!.labels);
    // With many more rows than bases every base is used, whatever is drawn.
    const most = Object.keys(rows).map((label): [string, number] => [label, 3000]);
    const spec = { kind: 'borderline-smote', strategy: { counts: most }, even: true };
    const { synthetic } = resampleMatrix(given.values, given.labels, spec);
    for (const [label, expected] of Object.entries(rows)) {
      const bases = synthetic.base.filter((row) => given.labels[row] === Number(label));
      expect([...new Set(bases)].sort((a, b) => a - b)).toEqual(expected);
    }
  });
});

describe('strategies', () => {
  const resolve: Readonly<Record<string, typeof rowsToAdd>> = {
    over: rowsToAdd,
    under: rowsToKeep,
    clean: (strategy, context): PerClass => {
      const fewest = Math.min(...context.counts);
      return classesToClean(strategy, context).map((touched) => (touched ? fewest : null));
    },
  };
  it.each(peer.strategies)('$family of $counts with $strategy', ({ counts, family, strategy, answer }) => {
    const classes = counts.map((_, i) => String(i));
    const answered = () =>
      resolve[family]!(completeStrategy('test', family, strategy), { fn: 'test', classes, counts });
    if (answer === 'refused') expect(answered).toThrow(/^test: .* must be .*, got /);
    else expect(answered()).toEqual(answer);
  });
});

describe('compatibility', () => {
  it('is refused where there is nothing to be compatible with', () => {
    for (const kind of ['polynom-fit', 'prowsyn', 'geometric-smote']) {
      expect(() => completeSampler({ kind, compatibility })).toThrow(
        `${kind}: compatibility must be 'none', as imbalanced-learn has no such method, got 'imbalanced-learn'`,
      );
    }
  });
});
