import { describe, expect, it } from 'vitest';
import { RandomState } from '../../src/core/random.ts';
import { type LogisticModel, logisticRegression } from '../../src/models/logistic.ts';
import { fitModel, predictModel } from '../../src/models/registry.ts';
import type { FitInput, ModelSpec } from '../../src/models/types.ts';
import { balancedWeights, rowWeights } from '../../src/weighting/class-weights.ts';
import { featuresOf, fixture, largestDifference, mixedProblem, separableProblem } from './problems.ts';

interface PeerFixture {
  readonly numeric: readonly (readonly number[])[];
  readonly blocks: readonly { readonly width: number; readonly codes: readonly number[] }[];
  readonly labels: Readonly<Record<'binary' | 'multinomial', readonly number[]>>;
  readonly weights: readonly number[];
  readonly cases: readonly {
    readonly name: string;
    readonly labels: 'binary' | 'multinomial';
    readonly c: number;
    readonly weights: 'whole' | 'balanced' | null;
    readonly coefficients: readonly (readonly number[])[];
    readonly intercepts: readonly number[];
    readonly probabilities: readonly (readonly number[])[];
  }[];
}

const fit = (spec: ModelSpec, input: FitInput) => fitModel(spec, input) as LogisticModel;
const peer = fixture<PeerFixture>('logistic.json');

describe('equals scikit-learn 1.9.1', () => {
  const features = featuresOf(peer.numeric, peer.blocks);
  const runs = peer.cases.flatMap((expected) =>
    (['auto', 'lbfgs'] as const).map((solver) => ({ name: `${expected.name}, ${solver}`, solver, expected })),
  );

  it.each(runs)('$name', ({ solver, expected }) => {
    const labels = Int32Array.from(peer.labels[expected.labels]);
    const classCount = expected.labels === 'binary' ? 2 : 4;
    const weights =
      expected.weights === 'whole'
        ? Float64Array.from(peer.weights)
        : rowWeights(labels, expected.weights === 'balanced' ? balancedWeights(labels, classCount) : [1, 1, 1, 1]);
    const spec = logisticRegression({ c: expected.c, solver, tolerance: 1e-10 });
    const model = fit(spec, { features, labels, classCount, weights, seed: 1 });
    expect(model.report.converged).toBe(true);
    expect(model.report.gradientNorm).toBeLessThanOrEqual(1e-10);
    expect(largestDifference(model.coefficients.flat(), expected.coefficients.flat())).toBeLessThan(1e-6);
    expect(largestDifference(model.intercepts, expected.intercepts)).toBeLessThan(1e-6);
    const probabilities = predictModel(model, features).slice(0, 12 * classCount);
    expect(largestDifference(probabilities, expected.probabilities.flat())).toBeLessThan(1e-7);
  });
});

/** The objective again, written from its definition on dense rows: sum of weighted log losses + |coefficients|^2 / (2 c). */
function objective(
  input: FitInput,
  c: number,
  coefficients: readonly (readonly number[])[],
  intercepts: readonly number[],
) {
  const { features, labels } = input;
  const dense = Array.from({ length: features.rowCount }, (_, i) => [
    ...features.numeric.map((values) => values[i]!),
    ...features.blocks.flatMap(({ width, codes }) => Array.from({ length: width }, (_, k) => (codes[i] === k ? 1 : 0))),
  ]);
  const penalty = coefficients.flat().reduce((sum, value) => sum + value * value, 0) / (2 * c);
  return dense.reduce((sum, row, i) => {
    const z = coefficients.map((beta, k) => beta.reduce((total, value, j) => total + value * row[j]!, intercepts[k]!));
    const all = z.length === 1 ? [0, z[0]!] : z;
    const loss = Math.log(all.reduce((total, value) => total + Math.exp(value), 0)) - all[labels[i]!]!;
    return sum + (input.weights?.[i] ?? 1) * loss;
  }, penalty);
}

