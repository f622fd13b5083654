/** What every classifier promises, run over the whole registry. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.ts';
import { RandomState } from '../../src/core/random.ts';
import { classifiers, completeSpec, fitModel, predictModel } from '../../src/models/registry.ts';
import type { Features, FitInput, FittedModel } from '../../src/models/types.ts';
import { featuresOf, largestDifference, logLoss, mixedProblem, separableProblem, takeRows } from './problems.ts';

interface Case {
  /** Knowing nothing, it answers with the class shares (and not with a hard decision). */
  readonly answersPrior: boolean;
  /** How far probabilities may move when rows are reordered or repeated. */
  readonly tolerance: number;
}

const cases = new Map<string, Case>([
  ['majority', { answersPrior: false, tolerance: 0 }],
  ['prevalence', { answersPrior: true, tolerance: 1e-15 }],
  ['logisticRegression', { answersPrior: true, tolerance: 1e-6 }],
]);

it('every classifier is in this suite', () => {
  expect([...cases.keys()]).toEqual([...classifiers.keys()]);
});

const fitAndPredict = (kind: string, input: FitInput, on: Features = input.features) =>
  predictModel(fitModel(kind, input), on);

describe.each([...cases])('%s', (kind, { answersPrior, tolerance }) => {
  const { dummy } = classifiers.get(kind)!;

  describe.each([2, 4])('with %d classes', (classCount) => {
    const mixed = mixedProblem(classCount);
    const { features, labels } = mixed;
    const rows = Array.from(labels.keys());

    it('gives probabilities that sum to 1', () => {
      const probabilities = fitAndPredict(kind, mixed);
      expect(probabilities.length).toBe(features.rowCount * classCount);
      for (const i of rows) {
        const row = probabilities.subarray(i * classCount, (i + 1) * classCount);
        expect(row.every((p) => p >= 0 && p <= 1)).toBe(true);
        expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
      }
    });

    it('is deterministic, and survives JSON to the last bit', () => {
      const model = fitModel(kind, mixed);
      expect(fitModel(kind, mixed)).toEqual(model);
      const revived = JSON.parse(JSON.stringify(model)) as FittedModel;
      expect(revived).toEqual(model);
      expect(predictModel(revived, features)).toEqual(predictModel(model, features));
    });

    it('leaves its input alone', () => {
      const before = JSON.stringify(mixed);
      fitAndPredict(kind, mixed);
      expect(JSON.stringify(mixed)).toBe(before);
    });

    it('does not mind the order of the rows', () => {
      const shuffled = [...new RandomState(5).shuffle(rows.slice())];
      const reordered = fitAndPredict(kind, takeRows(mixed, shuffled), features);
      expect(largestDifference(reordered, fitAndPredict(kind, mixed))).toBeLessThanOrEqual(tolerance);
    });

    it('takes weight 2 for repetition and weight 0 for removal', () => {
      const times = rows.map((i) => i % 3);
      const repeated = takeRows(
        mixed,
        rows.flatMap((i) => new Array<number>(times[i]!).fill(i)),
      );
      const weighted = { ...mixed, weights: Float64Array.from(times) };
      const difference = largestDifference(fitAndPredict(kind, weighted), fitAndPredict(kind, repeated, features));
      expect(difference).toBeLessThanOrEqual(tolerance);
      // The weights do something: otherwise the comparison above could not fail.
      if (answersPrior) {
        expect(largestDifference(fitAndPredict(kind, weighted), fitAndPredict(kind, mixed))).toBeGreaterThan(1e-3);
      }
    });

    it('learns what can be learned, unless it is a dummy', () => {
      const separable = separableProblem(classCount);
      const loss = logLoss(fitAndPredict(kind, separable), separable.labels, classCount);
      const floor = logLoss(fitAndPredict('prevalence', separable), separable.labels, classCount);
      if (dummy) expect(loss).toBeGreaterThanOrEqual(floor - 1e-12);
      else expect(loss).toBeLessThan(0.2 * floor);
    });

    it('answers a constant column with what it knows without', () => {
      const constant = featuresOf([rows.map(() => 1)]);
      const probabilities = fitAndPredict(kind, { ...mixed, features: constant });
      const expected = fitAndPredict(answersPrior ? 'prevalence' : 'majority', mixed);
      expect(largestDifference(probabilities, expected)).toBeLessThan(1e-6);
    });

    it('stays near the class shares on pure noise', () => {
      const random = new RandomState(3);
      const noise = Array.from({ length: 2 }, () => Array.from({ length: 4000 }, () => random.normal()));
      const shares = [0.9, 0.1, 0, 0].slice(0, classCount);
      if (classCount === 4) shares.splice(0, 4, 0.7, 0.1, 0.1, 0.1);
      const drawn = noise[0]!.map(() => {
        const u = random.uniform();
        let k = 0;
        for (let passed = shares[0]!; u >= passed && k < classCount - 1; passed += shares[++k]!);
        return k;
      });
      const input = { features: featuresOf(noise), labels: Int32Array.from(drawn), classCount, seed: 1 };
      const probabilities = fitAndPredict(kind, input);
      const expected = fitAndPredict(answersPrior ? 'prevalence' : 'majority', input);
      const distance = probabilities.reduce((sum, p, i) => sum + Math.abs(p - expected[i]!), 0) / probabilities.length;
      expect(distance).toBeLessThan(0.02);
    });

    it('gives a class without training rows probability 0', () => {
      const without = takeRows({ ...mixed, classCount: classCount + 1 }, rows);
      const probabilities = fitAndPredict(kind, without);
      for (const i of rows) expect(probabilities[i * (classCount + 1) + classCount]).toBe(0);
      const others = probabilities.filter((_, at) => at % (classCount + 1) !== classCount);
      expect(largestDifference(others, fitAndPredict(kind, mixed))).toBeLessThan(1e-12);
    });
  });

  it('refuses a single class with advice, unless it is a dummy', () => {
    const mixed = mixedProblem(2);
    const single = { ...mixed, weights: Float64Array.from(mixed.labels, (label) => (label === 0 ? 1 : 0)) };
    if (dummy) expect([...fitAndPredict(kind, single).slice(0, 2)]).toEqual([1, 0]);
    else expect(() => fitModel(kind, single)).toThrow(/at least 2 classes .* got 'only class 0'; use fewer folds/);
  });

  it('refuses options it does not have', () => {
    expect(() => completeSpec({ kind, sea: 1 })).toThrow(InputError);
    expect(() => fitModel({ kind, sea: 1 }, mixedProblem(2))).toThrow(/'sea'/);
    const complete = completeSpec(kind);
    expect(complete.kind).toBe(kind);
    expect(completeSpec(JSON.parse(JSON.stringify(complete)))).toEqual(complete);
  });

  it.each(refusals())('refuses %s', (_, spoilt, message) => {
    expect(() => fitModel(kind, spoilt)).toThrow(InputError);
    expect(() => fitModel(kind, spoilt)).toThrow(message);
  });

  it('refuses to predict from other features than it was fitted on', () => {
    const mixed = mixedProblem(2);
    const model = fitModel(kind, mixed);
    const renamed = { ...mixed.features, names: mixed.features.names.map((name) => name.toUpperCase()) };
    expect(() => predictModel(model, renamed)).toThrow(/feature 0 must be 'feature 0', got 'FEATURE 0'/);
    expect(() => predictModel(model, featuresOf([[1]]))).toThrow(/features must be the 6 of the fit, got 1/);
    const spoilt = { ...mixed.features, numeric: mixed.features.numeric.map((values) => values.with(3, NaN)) };
    expect(() => predictModel(model, spoilt)).toThrow(/feature 'feature 0' of row 3 must be finite, got NaN/);
  });
});

