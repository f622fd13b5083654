/** What every sampler owes, over the registry: a sampler that is registered is tested here. */
import { describe, expect, it } from 'vitest';
import { samplers } from '../../src/resampling/registry.ts';
import { readySampler, resampleInput } from '../../src/resampling/resample.ts';
import type { Resampled, Sampler, SamplerInput, SamplerSpec } from '../../src/resampling/types.ts';
import { inputOf, peer } from './peer.ts';

const { binary: twoClasses, three: threeClasses } = peer.inputs;
const binary = inputOf(twoClasses!.values, twoClasses!.labels);
const three = inputOf(threeClasses!.values, threeClasses!.labels);
const mixed = inputOf(peer.mixedInput.values, peer.mixedInput.labels, peer.mixedInput.codes);
const nominal = inputOf([], peer.nominalInput.labels, peer.nominalInput.codes);

/** Settings without which a method refuses small or overlapping data; all else is the default. */
const settings: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'kmeans-smote': { threshold: 0.05, clusters: 3 },
};

const specOf = (kind: string, options: Readonly<Record<string, unknown>> = {}): SamplerSpec => ({
  kind,
  ...settings[kind],
  ...options,
});

/** Inputs that suit a sampler's columns. */
function inputsFor({ kind, columns }: Sampler): readonly { readonly name: string; readonly input: SamplerInput }[] {
  const numeric = [
    { name: 'two classes', input: binary },
    { name: 'three classes', input: three },
  ];
  const both = { name: 'numbers and categories', input: mixed };
  if (columns === 'nominal') return [{ name: 'categories', input: nominal }];
  if (columns === 'numeric') return numeric;
  return kind === 'smote-nc' ? [both] : [...numeric, both];
}

const runs = [...samplers.values()].flatMap((sampler) =>
  inputsFor(sampler).map(({ name, input }) => ({ kind: sampler.kind, sampler, name, input })),
);
const overRuns = runs.filter(({ sampler }) => sampler.family === 'over');

function run(
  kind: string,
  input: SamplerInput,
  options: Readonly<Record<string, unknown>> = {},
  seed = 5,
  path: 'plain' | 'compiled' | 'auto' = 'auto',
): Resampled {
  return resampleInput(input, readySampler(specOf(kind, options)), { seed, path });
}

function bytesOf({ source, labels, synthetic }: Resampled): readonly (readonly number[])[] {
  const { values, categories, base, neighbour, step } = synthetic;
  return [source, labels, values.values, ...categories, base, neighbour, step].map((part) => [...part]);
}

describe('every sampler', () => {
  it.each(runs)('$kind gives the same rows for the same seed on $name', ({ kind, input }) => {
    expect(bytesOf(run(kind, input))).toEqual(bytesOf(run(kind, input)));
  });

  it.each(runs)('$kind gives the same rows by the plain and the compiled kernel on $name', ({ kind, input }) => {
    expect(bytesOf(run(kind, input, {}, 5, 'compiled'))).toEqual(bytesOf(run(kind, input, {}, 5, 'plain')));
  });

  it.each(runs)('$kind leaves its input alone on $name', ({ kind, input }) => {
    const before = structuredClone(input);
    run(kind, input);
    expect(input).toEqual(before);
  });

  it.each(runs)('$kind accounts for every row on $name', ({ kind, input }) => {
    const { source, labels, synthetic, report } = run(kind, input);
    const made = source.filter((row) => row < 0).length;
    expect(labels.length).toBe(source.length);
    expect(synthetic.base.length).toBe(made);
    expect(synthetic.values.count).toBe(made);
    expect(synthetic.values.values.length).toBe(made * input.values.dimensions);
    expect(synthetic.categories.map((codes) => codes.length)).toEqual(input.categories.map(() => made));
    let next = 0;
    source.forEach((row, i) => {
      const from = row < 0 ? synthetic.base[next++]! : row;
      expect(labels[i]).toBe(input.labels[from]);
    });
    report.forEach(({ before, after, made: added, removed }, label) => {
      expect(before).toBe(input.labels.filter((code) => code === label).length);
      expect(after).toBe(labels.filter((code) => code === label).length);
      expect(before - removed + added).toBe(after);
    });
  });

  it.each(runs)('$kind makes numbers that are finite and categories that exist on $name', ({ kind, input }) => {
    const { synthetic } = run(kind, input);
    expect(synthetic.values.values.every(Number.isFinite)).toBe(true);
    synthetic.categories.forEach((codes, c) => {
      expect(codes.every((code) => code >= 0 && code < input.categories[c]!.levels)).toBe(true);
    });
  });

  it.each([...samplers.values()])('$kind is specified by plain data', ({ kind, title, summary }) => {
    const { spec } = readySampler(specOf(kind));
    expect(readySampler(JSON.parse(JSON.stringify(spec))).spec).toEqual(spec);
    expect(title).not.toBe('');
    expect(summary).not.toMatch(/\.$/);
  });

  it.each([...samplers.values()])('$kind refuses options it does not have', ({ kind }) => {
    expect(() => readySampler({ kind, strategie: 'auto' })).toThrow(
      new RegExp(`^${kind}: options must be among strategy, .*, got 'strategie'; did you mean 'strategy'\\?$`),
    );
  });

  it.each(runs)('$kind refuses a single class on $name', ({ kind, input }) => {
    const one = { ...input, labels: new Int32Array(input.labels.length) };
    expect(() => run(kind, one)).toThrow(`labels must be of at least 2 classes, got 'only '0''`);
  });
});

