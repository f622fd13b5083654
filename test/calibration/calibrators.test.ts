/** The calibrators: one contract for all, and the answers of scikit-learn. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FittedBeta } from '../../src/calibration/beta.ts';
import type { FittedPlatt } from '../../src/calibration/platt.ts';
import { applyCalibrator, calibrators, fitCalibrator } from '../../src/calibration/registry.ts';
import type { FittedTemperature } from '../../src/calibration/temperature.ts';
import { stream } from '../../src/core/random.ts';

interface Fixture {
  readonly labels: readonly number[];
  readonly scores: readonly number[];
  readonly probabilities: readonly number[];
  readonly cases: readonly {
    readonly weights: readonly number[] | null;
    readonly platt: { readonly slope: number; readonly intercept: number };
    readonly isotonic: { readonly at: readonly number[]; readonly predicted: readonly number[] };
    readonly temperature: number;
    readonly beta: readonly [number, number, number];
  }[];
}
const fixture = JSON.parse(readFileSync(new URL('../fixtures/calibrators.json', import.meta.url), 'utf8')) as Fixture;
const labels = Uint8Array.from(fixture.labels);
const scores = Float64Array.from(fixture.scores);
const probabilities = Float64Array.from(fixture.probabilities);

const cases = fixture.cases.map((peer) => ({
  peer,
  weighted: peer.weights === null ? {} : { weights: Float64Array.from(peer.weights) },
  name: peer.weights === null ? 'plain' : 'weighted',
}));

describe.each(cases)('against scikit-learn, $name', ({ peer, weighted }) => {
  it('Platt: slope and intercept to 1e-5', () => {
    const { slope, intercept } = fitCalibrator('platt', { scores, labels, ...weighted }) as FittedPlatt;
    expect(slope).toBeCloseTo(peer.platt.slope, 5);
    expect(intercept).toBeCloseTo(peer.platt.intercept, 5);
  });
  it('isotonic: predictions to 1e-12, between, on and beyond the scores', () => {
    const model = fitCalibrator('isotonic', { scores, labels, ...weighted });
    const predicted = applyCalibrator(model, Float64Array.from(peer.isotonic.at));
    predicted.forEach((p, i) => void expect(p).toBeCloseTo(peer.isotonic.predicted[i]!, 12));
  });
  it('temperature to 1e-5', () => {
    const model = fitCalibrator('temperature', { scores: probabilities, labels, ...weighted }) as FittedTemperature;
    expect(model.temperature).toBeCloseTo(peer.temperature, 5);
  });
  it('beta: the optimum that scipy finds, to 1e-4', () => {
    const { a, b, c } = fitCalibrator('beta', { scores: probabilities, labels, ...weighted }) as FittedBeta;
    expect(a).toBeCloseTo(peer.beta[0], 4);
    expect(b).toBeCloseTo(peer.beta[1], 4);
    expect(c).toBeCloseTo(peer.beta[2], 4);
  });
});

it('Platt on the three rows of libsvm: a = -.20261, b = .65236', () => {
  const model = fitCalibrator('platt', {
    scores: Float64Array.of(5, -4, 1),
    labels: Uint8Array.of(1, 0, 0),
  }) as FittedPlatt;
  expect(model.slope).toBeCloseTo(0.20261354, 5);
  expect(model.intercept).toBeCloseTo(-0.65236315, 5);
});

describe.each([...calibrators.keys()])('the contract of %s', (kind) => {
  const input = { scores: probabilities, labels };
  const model = fitCalibrator(kind, input);
  const grid = Float64Array.from({ length: 101 }, (_, i) => i / 100);

  it('gives probabilities in the order of the scores', () => {
    const calibrated = applyCalibrator(model, grid);
    for (let i = 0; i < grid.length; i++) {
      expect(calibrated[i]).toBeGreaterThanOrEqual(0);
      expect(calibrated[i]).toBeLessThanOrEqual(1);
      if (i > 0) expect(calibrated[i]).toBeGreaterThanOrEqual(calibrated[i - 1]!);
      if (i > 0 && calibrators.get(kind)!.strict) expect(calibrated[i]).toBeGreaterThan(calibrated[i - 1]!);
    }
  });
  it('is plain data: a round trip through JSON changes nothing', () => {
    const read = JSON.parse(JSON.stringify(model)) as typeof model;
    expect(applyCalibrator(read, grid)).toEqual(applyCalibrator(model, grid));
  });
  it('whole weights equal repetition, weight 0 removal, and row order does not matter', () => {
    const random = stream(4, 'weights', kind);
    const weights = Float64Array.from(labels, () => random.integer(4));
    const rows = [...labels.keys()].flatMap((row) => Array.from({ length: weights[row]! }, () => row)).reverse();
    const repeated = {
      scores: Float64Array.from(rows, (row) => probabilities[row]!),
      labels: Uint8Array.from(rows, (row) => labels[row]!),
    };
    const a = applyCalibrator(fitCalibrator(kind, { ...input, weights }), grid);
    const b = applyCalibrator(fitCalibrator(kind, repeated), grid);
    a.forEach((p, i) => void expect(p).toBeCloseTo(b[i]!, 9));
  });
  it('has a finite answer where scores separate the classes', () => {
    const separable = { scores: Float64Array.of(0.1, 0.2, 0.3, 0.8, 0.9), labels: Uint8Array.of(0, 0, 0, 1, 1) };
    for (const p of applyCalibrator(fitCalibrator(kind, separable), grid)) expect(Number.isFinite(p)).toBe(true);
  });
  it('brings over-confident probabilities closer to the truth on new rows', () => {
    // True log-odds z, claimed 3 z: log loss on fresh rows must fall.
    const random = stream(5, 'overconfident', kind);
    const draw = (n: number) => {
      const z = Float64Array.from({ length: n }, () => 4 * random.uniform() - 3);
      return {
        scores: z.map((value) => 1 / (1 + Math.exp(-3 * value))),
        labels: Uint8Array.from(z, (value) => (random.uniform() < 1 / (1 + Math.exp(-value)) ? 1 : 0)),
      };
    };
    const fresh = draw(4000);
    const loss = (p: Float64Array) =>
      p.reduce((sum, value, i) => sum - Math.log(Math.max(1e-15, fresh.labels[i] === 1 ? value : 1 - value)), 0) /
      p.length;
    const calibrated = applyCalibrator(fitCalibrator(kind, draw(4000)), fresh.scores);
    expect(loss(calibrated)).toBeLessThan(0.9 * loss(fresh.scores));
  });
  it('refuses one class, NaN scores and unequal lengths', () => {
    expect(() => fitCalibrator(kind, { scores: Float64Array.of(0.1, 0.2), labels: Uint8Array.of(1, 1) })).toThrow(
      /labels must be of both classes/,
    );
    expect(() => fitCalibrator(kind, { scores: Float64Array.of(NaN, 0.2), labels: Uint8Array.of(1, 0) })).toThrow(
      /scores\[0\] must be .*, got NaN/,
    );
    expect(() => fitCalibrator(kind, { scores: Float64Array.of(0.2), labels: Uint8Array.of(1, 0) })).toThrow(
      /scores must be as many as labels \(2\)/,
    );
    expect(() => applyCalibrator(model, Float64Array.of(NaN))).toThrow(/scores\[0\] must be/);
  });
});

it('isotonic merges tied scores before pooling', () => {
  // .1 → 0; .2 twice → 1/2: not one block of three with 1/3.
  const model = fitCalibrator('isotonic', { scores: Float64Array.of(0.1, 0.2, 0.2), labels: Uint8Array.of(0, 0, 1) });
  expect(model).toEqual({ kind: 'isotonic', version: 1, x: [0.1, 0.2], y: [0, 0.5] });
});

it('an unknown calibrator is told the nearest', () => {
  expect(() => fitCalibrator('isotone', { scores, labels })).toThrow(
    /kind must be one of platt, isotonic, temperature, beta, got 'isotone'; did you mean 'isotonic'\?/,
  );
});
