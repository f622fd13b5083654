/** Random under-sampling: rows of the larger classes drawn at random, the others left out. */
import { continuedDraws, permutationOf } from './draws.ts';
import { underSample } from './keep.ts';
import { commonOptions, flagOption } from './options.ts';
import type { Compatibility, CompleteSpec, Sampler, StrategySpec } from './types.ts';

export interface RandomUnderOptions {
  readonly strategy?: StrategySpec;
  readonly compatibility?: Compatibility;
  /** Draw with replacement, so that a row may come more than once; default false. */
  readonly replacement?: boolean;
}

export interface RandomUnderSpec extends CompleteSpec {
  readonly kind: 'random-under';
  readonly replacement: boolean;
}

const kind = 'random-under';

/** `{ kind: 'random-under' }`: as many rows of the larger classes as the strategy says, drawn at random. */
export function randomUnder(options: RandomUnderOptions = {}): RandomUnderSpec {
  return randomUnderSampler.complete({ ...options });
}

/** Random under-sampling. O(rows). Any columns, missing values included. */
export const randomUnderSampler: Sampler<RandomUnderSpec> = {
  kind,
  title: 'random under-sampling',
  family: 'under',
  summary: 'keeps rows of the larger classes drawn at random and leaves the others out',
  columns: 'any',
  acceptsMissing: true,
  complete: (options) => ({
    kind,
    ...commonOptions(kind, 'under', options, { own: ['replacement'] }),
    replacement: flagOption(kind, options, 'replacement', false),
  }),
  resample: (spec, input, run) => {
    const drawsOf = continuedDraws(spec, run);
    return underSample(spec, input, ({ name, members, wanted }) => {
      const random = drawsOf(name);
      const drawn = spec.replacement
        ? Int32Array.from({ length: wanted }, () => random.integer(members.length))
        : permutationOf(random, members.length).subarray(0, wanted);
      return { rows: drawn.map((position) => members[position]!) };
    });
  },
};
