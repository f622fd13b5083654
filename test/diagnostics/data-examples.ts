/** For every data check one context in which it must fire and one, close to it, in which it must stay silent. */
import { type Stream, stream } from '../../src/core/random.ts';
import type { SplitSummary } from '../../src/data/types.ts';
import type { DataContext } from '../../src/diagnostics/context.ts';
import { boolean, category, context, dataset, date, numeric, target, trainOnly } from './tables.ts';

export interface Example<Context> {
  readonly fires: () => Context;
  readonly silent: () => Context;
}

const upTo = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
/** Every tenth row is positive. */
const tenth = (n: number): number[] => upTo(n, (i) => Number(i % 10 === 0));
const noise = (random: Stream = stream(1, 'noise')): (() => number) => {
  return () => random.uniform() + random.uniform() + random.uniform();
};
const noiseColumn = (name: string, n: number) => {
  const draw = noise(stream(1, name));
  return numeric(name, upTo(n, draw));
};
const day = 86_400_000;

function withSplit(rareShares: readonly [train: number, test: number]): DataContext {
  const part = (name: string, rows: number, rareShare: number) => ({
    name,
    rows,
    counts: [rows - Math.round(rows * rareShare), Math.round(rows * rareShare)],
    rareShare,
  });
  const split: SplitSummary = {
    method: 'given',
    testShare: 0.2,
    train: part('the training part', 800, rareShares[0]),
    test: part('the test part', 200, rareShares[1]),
    folds: upTo(5, (i) => part(`fold ${i + 1}`, 160, rareShares[0])),
  };
  return { ...context(dataset([noiseColumn('x', 1000)], target(tenth(1000)))), split };
}

/** Rare rows of three normal-ish columns; where made, half of them lie between their two predecessors. */
function rareRows(made: boolean): DataContext {
  const draws = [noise(stream(2, 'a')), noise(stream(2, 'b')), noise(stream(2, 'c'))];
  const labels = upTo(400, (i) => Number(i < 80));
  const rows = upTo(400, () => draws.map((draw) => draw()));
  if (made) {
    for (let i = 2; i < 80; i += 2) {
      const step = 0.1 + (0.8 * i) / 80;
      rows[i] = rows[i - 1]!.map((value, c) => value + step * (rows[i - 2]![c]! - value));
    }
  }
  return trainOnly(
    upTo(3, (c) =>
      numeric(
        `c${c}`,
        rows.map((row) => row[c]!),
      ),
    ),
    target(labels),
  );
}

function split(test: (row: number[], i: number) => number[]): DataContext {
  const draws = [noise(stream(3, 'a')), noise(stream(3, 'b')), noise(stream(3, 'c'))];
  const rows = upTo(200, () => draws.map((draw) => draw()));
  const make = (some: number[][]) =>
    dataset(
      upTo(3, (c) =>
        numeric(
          `c${c}`,
          some.map((row) => row[c]!),
        ),
      ),
      target(tenth(some.length)),
    );
  const train = make(rows);
  return {
    ...trainOnly([], target(tenth(200))),
    train,
    test: make(rows.slice(0, 50).map(test)),
    candidates: ['c0', 'c1', 'c2'],
  };
}

