/** Samplers of the caller's own making. */
import { finish, type Outcome } from './result.ts';
import type { Run, Sampler, SamplerInput } from './types.ts';

/** What a function of the caller has to say: which rows it keeps, and which it made. */
export type CustomOutcome = Omit<Outcome, 'asked'> & Partial<Pick<Outcome, 'asked'>>;

export interface CustomSamplerOptions
  extends Partial<Pick<Sampler, 'family' | 'columns' | 'acceptsMissing' | 'summary'>> {
  /** Plain English for reports; defaults to the kind. */
  readonly title?: string;
}

/**
 * A sampler from a function. It can be given wherever a specification is expected; labels, report and warnings are worked out
 * from the rows it returns. The function must draw only from streams of `run.seed`, or results will not repeat.
 */
export function customSampler(
  kind: string,
  work: (input: SamplerInput, run: Run) => CustomOutcome,
  options: CustomSamplerOptions = {},
): Sampler {
  const {
    title = kind,
    family = 'over',
    columns = 'any',
    acceptsMissing = true,
    summary = 'a function of your own',
  } = options;
  return {
    kind,
    title,
    family,
    summary,
    columns,
    acceptsMissing,
    complete: (given) => ({ ...given, kind }),
    resample: (_, input, run) => finish(kind, input, { asked: input.classes.map(() => null), ...work(input, run) }),
  };
}