describe.each([2, 4])('the optimum, %d classes', (classCount) => {
  const input = { ...mixedProblem(classCount), weights: Float64Array.from({ length: 160 }, (_, i) => 0.5 + (i % 4)) };
  const model = fit({ kind: 'logisticRegression', c: 0.7 }, input);

  it('has gradient 0 by finite differences', () => {
    const step = 1e-4;
    model.coefficients.forEach((beta, k) => {
      beta.forEach((value, j) => {
        const at = (moved: number) =>
          objective(
            input,
            0.7,
            model.coefficients.map((row, r) => (r === k ? row.with(j, moved) : row)),
            model.intercepts,
          );
        expect(Math.abs(at(value + step) - at(value - step)) / (2 * step)).toBeLessThan(1e-4);
      });
      const at = (moved: number) => objective(input, 0.7, model.coefficients, model.intercepts.with(k, moved));
      const intercept = model.intercepts[k]!;
      expect(Math.abs(at(intercept + step) - at(intercept - step)) / (2 * step)).toBeLessThan(1e-4);
      // And a change away from it is seen by the same measure.
      expect(at(intercept + 0.3)).toBeGreaterThan(at(intercept) + 1e-3);
    });
  });
});

describe('known answers', () => {
  it('without features the intercept is the log odds of the prevalence', () => {
    const input = { ...mixedProblem(2, 100), labels: Int32Array.from({ length: 100 }, (_, i) => (i < 3 ? 1 : 0)) };
    const none = { rowCount: 100, numeric: [], blocks: [], names: [] };
    const model = fit({ kind: 'logisticRegression' }, { ...input, features: none });
    expect(model.coefficients).toEqual([[]]);
    expect(model.intercepts[0]).toBeCloseTo(Math.log(3 / 97), 12);
  });

  it('the intercept is not penalised, so that mean predictions equal the prevalence however strong the penalty', () => {
    const input = mixedProblem(2);
    const predicted = predictModel(fit({ kind: 'logisticRegression', c: 1e-3 }, input), input.features);
    const positives = input.labels.reduce((sum, label) => sum + label, 0);
    const total = predicted.reduce((sum, p, at) => (at % 2 === 1 ? sum + p : sum), 0);
    expect(total).toBeCloseTo(positives, 5);
  });

  it('mirrored rows with one feature: beta solves 2 n sigmoid(-beta) = beta / c', () => {
    // x = ±1, label = sign, 2n rows in all: the gradient is -2n * sigmoid(-beta) + beta / c, the intercept 0 by symmetry.
    const n = 50;
    const x = Array.from({ length: 2 * n }, (_, i) => (i < n ? -1 : 1));
    const labels = Int32Array.from(x, (value) => (value > 0 ? 1 : 0));
    const model = fit(
      { kind: 'logisticRegression', c: 2 },
      { features: featuresOf([x]), labels, classCount: 2, seed: 1 },
    );
    const beta = model.coefficients[0]![0]!;
    expect((2 * n) / (1 + Math.exp(beta)) - beta / 2).toBeCloseTo(0, 6);
    expect(model.intercepts[0]).toBeCloseTo(0, 9);
  });

  it.each([2, 3])('separable data converges, penalised ever so little (%d classes)', (classCount) => {
    const model = fit({ kind: 'logisticRegression', c: 1e4 }, separableProblem(classCount));
    expect(model.report.converged).toBe(true);
  });

  it.each([1, 100])(
    'few steps are enough for several classes, unequal ones and collinear indicators included (c %d)',
    (c) => {
      const random = new RandomState(2);
      const draw = (below: number) => Array.from({ length: 900 }, () => random.integer(below));
      const blocks = [12, 9, 20].map((width) => ({ width, codes: draw(width) }));
      const labels = Int32Array.from(draw(100), (u, i) => (u < 90 - 3 * blocks[0]!.codes[i]! ? 0 : 1 + (u % 3)));
      const { report } = fit(
        { kind: 'logisticRegression', c },
        { features: featuresOf([], blocks), labels, classCount: 4, seed: 1 },
      );
      expect(report.converged).toBe(true);
      expect(report.iterations).toBeLessThan(30);
    },
  );

  it('many numeric features: all solvers find the same optimum, in several blocks of rows', () => {
    const random = new RandomState(5);
    const numeric = Array.from({ length: 70 }, () => Array.from({ length: 700 }, () => random.normal()));
    const codes = Array.from({ length: 700 }, () => random.integer(4) - 1);
    const labels = Int32Array.from(codes, (code, i) => (numeric[0]![i]! + code + random.normal() > 2.5 ? 1 : 0));
    const input = { features: featuresOf(numeric, [{ width: 3, codes }]), labels, classCount: 2, seed: 1 };
    const [auto, newton, lbfgs] = (['auto', 'newton', 'lbfgs'] as const).map((solver) =>
      fit(logisticRegression({ solver, tolerance: 1e-10 }), input),
    );
    expect([auto, newton, lbfgs].map((model) => model!.report.converged)).toEqual([true, true, true]);
    expect(largestDifference(auto!.coefficients[0]!, newton!.coefficients[0]!)).toBeLessThan(1e-6);
    expect(largestDifference(lbfgs!.coefficients[0]!, newton!.coefficients[0]!)).toBeLessThan(1e-6);
  });

  describe('many rows, few of them positive: starts and Hessians from a part of the rows lead to the same optimum', () => {
    const rowCount = 9000;
    const random = new RandomState(6);
    const normals = (scale: number) => Array.from({ length: rowCount }, () => scale * random.normal());
    const base = [normals(1), normals(1e-3), normals(1e4), normals(1)];
    const columns = {
      'badly scaled': base,
      collinear: [...base, base[0]!.map((value, i) => value + base[3]![i]!), base[1]!],
      'almost only zeros': [...base, normals(1).map((value, i) => (i % 400 === 3 ? value : 0))],
      skewed: [...base, normals(2).map(Math.exp)],
    };
    const codes = Array.from({ length: rowCount }, () => Math.floor(30 * random.uniform() ** 4));
    const chance = (i: number) => base[0]![i]! + 500 * base[1]![i]! + (codes[i]! % 3) + 0.7 * random.normal();
    const scores = Array.from(codes.keys(), chance);
    const rowsBy = (share: number) => {
      const limit = scores.toSorted((a, b) => b - a)[Math.round(share * rowCount)]!;
      return Int32Array.from(scores, (score) => (score > limit ? 1 : 0));
    };
    const weights = Float64Array.from(codes.keys(), (i) => i % 5);

    it.each(
      Object.entries(columns).flatMap(([name, numeric]) =>
        [0.2, 0.01].flatMap((share) => [false, true].map((weighted) => ({ name, numeric, share, weighted }))),
      ),
    )('$name, share $share, weighted: $weighted', ({ numeric, share, weighted }) => {
      const labels = rowsBy(share);
      const features = featuresOf(numeric, [{ width: 30, codes }]);
      const input = { features, labels, classCount: 2, seed: 1, ...(weighted ? { weights } : {}) };
      const [newton, lbfgs] = (['newton', 'lbfgs'] as const).map((solver) =>
        fit(logisticRegression({ solver, tolerance: 1e-9 }), input),
      );
      expect([newton!.report.converged, lbfgs!.report.converged]).toEqual([true, true]);
      expect(lbfgs!.report.iterations).toBeLessThan(60);
      expect(largestDifference(predictModel(newton!, features), predictModel(lbfgs!, features))).toBeLessThan(1e-5);
      expect(largestDifference(newton!.coefficients[0]!, lbfgs!.coefficients[0]!)).toBeLessThan(1e-4);
    });

    /** Enough of them for all steps but the last to be taken in single precision. */
    const others = Array.from({ length: 12 }, () => normals(1));
    const numbers = {
      'badly scaled': [],
      collinear: [base[0]!.map((value, i) => value + base[3]![i]!), base[1]!],
      'far from zero': [normals(1).map((value) => 1e4 + value)],
      'with an outlier': [normals(1).with(4, 1e5)],
      constant: [base[0]!.map(() => 1e6)],
    };

    it.each(
      Object.entries(numbers).flatMap(([name, more]) =>
        [0.2, 0.01].flatMap((share) => ['numbers', 'weights', 'levels'].map((kind) => ({ name, more, share, kind }))),
      ),
    )('steps in single precision lead to it too: $name, share $share, with $kind', ({ more, share, kind }) => {
      const features = featuresOf([...base, ...others, ...more], kind === 'levels' ? [{ width: 30, codes }] : []);
      const input = {
        features,
        labels: rowsBy(share),
        classCount: 2,
        seed: 1,
        ...(kind === 'weights' ? { weights } : {}),
      };
      const [newton, auto] = (['newton', 'auto'] as const).map((solver) =>
        fit(logisticRegression({ solver, tolerance: 1e-9 }), input),
      );
      expect(auto!.report).toMatchObject({ converged: true });
      expect(auto!.report.gradientNorm).toBeLessThanOrEqual(1e-9);
      expect(largestDifference(predictModel(newton!, features), predictModel(auto!, features))).toBeLessThan(1e-6);
      const size = Math.max(...newton!.coefficients[0]!.map(Math.abs));
      expect(largestDifference(newton!.coefficients[0]!, auto!.coefficients[0]!)).toBeLessThan(1e-6 * size);
    });

    it('and the usual steps where single precision cannot hold a number', () => {
      const features = featuresOf([...base, ...others, normals(1).with(4, 1e45)]);
      const input = { features, labels: rowsBy(0.2), classCount: 2, seed: 1 };
      const [newton, auto] = (['newton', 'auto'] as const).map((solver) => fit(logisticRegression({ solver }), input));
      expect(auto).toEqual(newton);
    });
  });

  it('twice the weights and half of c is the same problem', () => {
    const input = mixedProblem(3);
    const heavy = { ...input, weights: new Float64Array(160).fill(2) };
    const [a, b] = [
      fit({ kind: 'logisticRegression', c: 1 }, input),
      fit({ kind: 'logisticRegression', c: 0.5 }, heavy),
    ];
    expect(largestDifference(a.coefficients.flat(), b.coefficients.flat())).toBeLessThan(1e-6);
  });

  it('features beyond what Newton factorises; indicators that are never 1 get coefficient 0', () => {
    const input = mixedProblem(2, 60);
    const x = [[...input.features.numeric[0]!]];
    const rows = Array.from(input.labels.keys());
    // 60 different positions among 900, and the same rows with just the 60.
    const position = (i: number) => (i * 37) % 900;
    const wide = fit(logisticRegression(), {
      ...input,
      features: featuresOf(x, [{ width: 900, codes: rows.map(position) }]),
    });
    const narrow = fit(logisticRegression(), { ...input, features: featuresOf(x, [{ width: 60, codes: rows }]) });
    const expected = new Array<number>(901).fill(0);
    expected[0] = narrow.coefficients[0]![0]!;
    for (const i of rows) expected[1 + position(i)] = narrow.coefficients[0]![1 + i]!;
    expect(wide.report.converged).toBe(true);
    expect(largestDifference(wide.coefficients[0]!, expected)).toBeLessThan(1e-5);
  });
});

describe('options', () => {
  it.each([
    ['c', 0],
    ['c', NaN],
    ['c', Infinity],
    ['c', '1'],
    ['tolerance', -1],
    ['maxIterations', 1.5],
    ['solver', 'sag'],
  ])('refuses %s %s', (name, value) => {
    expect(() => logisticRegression({ [name]: value })).toThrow(new RegExp(`^logisticRegression: ${name} must be`));
  });

  it('suggests the option that was meant', () => {
    expect(() => logisticRegression({ tolerence: 1 } as object)).toThrow(/did you mean 'tolerance'\?/);
  });

  it('says so when it stopped early', () => {
    const { report } = fit({ kind: 'logisticRegression', maxIterations: 1 }, mixedProblem(2));
    expect(report).toMatchObject({ converged: false, iterations: 1 });
    expect(report.gradientNorm).toBeGreaterThan(1e-8);
  });
});
