/** What the minimisers of smooth convex objectives share: the contract of an objective, when to stop, the line search. */

/** A smooth convex function of `size` variables. */
export interface Objective {
  readonly size: number;
  /** The value at a point; fills `gradient`. */
  readonly evaluate: (point: Float64Array, gradient: Float64Array) => number;
  /** A cheap approximation of the inverse Hessian at a point: the function given back multiplies a vector by it in place. */
  readonly metric: (point: Float64Array) => Metric;
  /** How large a gradient is, for the rule when to stop; its largest absolute entry unless told. */
  readonly norm?: (gradient: Float64Array) => number;
  /** How far values can be trusted; as those of full precision unless told. */
  readonly rounding?: Rounding;
}

export interface Rounding {
  /** Relative error that may be in a value. */
  readonly valueNoise: number;
  /** Steps along one direction after which no smaller one makes a difference. */
  readonly maxTrials: number;
  /** Iterations without a smaller gradient than before after which there will be none. */
  readonly patience: number;
}

export type Metric = (vector: Float64Array) => void;

export interface TwiceDifferentiable extends Objective {
  /** Overwrites the lower triangle of `into` (size * size, row-major) with the Hessian. */
  readonly hessian: (point: Float64Array, into: Float64Array) => void;
}

export interface StopRule {
  /** Stop where the gradient is no larger than this. */
  readonly tolerance: number;
  readonly maxIterations: number;
}

export interface Minimum {
  readonly point: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
  readonly gradientNorm: number;
}

/** Where a minimiser stands: a point with its value and gradient, and how large that is. */
export interface Position {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly norm: number;
}

export function positionAt({ size, evaluate, norm = maxNorm }: Objective, point: Float64Array): Position {
  const gradient = new Float64Array(size);
  const value = evaluate(point, gradient);
  return { point, value, gradient, norm: norm(gradient) };
}

/** Largest absolute entry. */
export function maxNorm(vector: Float64Array): number {
  let norm = 0;
  for (const value of vector) norm = Math.max(norm, Math.abs(value));
  return norm;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

const sufficientDecrease = 1e-4;
const curvatureShare = 0.9;
/** Of sums over many rows. */
export const fullPrecision: Rounding = { valueNoise: 1e-10, maxTrials: 60, patience: Infinity };

/**
 * A step along a direction of descent that satisfies the Wolfe conditions, found by doubling and bisection from step 1; null
 * where rounding leaves none. Close to the minimum, where differences of values drown in rounding, the approximate Wolfe
 * conditions judge the step by slopes alone.
 *
 * Source: Hager and Zhang (2005), doi:10.1137/030601880.
 */
export function lineSearch(objective: Objective, from: Position, direction: Float64Array): Position | null {
  const { valueNoise, maxTrials } = objective.rounding ?? fullPrecision;
  const slope = dot(from.gradient, direction);
  if (!(slope < 0)) return null;
  let low = 0;
  let high = Infinity;
  let step = 1;
  for (let trial = 0; trial < maxTrials; trial++) {
    const next = positionAt(
      objective,
      from.point.map((value, i) => value + step * direction[i]!),
    );
    const nextSlope = dot(next.gradient, direction);
    const decreases = next.value <= from.value + sufficientDecrease * step * slope;
    const levels =
      next.value <= from.value + valueNoise * Math.abs(from.value) &&
      nextSlope <= -(1 - 2 * sufficientDecrease) * slope;
    if (!(decreases || levels)) high = step;
    else if (nextSlope < curvatureShare * slope) low = step;
    else return next;
    step = high === Infinity ? 2 * step : (low + high) / 2;
  }
  return null;
}
