/** Polynom-fit-SMOTE: rows along lines and curves laid through a whole class, without any neighbours. */

import { wordOption } from '../core/options.ts';
import type { Points } from '../kernels/points.ts';
import { takePoints } from '../kernels/points.ts';
import { allocate } from './allocate.ts';
import { classDraws } from './draws.ts';
import { fitPolynomials, polynomialAt } from './fit-polynomials.ts';
import { commonOptions, countOption } from './options.ts';
import { type ClassOutcome, type ClassTask, overSample } from './over-sample.ts';
import type { CompleteSpec, Run, Sampler, SamplerInput, StrategySpec, Synthetic } from './types.ts';

export interface PolynomFitOptions {
  readonly strategy?: StrategySpec;
  /** `star`: towards the mean of the class; `bus`: between each row and the next; `poly`: along a fitted curve. Default star. */
  readonly topology?: 'star' | 'bus' | 'poly';
  /** Degree of the curve of `poly`, at least 1; default 3. */
  readonly degree?: number;
}

export interface PolynomFitSpec extends CompleteSpec {
  readonly kind: 'polynom-fit';
  readonly topology: 'star' | 'bus' | 'poly';
  readonly degree: number;
}

const kind = 'polynom-fit';

/** `{ kind: 'polynom-fit', topology: 'star' }`: rows along lines or curves through a class. */
export function polynomFit(options: PolynomFitOptions = {}): PolynomFitSpec {
  return polynomFitSampler.complete({ ...options });
}

/**
 * Polynom-fit-SMOTE. `star` and `bus` draw nothing at random: their rows stand evenly on each line, as many lines getting one
 * more as are needed for the exact number. `bus` joins rows in the order they come, so it alone depends on that order. `poly`
 * orders the class by the mean of its columns, fits each column by a polynomial in the rank, and draws ranks. Numeric columns
 * only. O(rows made x columns).
 *
 * Source: Gazzah and Essoukri Ben Amara (2008), doi:10.1109/DAS.2008.74.
 */
export const polynomFitSampler: Sampler<PolynomFitSpec> = {
  kind,
  title: 'polynom-fit-SMOTE',
  family: 'over',
  summary: 'makes rows on lines to the mean of a class, between its rows in turn, or on a curve fitted through it',
  columns: 'numeric',
  acceptsMissing: false,
  complete: (options) => ({
    kind,
    ...commonOptions(kind, 'over', options, { own: ['topology', 'degree'], inPeer: false }),
    topology: wordOption(kind, options, 'topology', ['star', 'bus', 'poly']),
    degree: countOption(kind, options, 'degree', 3),
  }),
  resample: (spec, input, run) => overSample(spec, input, (task) => makeClass(spec, input, run, task)),
};

function makeClass(spec: PolynomFitSpec, input: SamplerInput, run: Run, task: ClassTask): ClassOutcome {
  if (spec.topology === 'poly') return { synthetic: onCurve(spec, input, run, task) };
  if (spec.topology === 'bus' && task.members.length > 1) return { synthetic: betweenRows(input, task) };
  return { synthetic: towardsMean(input, task) };
}

/** Rows `lines[i]` evenly inside line i: at 1/(n + 1), 2/(n + 1) … of it. */
function alongLines(lines: Int32Array): { readonly line: Int32Array; readonly step: Float64Array } {
  const line: number[] = [];
  const step: number[] = [];
  lines.forEach((count, i) => {
    for (let j = 1; j <= count; j++) {
      line.push(i);
      step.push(j / (count + 1));
    }
  });
  return { line: Int32Array.from(line), step: Float64Array.from(step) };
}

function towardsMean({ values }: SamplerInput, { members, wanted }: ClassTask): Synthetic {
  const { line, step } = alongLines(allocate(new Uint8Array(members.length).fill(1), wanted));
  const mean = meanOf(takePoints(values, members));
  const base = line.map((i) => members[i]!);
  const made = takePoints(values, base);
  for (let i = 0, at = 0; i < wanted; i++) {
    for (const centre of mean) {
      made.values[at]! += step[i]! * (centre - made.values[at]!);
      at++;
    }
  }
  return { values: made, categories: [], base, neighbour: new Int32Array(wanted).fill(-1), step };
}

function betweenRows({ values }: SamplerInput, { members, wanted }: ClassTask): Synthetic {
  const { line, step } = alongLines(allocate(new Uint8Array(members.length - 1).fill(1), wanted));
  const base = line.map((i) => members[i]!);
  const neighbour = line.map((i) => members[i + 1]!);
  const made = takePoints(values, base);
  const towards = takePoints(values, neighbour);
  for (let i = 0; i < made.values.length; i++) {
    made.values[i]! += step[Math.floor(i / values.dimensions)]! * (towards.values[i]! - made.values[i]!);
  }
  return { values: made, categories: [], base, neighbour, step };
}

function onCurve(spec: PolynomFitSpec, input: SamplerInput, run: Run, { members, wanted, name }: ClassTask): Synthetic {
  const { dimensions } = input.values;
  const order = byMean(takePoints(input.space, members), members);
  const curves = fitPolynomials(takePoints(input.values, order), spec.degree);
  const random = classDraws(spec, run, name);
  const last = Math.max(1, order.length - 1);
  const values = new Float64Array(wanted * dimensions);
  const base = new Int32Array(wanted);
  for (let i = 0, at = 0; i < wanted; i++) {
    const place = random.uniform();
    base[i] = order[Math.round(place * (order.length - 1))]!;
    for (let d = 0; d < dimensions; d++, at++)
      values[at] = polynomialAt(curves[d]!, order.length > 1 ? place * last : 0, last);
  }
  const step = new Float64Array(wanted).fill(Number.NaN);
  return {
    values: { count: wanted, dimensions, values },
    categories: [],
    base,
    neighbour: new Int32Array(wanted).fill(-1),
    step,
  };
}

/** Rows in ascending order of the mean of their columns, ties by row. */
function byMean({ dimensions, values }: Points, rows: Int32Array): Int32Array {
  const means = Array.from(rows, (_, i) => {
    let sum = 0;
    for (let d = 0; d < dimensions; d++) sum += values[i * dimensions + d]!;
    return sum;
  });
  const order = [...means.keys()].sort((a, b) => means[a]! - means[b]! || a - b);
  return Int32Array.from(order, (i) => rows[i]!);
}

function meanOf({ count, dimensions, values }: Points): Float64Array {
  const mean = new Float64Array(dimensions);
  for (let i = 0, at = 0; i < count; i++) for (let d = 0; d < dimensions; d++, at++) mean[d]! += values[at]! / count;
  return mean;
}
