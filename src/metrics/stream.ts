/** Streams of scores: exact, or in bounded memory with bounds on every answer. */
import { InputError } from '../core/errors.ts';
import { BoundedScoreStream } from './stream-bounded.ts';
import { ExactScoreStream } from './stream-exact.ts';
import type { ScoreStream, ScoreStreamState } from './stream-types.ts';

export interface ScoreStreamOptions {
  /** `exact` (default) keeps every distinct score; `bounded` keeps counts in at most `maxBins` bins. */
  readonly mode?: 'exact' | 'bounded';
  /** Scores are probabilities, checked to lie in [0, 1]; bounded streams are then as fine near 1 as near 0. */
  readonly probabilities?: boolean;
  /** For `bounded`: at least 16, defaults to 2048. */
  readonly maxBins?: number;
}

/** An empty stream. Throws `InputError` for an unknown mode or too few bins. */
export function scoreStream({
  mode = 'exact',
  probabilities = false,
  maxBins = 2048,
}: ScoreStreamOptions = {}): ScoreStream {
  if (mode === 'exact') return new ExactScoreStream({ probabilities });
  if (mode === 'bounded') return new BoundedScoreStream({ probabilities, maxBins });
  throw refuse('scoreStream', 'mode', "'exact' or 'bounded'", mode);
}

/** The stream whose `toJSON` (also parsed back from text) is given. Throws `InputError` for anything else. */
export function scoreStreamFromJSON(state: ScoreStreamState): ScoreStream {
  if (state?.format !== 'rareclass-score-stream' || state.version !== 1) {
    throw refuse('scoreStreamFromJSON', 'state', 'the state of a score stream, version 1', state);
  }
  if (state.mode === 'exact' && Array.isArray(state.scores)) return ExactScoreStream.fromState(state);
  if (state.mode === 'bounded' && Array.isArray(state.keys)) return BoundedScoreStream.fromState(state);
  throw refuse('scoreStreamFromJSON', 'state', 'exact or bounded, with its arrays', (state as { mode?: unknown }).mode);
}

function refuse(fn: string, argument: string, expected: string, received: unknown): InputError {
  return new InputError({ code: 'stream', fn, argument, expected, received });
}
