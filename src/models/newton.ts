/** Newton's method with line search, for objectives of so few variables that their Hessian can be factorised. */
import { factorise, solveFactorised } from './cholesky.ts';
import { lineSearch, type Minimum, maxNorm, positionAt, type StopRule, type TwiceDifferentiable } from './minimise.ts';

/** Minimises from `start`. Each iteration costs one Hessian and O(size^3 / 6). */
export function minimiseByNewton(
  objective: TwiceDifferentiable,
  start: Float64Array,
  { tolerance, maxIterations }: StopRule,
): Minimum {
  const hessian = new Float64Array(objective.size * objective.size);
  let position = positionAt(objective, start);
  let iterations = 0;
  while (maxNorm(position.gradient) > tolerance && iterations < maxIterations) {
    const next = lineSearch(objective, position, newtonStep(objective, hessian, position.point, position.gradient));
    if (next === null) break;
    position = next;
    iterations += 1;
  }
  const gradientNorm = maxNorm(position.gradient);
  return { point: position.point, converged: gradientNorm <= tolerance, iterations, gradientNorm };
}

/** -H⁻¹ g; where H is singular to working precision, with just enough added to its diagonal. */
function newtonStep(
  objective: TwiceDifferentiable,
  hessian: Float64Array,
  point: Float64Array,
  gradient: Float64Array,
): Float64Array {
  const { size } = objective;
  for (let damping = 0; damping < Infinity; damping = damping === 0 ? 1e-12 : damping * 100) {
    objective.hessian(point, hessian);
    for (let j = 0; j < size; j++) hessian[j * size + j]! += damping;
    if (!factorise(hessian, size)) continue;
    const step = gradient.map((value) => -value);
    solveFactorised(hessian, size, step);
    return step;
  }
  return gradient.map((value) => -value);
}
