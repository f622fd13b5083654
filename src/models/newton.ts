/**
 * Newton's method with line search, for objectives of so few variables that their Hessian can be factorised. A Hessian that hardly
 * changed over a step serves for the next one as well, which then costs a gradient only; but the last step has its own.
 */
import { factorise, solveFactorised } from './cholesky.ts';
import { lineSearch, type Minimum, positionAt, type StopRule, type TwiceDifferentiable } from './minimise.ts';

/** A Hessian whose step leaves less than this share of the gradient serves twice. */
const fewLeft = 1 / 20;

/** Minimises from `start`. Each iteration costs at most one Hessian and O(size^3 / 6). */
export function minimiseByNewton(
  objective: TwiceDifferentiable,
  start: Float64Array,
  { tolerance, maxIterations }: StopRule,
): Minimum {
  const factor = new Float64Array(objective.size * objective.size);
  let definite = false;
  /** Whether the step before took a Hessian that may serve once more. */
  let again = false;
  let position = positionAt(objective, start);
  let iterations = 0;
  while (position.norm > tolerance && iterations < maxIterations) {
    const kept: boolean = again;
    if (!kept) definite = factoriseHessian(objective, position.point, factor);
    const step = position.gradient.map((value) => -value);
    if (definite) solveFactorised(factor, objective.size, step);
    const next = lineSearch(objective, position, step);
    again = false;
    if (next === null && kept) continue;
    if (next === null) break;
    const left = next.norm / position.norm;
    again = !kept && left < fewLeft && next.norm * left > tolerance;
    position = next;
    iterations += 1;
  }
  const { point, norm } = position;
  return { point, converged: norm <= tolerance, iterations, gradientNorm: norm };
}

/** Where the Hessian is singular to working precision, just enough is added to its diagonal; false where nothing helps. */
function factoriseHessian(objective: TwiceDifferentiable, point: Float64Array, factor: Float64Array): boolean {
  const { size } = objective;
  for (let damping = 0; damping < Infinity; damping = damping === 0 ? 1e-12 : damping * 100) {
    objective.hessian(point, factor);
    for (let j = 0; j < size; j++) factor[j * size + j]! += damping;
    if (factorise(factor, size)) return true;
  }
  return false;
}
