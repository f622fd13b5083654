import { describe, expect, it } from 'vitest';
import { RandomState } from '../../src/core/random.ts';
import { factorise, solveFactorised } from '../../src/models/cholesky.ts';
import { packWeighted, weightedRows } from '../../src/models/design.ts';
import { minimiseByLbfgs } from '../../src/models/lbfgs.ts';
import { binaryObjective, sigmoid } from '../../src/models/logistic-binary.ts';
import { softmaxObjective } from '../../src/models/logistic-softmax.ts';
import type { Objective } from '../../src/models/minimise.ts';
import { mixedProblem } from './problems.ts';

const drawn = (size: number, seed: number) => {
  const random = new RandomState(seed);
  return Float64Array.from({ length: size }, () => random.normal());
};

function differences(objective: Objective, point: Float64Array): { gradient: Float64Array; numeric: Float64Array } {
  const gradient = new Float64Array(objective.size);
  objective.evaluate(point, gradient);
  const spare = new Float64Array(objective.size);
  const step = 1e-5;
  const numeric = point.map((value, j) => {
    const up = objective.evaluate(point.with(j, value + step), spare);
    return (up - objective.evaluate(point.with(j, value - step), spare)) / (2 * step);
  });
  return { gradient, numeric };
}

describe('objectives', () => {
  const binary = binaryObjective(packWeighted(weightedRows(mixedProblem(2))), 1, 0.01);
  const many = mixedProblem(4);
  const softmax = softmaxObjective(packWeighted(weightedRows(many)), many.labels, 4, 0.01);

  it.each([
    ['binary', binary],
    ['softmax', softmax],
  ])('%s gradients agree with finite differences', (_, objective) => {
    const { gradient, numeric } = differences(objective, drawn(objective.size, 1));
    gradient.forEach((value, j) => {
      expect(value).toBeCloseTo(numeric[j]!, 7);
    });
  });

  it('the binary Hessian agrees with differences of the gradient', () => {
    const point = drawn(binary.size, 2);
    const hessian = new Float64Array(binary.size ** 2);
    binary.hessian(point, hessian);
    const step = 1e-5;
    for (let j = 0; j < binary.size; j++) {
      const [up, down] = [new Float64Array(binary.size), new Float64Array(binary.size)];
      binary.evaluate(point.with(j, point[j]! + step), up);
      binary.evaluate(point.with(j, point[j]! - step), down);
      for (let i = j; i < binary.size; i++) {
        expect(hessian[i * binary.size + j]).toBeCloseTo((up[i]! - down[i]!) / (2 * step), 7);
      }
    }
  });

  it('the sigmoid neither overflows nor loses small probabilities', () => {
    expect([sigmoid(-1000), sigmoid(1000), sigmoid(0)]).toEqual([0, 1, 0.5]);
    expect(sigmoid(-100) / Math.exp(-100)).toBeCloseTo(1, 12);
  });
});

describe('Cholesky', () => {
  it('factors and solves a matrix worked by hand', () => {
    // [[4, 2], [2, 5]] = L Lᵀ with L = [[2, 0], [1, 2]]; its product with (1, -1) is (2, -3).
    const matrix = Float64Array.of(4, NaN, 2, 5);
    expect(factorise(matrix, 2)).toBe(true);
    expect([matrix[0], matrix[2], matrix[3]]).toEqual([2, 1, 2]);
    const vector = Float64Array.of(2, -3);
    solveFactorised(matrix, 2, vector);
    expect([...vector]).toEqual([1, -1]);
  });

  it.each([3, 4, 5, 11])('the factor times its transpose is the matrix again (%d rows)', (size) => {
    // B Bᵀ + I for any B is positive definite.
    const root = drawn(size * size, size);
    const entry = (from: Float64Array, i: number, j: number, terms: number) => {
      let sum = 0;
      for (let k = 0; k < terms; k++) sum += from[i * size + k]! * from[j * size + k]!;
      return sum;
    };
    const matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) matrix[i * size + j] = entry(root, i, j, size) + (i === j ? 1 : 0);
    }
    const factor = matrix.slice();
    expect(factorise(factor, size)).toBe(true);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) expect(entry(factor, i, j, j + 1)).toBeCloseTo(matrix[i * size + j]!, 10);
    }
  });

  it('says when a matrix is not positive definite', () => {
    expect(factorise(Float64Array.of(1, 0, 2, 1), 2)).toBe(false);
    expect(factorise(Float64Array.of(NaN), 1)).toBe(false);
    const last = Float64Array.from({ length: 64 }, (_, at) => (at % 9 === 0 ? 1 : 0));
    last[63] = -1;
    expect(factorise(last, 8)).toBe(false);
  });
});

describe('L-BFGS', () => {
  it('finds the minimum of a badly scaled quadratic whose metric knows nothing', () => {
    const scales = Float64Array.of(1e-3, 1, 1e3, 1e5);
    const target = [3, -2, 1, 0.5];
    const quadratic: Objective = {
      size: 4,
      evaluate: (point, gradient) => {
        let value = 0;
        scales.forEach((scale, j) => {
          const off = point[j]! - target[j]!;
          gradient[j] = scale * off;
          value += (scale / 2) * off * off;
        });
        return value;
      },
      metric: () => () => {},
    };
    const found = minimiseByLbfgs(quadratic, new Float64Array(4), { tolerance: 1e-9, maxIterations: 500 });
    expect(found.converged).toBe(true);
    found.point.forEach((value, j) => {
      expect(value).toBeCloseTo(target[j]!, 5);
    });
  });
});