describe('every over-sampler', () => {
  it.each(overRuns)('$kind puts the original rows first, in order, on $name', ({ kind, input }) => {
    const { source, labels } = run(kind, input);
    const n = input.labels.length;
    expect([...source.subarray(0, n)]).toEqual([...input.labels.keys()]);
    const added = [...labels.subarray(n)];
    expect(added).toEqual(added.toSorted((a, b) => a - b));
  });

  it.each(overRuns)('$kind makes as many rows as asked on $name', ({ kind, input }) => {
    const counts = input.classes.map((_, label) => input.labels.filter((code) => code === label).length);
    const most = Math.max(...counts);
    const few = counts.indexOf(Math.min(...counts));
    const share = 0.4;
    const rest = input.labels.length - counts[few]!;
    const asked: readonly [unknown, number][] = [
      ['auto', most],
      [{ counts: { [input.classes[few]!]: counts[few]! + 7 } }, counts[few]! + 7],
      [{ minorityShare: share }, Math.round((rest * share) / (1 - share))],
    ];
    for (const [strategy, final] of asked) {
      const { report } = run(kind, input, { strategy });
      expect(report[few]).toMatchObject({ after: final, asked: final, removed: 0 });
      for (const line of report) if (line.asked !== null) expect(line.after).toBe(line.asked);
    }
  });

  it.each(overRuns)('$kind makes rows of a class from its own rows on $name', ({ kind, input }) => {
    const { source, labels, synthetic } = run(kind, input);
    const made = labels.filter((_, i) => source[i]! < 0);
    expect([...synthetic.base].map((row) => input.labels[row])).toEqual([...made]);
  });

  it.each(overRuns)('$kind says of each row how to make it on $name', ({ kind, input }) => {
    const { synthetic } = run(kind, input);
    const { values } = input;
    const { dimensions } = values;
    const at = (row: number, d: number) => values.values[row * dimensions + d]!;
    synthetic.base.forEach((base, i) => {
      const [neighbour, step] = [synthetic.neighbour[i]!, synthetic.step[i]!];
      if (neighbour < 0 || Number.isNaN(step)) return;
      expect(Math.abs(step)).toBeLessThanOrEqual(1);
      for (let d = 0; d < dimensions; d++) {
        const expected = at(base, d) + step * (at(neighbour, d) - at(base, d));
        expect(synthetic.values.values[i * dimensions + d]).toBeCloseTo(expected, 12);
      }
    });
  });

  const drawn = overRuns.filter(({ kind }) => kind !== 'polynom-fit');
  it.each(drawn)('$kind gives other rows for another seed on $name', ({ kind, input }) => {
    const most = { counts: input.classes.map((name): [string, number] => [name, 200]) };
    expect(bytesOf(run(kind, input, { strategy: most }, 1))).not.toEqual(
      bytesOf(run(kind, input, { strategy: most }, 2)),
    );
  });

  it.each(overRuns)('$kind draws independently for each class on $name', ({ kind, input }) => {
    if (input.classes.length < 3) return;
    const rowsOf = (strategy: unknown) => {
      const { synthetic } = run(kind, input, { strategy });
      const own = [...synthetic.base.keys()].filter((i) => input.labels[synthetic.base[i]!] === 2);
      return own.map((i) => [synthetic.base[i], synthetic.neighbour[i], synthetic.step[i]]);
    };
    // What is asked of class 1 must not change what is made for class 2; KMeans-SMOTE's automatic threshold is set aside.
    expect(rowsOf({ counts: { 1: 30, 2: 40 } })).toEqual(rowsOf({ counts: { 1: 25, 2: 40 } }));
  });

  it('random-over alone accepts missing values', () => {
    const values = binary.values.values.slice();
    values[4] = Number.NaN;
    const points = { ...binary.values, values };
    const gappy = { ...binary, values: points, space: points };
    for (const { kind, family, columns, acceptsMissing } of samplers.values()) {
      if (family !== 'over' || columns === 'nominal' || kind === 'smote-nc') continue;
      if (acceptsMissing) expect(run(kind, gappy).labels.length).toBe(140);
      else {
        expect(() => run(kind, gappy)).toThrow(
          `${kind}: column 'column 1' must be without missing or infinite values, got '1 of 86'; impute first or use random-over`,
        );
      }
    }
  });
});
