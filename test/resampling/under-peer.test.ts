/** The same rows as imbalanced-learn 0.14.2 keeps, in compatibility and, where nothing is drawn and no defect met, by default. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resampleMatrix } from '../../src/resampling/resample.ts';
import { smote } from '../../src/resampling/smote.ts';
import type { SamplerSpec } from '../../src/resampling/types.ts';
import { inputOf } from './peer.ts';

interface Matrix {
  readonly values: readonly (readonly number[])[];
  readonly labels: readonly number[];
}

interface UnderPeer {
  readonly inputs: Readonly<Record<string, Matrix>>;
  readonly cases: readonly {
    readonly input: string;
    readonly seed: number;
    readonly spec: SamplerSpec;
    readonly rows: readonly number[];
  }[];
  readonly hardness: readonly {
    readonly input: string;
    readonly probabilities: readonly number[];
    readonly rows: readonly number[];
  }[];
  readonly combined: readonly {
    readonly input: string;
    readonly seed: number;
    readonly kind: string;
    readonly positions: readonly number[];
    readonly labels: readonly number[];
  }[];
  readonly clusters: Matrix & Readonly<Record<'soft' | 'hard', readonly (readonly number[])[]>>;
}

const peer: UnderPeer = JSON.parse(readFileSync(new URL('../fixtures/resampling-under.json', import.meta.url), 'utf8'));
const compatibility = 'imbalanced-learn';
const ascending = (rows: Iterable<number>) => [...rows].sort((a, b) => a - b);
const given = (name: string) => inputOf(peer.inputs[name]!.values, peer.inputs[name]!.labels);

describe.each([...new Set(peer.cases.map(({ spec }) => spec.kind))])('%s', (kind) => {
  const drawn = ['random-under', 'condensed-nearest-neighbour', 'one-sided-selection'].includes(kind);
  const inRounds = ['repeated-edited-nearest-neighbours', 'all-knn'].includes(kind);
  for (const { input, seed, spec, rows } of peer.cases.filter((one) => one.spec.kind === kind)) {
    const { kind: _, ...options } = spec;
    it(`${JSON.stringify(options)} on ${input}, seed ${seed}`, () => {
      const { values, labels } = given(input);
      for (const path of ['plain', 'compiled'] as const) {
        const kept = resampleMatrix(values, labels, { ...spec, compatibility }, { seed, path });
        expect([...kept.source]).toEqual(rows);
        expect([...kept.labels]).toEqual(rows.map((row) => labels[row]));
      }
      // In rounds imbalanced-learn may come to clean other classes than at first; by default the classes stay the same.
      const { strategy, allowMinority } = options as { strategy?: string; allowMinority?: boolean };
      const strays = inRounds && (strategy === 'majority' || allowMinority === true);
      if (drawn || strays) return;
      expect([...resampleMatrix(values, labels, spec).source]).toEqual(ascending(rows));
    });
  }
});

describe('instance-hardness-threshold', () => {
  it.each(peer.hardness)('keeps what reaches the quantile on $input', ({ input, probabilities, rows }) => {
    const { values, labels } = given(input);
    const spec = { kind: 'instance-hardness-threshold', probabilities, compatibility };
    expect([...resampleMatrix(values, labels, spec).source]).toEqual(rows);
  });
});

describe('SMOTE and then cleaning', () => {
  it.each(peer.combined)('$kind on $input, seed $seed', ({ input, seed, kind, positions, labels: expected }) => {
    const { values, labels } = given(input);
    const made = resampleMatrix(values, labels, smote({ compatibility }), { seed });
    const cleaned = resampleMatrix(values, labels, { kind, compatibility }, { seed });
    expect([...cleaned.labels]).toEqual(expected);
    const { length } = labels;
    expect([...cleaned.source]).toEqual(positions.map((at) => (at < length ? at : -1)));
    const synthetic = positions.filter((at) => at >= length).map((at) => at - length);
    expect([...cleaned.synthetic.base]).toEqual(synthetic.map((at) => made.synthetic.base[at]));
    expect([...cleaned.synthetic.step]).toEqual(synthetic.map((at) => made.synthetic.step[at]));
  });
});

describe('cluster-centroids', () => {
  const { values, labels } = inputOf(peer.clusters.values, peer.clusters.labels);
  const sorted = (rows: readonly (readonly number[])[]) => rows.toSorted((a, b) => a[0]! - b[0]!);

  it('finds the means of clusters far apart', () => {
    const { synthetic, source } = resampleMatrix(values, labels, 'cluster-centroids', { seed: 1 });
    const rows = sorted([0, 1, 2].map((i) => [...synthetic.values.values.subarray(2 * i, 2 * i + 2)]));
    expect(source.filter((row) => row < 0)).toHaveLength(3);
    rows.forEach((row, i) => {
      row.forEach((value, d) => {
        expect(value).toBeCloseTo(peer.clusters.soft[i]![d]!, 8);
      });
    });
  });

  it('keeps the rows nearest to the centres', () => {
    const { source } = resampleMatrix(values, labels, { kind: 'cluster-centroids', voting: 'hard' }, { seed: 1 });
    const rows = [...source.filter((row) => labels[row] === 0)].map((row) => peer.clusters.values[row]!);
    expect(sorted(rows)).toEqual(peer.clusters.hard);
  });
});