export const dataExamples: Readonly<Record<string, Example<DataContext>>> = {
  'known-after-outcome': {
    // Paid is 0 but for 60 rows with 60 different amounts: 48 of the 100 positive and 12 of the 900 negative rows.
    fires: () => {
      const labels = tenth(1000);
      const paid = upTo(1000, (i) => ((i % 10 === 0 && i < 480) || (i % 10 === 1 && i < 120) ? 10 + i : 0));
      return trainOnly([numeric('Paid', paid), noiseColumn('x', 1000)], target(labels));
    },
    // The same amounts, on 6 positive and 54 negative rows.
    silent: () => {
      const paid = upTo(1000, (i) => ((i % 10 === 0 && i < 60) || (i % 10 === 1 && i < 540) ? 10 + i : 0));
      return trainOnly([numeric('Paid', paid), noiseColumn('x', 1000)], target(tenth(1000)));
    },
  },
  'missingness-tells': {
    fires: () =>
      trainOnly(
        [
          numeric(
            'lab',
            upTo(1000, (i) => (i % 10 === 0 || i % 4 === 1 ? null : i)),
          ),
        ],
        target(tenth(1000)),
      ),
    silent: () =>
      trainOnly(
        [
          numeric(
            'lab',
            upTo(1000, (i) => (Math.floor(i / 10) % 4 === 1 ? null : i)),
          ),
        ],
        target(tenth(1000)),
      ),
  },
  'identifier-column': {
    fires: () =>
      trainOnly(
        [
          numeric(
            'patient_id',
            upTo(200, (i) => 7919 * i + 3),
          ),
        ],
        target(tenth(200)),
      ),
    // Decimals are unique by nature.
    silent: () =>
      trainOnly(
        [
          noiseColumn('height', 200),
          numeric(
            'age',
            upTo(200, (i) => 20 + (i % 70)),
          ),
        ],
        target(tenth(200)),
      ),
  },
  'constant-column': {
    fires: () =>
      trainOnly(
        [
          category(
            'site',
            upTo(50, () => 'A'),
          ),
        ],
        target(tenth(50)),
      ),
    silent: () =>
      trainOnly(
        [
          category(
            'site',
            upTo(50, (i) => (i === 7 ? 'B' : 'A')),
          ),
        ],
        target(tenth(50)),
      ),
  },
  'date-column': {
    fires: () =>
      trainOnly(
        [
          date(
            'seen',
            upTo(50, (i) => i * day),
          ),
        ],
        target(tenth(50)),
      ),
    silent: () =>
      trainOnly(
        [
          numeric(
            'days',
            upTo(50, (i) => i),
          ),
        ],
        target(tenth(50)),
      ),
  },
  'high-cardinality': {
    fires: () =>
      trainOnly(
        [
          category(
            'model',
            upTo(600, (i) => `m${i % 120}`),
          ),
        ],
        target(tenth(600)),
      ),
    silent: () =>
      trainOnly(
        [
          category(
            'model',
            upTo(600, (i) => `m${i % 12}`),
          ),
        ],
        target(tenth(600)),
      ),
  },
  'group-like-column': {
    fires: () =>
      trainOnly(
        [
          category(
            'patient',
            upTo(600, (i) => `p${Math.floor(i / 4)}`),
          ),
        ],
        target(tenth(600)),
      ),
    silent: () =>
      trainOnly(
        [
          category(
            'ward',
            upTo(600, (i) => `w${i % 8}`),
          ),
        ],
        target(tenth(600)),
      ),
  },
  'many-missing': {
    fires: () =>
      trainOnly(
        [
          numeric(
            'lab',
            upTo(100, (i) => (i % 10 < 9 ? null : i)),
          ),
        ],
        target(tenth(100)),
      ),
    silent: () =>
      trainOnly(
        [
          numeric(
            'lab',
            upTo(100, (i) => (i % 10 < 2 ? null : i)),
          ),
        ],
        target(tenth(100)),
      ),
  },
  'duplicate-rows': {
    fires: () =>
      trainOnly(
        [
          numeric(
            'x',
            upTo(200, (i) => (i < 150 ? i + 0.5 : i - 100 + 0.5)),
          ),
        ],
        target(tenth(200)),
      ),
    silent: () =>
      trainOnly(
        [
          numeric(
            'x',
            upTo(200, (i) => i + 0.5),
          ),
        ],
        target(tenth(200)),
      ),
  },
  'conflicting-labels': {
    // Rows 0 and 1, 10 and 11, … are equal; the first of each pair is positive.
    fires: () =>
      trainOnly(
        [
          numeric(
            'x',
            upTo(200, (i) => (i % 10 === 1 ? i - 0.5 : i + 0.5)),
          ),
        ],
        target(tenth(200)),
      ),
    // Rows 1 and 2, 11 and 12, … are equal; all of them are negative.
    silent: () =>
      trainOnly(
        [
          numeric(
            'x',
            upTo(200, (i) => (i % 10 === 2 ? i - 0.5 : i + 0.5)),
          ),
        ],
        target(tenth(200)),
      ),
  },
  'rows-across-splits': {
    fires: () => split((row) => row),
    silent: () => split((row) => row.map((value) => value + 0.5)),
  },
  'near-duplicates': {
    fires: () => split((row) => row.map((value) => value + 1e-6)),
    silent: () => split((row) => row.map((value, c) => value + 0.1 * (c + 1))),
  },
  'synthetic-rows': { fires: () => rareRows(true), silent: () => rareRows(false) },
  'even-classes': {
    fires: () => trainOnly([noiseColumn('x', 200)], target(upTo(200, (i) => i % 2))),
    silent: () => trainOnly([noiseColumn('x', 200)], target(upTo(200, (i) => Number(i < 97)))),
  },
  'too-few-positives': {
    fires: () => context(dataset([noiseColumn('x', 400)], target(tenth(400)))),
    silent: () => context(dataset([noiseColumn('x', 1000)], target(tenth(1000)))),
  },
  'few-in-fold': {
    fires: () => context(dataset([noiseColumn('x', 200)], target(tenth(200)))),
    silent: () => context(dataset([noiseColumn('x', 1000)], target(tenth(1000)))),
  },
  'uneven-split': { fires: () => withSplit([0.11, 0.06]), silent: () => withSplit([0.1, 0.1]) },
  'class-too-rare': {
    fires: () => ({
      ...context(dataset([noiseColumn('x', 1000)], target(tenth(1000)))),
      setAside: [{ label: 'C', values: ['C'], count: 3, share: 0.003, fate: 'set-aside' }],
    }),
    silent: () => context(dataset([noiseColumn('x', 1000)], target(tenth(1000)))),
  },
  imbalance: {
    fires: () => trainOnly([noiseColumn('x', 1100)], target(upTo(1100, (i) => Number(i % 11 === 0)))),
    silent: () => trainOnly([noiseColumn('x', 1000)], target(upTo(1000, (i) => Number(i % 5 === 0)))),
  },
  'resampling-advice': {
    fires: () => trainOnly([noiseColumn('x', 1000)], target(tenth(1000))),
    // 400 to 201 rows: not quite two to one.
    silent: () => trainOnly([noiseColumn('x', 601)], target(upTo(601, (i) => Number(i < 201)))),
  },
  'target-text': {
    fires: () =>
      trainOnly(
        [
          boolean(
            'b',
            upTo(99, (i) => i % 2 === 0),
          ),
        ],
        target(
          upTo(99, (i) => i % 3),
          ["'1'", '1', '0'],
        ),
      ),
    silent: () =>
      trainOnly(
        [
          boolean(
            'b',
            upTo(99, (i) => i % 2 === 0),
          ),
        ],
        target(
          upTo(99, (i) => i % 3),
          ['1', '10', '0'],
        ),
      ),
  },
};
