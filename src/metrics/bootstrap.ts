/**
 * Bootstrap intervals of whatever gap counts tell: the areas, or any function of the ranking. All statistics asked for share
 * their replicates. Where a closed form exists (intervals.ts) it is quicker and covers better at few positives.
 */
import { InputError } from '../core/errors.ts';
import { stream } from '../core/random.ts';
import { type BootstrapInterval, bcaInterval, percentileInterval } from '../stats/bootstrap.ts';
import { checkLevel } from '../stats/checks.ts';
import { type GapDraw, resampledGaps, resampledGroups } from './bootstrap-draws.ts';
import { type CountStatistic, groupPulls, rowPulls } from './bootstrap-pulls.ts';
import { type GapCounts, gapCounts } from './gaps.ts';
import { averagePrecisionInfluence, rocAucInfluence } from './influence.ts';
import { averagePrecisionOf, bothAreas, rocAucOf } from './ranking.ts';
import type { Scores } from './types.ts';

export type Sampling = 'stratified' | 'plain' | 'groups';

export interface CountBootstrapOptions {
  /**
   * `stratified`: class sizes fixed; `plain`: class sizes vary as in samples of all rows; `groups`: whole groups are drawn.
   * Defaults to `groups` where the scores have groups, else to `stratified`.
   */
  readonly sampling?: Sampling;
  /** Defaults to `percentile`. BCa is corrected for bias and skewness, and wants some thousand replicates. */
  readonly kind?: 'percentile' | 'bca';
  /** Coverage, (0, 1); defaults to 0.95. */
  readonly level?: number;
  /** Whole number of at least 1; defaults to 2000. */
  readonly replicates?: number;
  /** Whole number in [0, 2^32 - 1]; defaults to 42. */
  readonly seed?: number;
}

/** An interval (null where more than one replicate in twenty was undefined) with what it was made of. */
export interface CountBootstrap extends BootstrapInterval {
  /** The statistic of the sample itself. */
  readonly estimate: number | null;
  /** Standard deviation of the defined replicates; NaN with fewer than two. */
  readonly standardError: number;
}

/** The two areas, as statistics for `bootstrapCounts`. */
export const areaStatistics: { readonly rocAuc: CountStatistic; readonly averagePrecision: CountStatistic } = {
  rocAuc: { value: (gaps) => rocAucOf(gaps).value, influence: rocAucInfluence },
  averagePrecision: { value: (gaps) => averagePrecisionOf(gaps).value, influence: averagePrecisionInfluence },
};

/**
 * Bootstraps statistics of the ranking, by default both areas. O(N + P log P) once and O(P) for each replicate and statistic;
 * O(N) for each replicate by group. BCa of a statistic without an influence function leaves out each place of the ranking (or
 * each group) in turn, O(P^2). Throws `InputError` for `groups` without groups. A statistic that is undefined for the sample
 * has no interval.
 */
export function bootstrapCounts<Name extends string = keyof typeof areaStatistics>(
  scores: Scores,
  statistics: Readonly<Record<Name, CountStatistic>> = areaStatistics as Readonly<Record<Name, CountStatistic>>,
  options: CountBootstrapOptions = {},
): Record<Name, CountBootstrap> {
  const { sampling = scores.groups === undefined ? 'stratified' : 'groups', kind = 'percentile' } = options;
  const { level = 0.95, replicates = 2000, seed = 42 } = options;
  checkLevel('bootstrapCounts', level);
  if (!(Number.isInteger(replicates) && replicates >= 1))
    throw refuse('replicates', 'a whole number of at least 1', replicates);
  const gaps = gapCounts(scores);
  const names = Object.keys(statistics) as Name[];
  const draw = drawOf(scores, gaps, sampling);
  const random = stream(seed, 'bootstrap counts', sampling);
  const valuesOf = readerOf(statistics);
  const replicated = Array.from({ length: replicates }, () => valuesOf(draw(random)));
  const drawn = { stratified: 'stratified bootstrap', plain: 'bootstrap', groups: 'bootstrap by group' }[sampling];
  const intervalOf = (name: Name): CountBootstrap => {
    const statistic = statistics[name];
    const values = Float64Array.from(replicated, (of) => of[name] ?? NaN);
    const estimate = statistic.value(gaps);
    const percentile = percentileInterval(values, { level, drawn });
    const rest = { estimate, standardError: deviation(values) };
    if (estimate === null) return { ...percentile, interval: null, ...rest };
    if (kind === 'percentile') return { ...percentile, ...rest };
    const pulls =
      sampling === 'groups' ? groupPulls(statistic, scores, scores.groups!, gaps) : rowPulls(statistic, gaps, sampling);
    const jackknife = pulls.values.map((value) => -value);
    return { ...bcaInterval(values, { level, drawn, estimate, jackknife, multiplicities: pulls.times }), ...rest };
  };
  return byName(names, intervalOf);
}

function byName<Name extends string, Answer>(names: readonly Name[], of: (name: Name) => Answer): Record<Name, Answer> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Answer>;
}

/** Reads all statistics off a replicate; the two areas by one walk. */
function readerOf<Name extends string>(
  statistics: Readonly<Record<Name, CountStatistic>>,
): (gaps: GapCounts) => Record<Name, number | null> {
  if ((statistics as unknown) === areaStatistics) return bothAreas as (gaps: GapCounts) => Record<Name, number | null>;
  const names = Object.keys(statistics) as Name[];
  return (gaps) => byName(names, (name) => statistics[name].value(gaps));
}

function drawOf(scores: Scores, gaps: GapCounts, sampling: Sampling): GapDraw {
  if (sampling !== 'groups') return resampledGaps(gaps, { sampling });
  if (scores.groups === undefined) throw refuse('sampling', 'one for which the scores have what it takes', sampling);
  return resampledGroups(scores, scores.groups, gaps);
}

function deviation(values: Float64Array): number {
  const kept = values.filter((value) => !Number.isNaN(value));
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  return Math.sqrt(kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (kept.length - 1));
}

function refuse(argument: string, expected: string, received: unknown): InputError {
  const advice = received === 'groups' ? { advice: 'give each row its group' } : {};
  return new InputError({ code: 'bootstrap', fn: 'bootstrapCounts', argument, expected, received, ...advice });
}