function refusals(): [string, FitInput, RegExp][] {
  const good = mixedProblem(2);
  const { features, labels } = good;
  const ones = new Float64Array(labels.length).fill(1);
  const spoilNumeric = (value: number) => ({
    ...features,
    numeric: features.numeric.map((values) => values.with(5, value)),
  });
  const spoilCode = (code: number) => ({
    ...features,
    blocks: features.blocks.map((block) => ({ ...block, codes: block.codes.with(5, code) })),
  });
  return [
    ['NaN in a feature', { ...good, features: spoilNumeric(NaN) }, /row 5 must be finite, got NaN/],
    ['an infinite feature', { ...good, features: spoilNumeric(Infinity) }, /row 5 must be finite, got Infinity/],
    ['an indicator out of range', { ...good, features: spoilCode(4) }, /a code from -1 to 3, got 4/],
    ['names that are not one per feature', { ...good, features: { ...features, names: [] } }, /one per feature \(6\)/],
    [
      'a label out of range',
      { ...good, labels: labels.with(2, 2) },
      /labels\[2\] must be a class code from 0 to 1, got 2/,
    ],
    ['labels of another length', { ...good, labels: labels.slice(1) }, /labels must be one per row \(160\)/],
    ['a NaN weight', { ...good, weights: ones.with(4, NaN) }, /weights\[4\] must be finite and at least 0, got NaN/],
    ['a negative weight', { ...good, weights: ones.with(4, -1) }, /weights\[4\] must be finite/],
    ['no weight at all', { ...good, weights: ones.map(() => 0) }, /at least one row of positive weight/],
    ['a seed that is no whole number', { ...good, seed: 0.5 }, /seed must be a whole number/],
    ['NaN classes', { ...good, classCount: NaN }, /classCount must be a whole number/],
  ];
}
