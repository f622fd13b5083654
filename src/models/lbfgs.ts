/**
 * Limited-memory BFGS, for objectives of many variables. The starting metric is the objective's own approximation of its
 * inverse Hessian, brought up to date as the iterations go on.
 *
 * Source: Liu and Nocedal (1989), doi:10.1007/BF01589116.
 */
import {
  dot,
  fullPrecision,
  lineSearch,
  type Metric,
  type Minimum,
  type Objective,
  type Position,
  positionAt,
  type StopRule,
} from './minimise.ts';

/** Pairs of step and change of gradient that are remembered. */
const memory = 20;

/**
 * The metric is made anew after this many iterations, and whenever they are four times as many: later where rounding is rough,
 * since evaluations are then cheap beside it.
 */
const firstRefresh = { fine: 3, rough: 6 };

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  /** 1 / (step · change). */
  readonly rho: number;
}

/** Minimises from `start`. Each iteration costs one or a few evaluations and O(size). */
export function minimiseByLbfgs(
  objective: Objective,
  start: Float64Array,
  { tolerance, maxIterations }: StopRule,
): Minimum {
  let metric = objective.metric(start);
  let nextRefresh = objective.rounding === undefined ? firstRefresh.fine : firstRefresh.rough;
  const pairs: Pair[] = [];
  let position = positionAt(objective, start);
  const { patience } = objective.rounding ?? fullPrecision;
  /** Rough objectives are of rows enough, and as near to standard, that their metric needs no scale. */
  const scaled = objective.rounding === undefined;
  let best = position;
  let iterations = 0;
  let bestAt = 0;
  while (best.norm > tolerance && iterations < maxIterations && iterations - bestAt < patience) {
    if (iterations === nextRefresh) {
      metric = objective.metric(position.point);
      nextRefresh *= 4;
    }
    const next = lineSearch(objective, position, direction(pairs, metric, scaled, position.gradient));
    if (next !== null) {
      remember(pairs, position, next);
      position = next;
      iterations += 1;
      if (position.norm < best.norm) {
        best = position;
        bestAt = iterations;
      }
    } else if (pairs.length > 0) {
      // Rounding has spoilt the memory: once more along the steepest descent.
      pairs.length = 0;
    } else {
      break;
    }
  }
  const { point, norm } = best;
  return { point, converged: norm <= tolerance, iterations, gradientNorm: norm };
}

function remember(pairs: Pair[], from: Position, to: Position): void {
  const step = to.point.map((value, i) => value - from.point[i]!);
  const change = to.gradient.map((value, i) => value - from.gradient[i]!);
  const product = dot(step, change);
  if (!(product > 0 && 1 / product < Infinity)) return;
  pairs.push({ step, change, rho: 1 / product });
  if (pairs.length > memory) pairs.shift();
}

/** The two-loop recursion: minus the approximate inverse Hessian times the gradient. */
function direction(pairs: readonly Pair[], metric: Metric, scaled: boolean, gradient: Float64Array): Float64Array {
  const result = gradient.map((value) => -value);
  const factors: number[] = [];
  for (const { step, change, rho } of [...pairs].reverse()) {
    const factor = rho * dot(step, result);
    factors.push(factor);
    for (let i = 0; i < result.length; i++) result[i]! -= factor * change[i]!;
  }
  metric(result);
  const scale = scaled ? metricScale(pairs.at(-1), metric) : 1;
  for (let i = 0; i < result.length; i++) result[i]! *= scale;
  for (const { step, change, rho } of pairs) {
    const factor = factors.pop()! - rho * dot(change, result);
    for (let i = 0; i < result.length; i++) result[i]! += factor * step[i]!;
  }
  return result;
}

/** How much the last step says the metric is off. */
function metricScale(last: Pair | undefined, metric: Metric): number {
  if (last === undefined) return 1;
  const image = last.change.slice();
  metric(image);
  const product = dot(last.change, image);
  return product > 0 ? 1 / (last.rho * product) : 1;
}
