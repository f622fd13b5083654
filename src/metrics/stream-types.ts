/** The contract of streams: metrics over batches and shards that merge to the answer of the whole. */
import type { ThresholdCounts } from './counts.ts';
import type { BinaryScoresInput } from './scores.ts';

/** Rows of one batch; `Scores` are batches too. Empty batches are fine. */
export type ScoreBatch = Pick<BinaryScoresInput, 'labels' | 'scores' | 'weights'>;

/** A number that lies between two others for certain; all three are equal where it is known exactly. */
export type Bounded =
  | { readonly low: number; readonly value: number; readonly high: number; readonly reason?: undefined }
  | { readonly value: null; readonly reason: string };

export interface StreamValue {
  /** Rows (weight) seen. */
  readonly n: number;
  readonly nPositive: number;
  readonly rocAuc: Bounded;
  readonly averagePrecision: Bounded;
}

/** Metrics of the decision score >= threshold. */
export interface StreamPoint {
  readonly threshold: number;
  readonly recall: Bounded;
  readonly precision: Bounded;
  readonly specificity: Bounded;
}

/**
 * Scores seen so far. Any cutting of the rows into batches and shards, in any order, merges to the same state, bit for bit where
 * weights are whole numbers.
 */
export interface ScoreStream {
  /** Takes in a batch; refuses it whole, with an `InputError`, where `binaryScores` would. */
  update(batch: ScoreBatch): void;
  /** Takes in what another stream of the same kind and options has seen; `InputError` otherwise. The other is left alone. */
  merge(other: ScoreStream): void;
  value(): StreamValue;
  /** The decision at a threshold. */
  at(threshold: number): StreamPoint;
  /** A counting pass for curves and every metric that reads one: exact at each of its thresholds. */
  counts(): ThresholdCounts;
  /** State for storage and transport; `scoreStreamFromJSON` reads it back. */
  toJSON(): ScoreStreamState;
}

interface StateOfAnyMode {
  readonly format: 'rareclass-score-stream';
  readonly version: 1;
  readonly probabilities: boolean;
}

/** Numbers in JSON, where infinities have to be words. */
export type StoredNumber = number | 'Infinity' | '-Infinity';

export interface ExactState extends StateOfAnyMode {
  readonly mode: 'exact';
  /** Distinct scores, descending, with the weight of each class at each. */
  readonly scores: readonly StoredNumber[];
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
}

export interface BoundedState extends StateOfAnyMode {
  readonly mode: 'bounded';
  readonly maxBins: number;
  /** All weights so far were whole numbers. */
  readonly whole: boolean;
  /** Low bits of a score's key that a bin ignores. */
  readonly level: number;
  /** Bins, descending: key, weight of each class, lowest and highest score in it. */
  readonly keys: readonly number[];
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
  readonly lowest: readonly StoredNumber[];
  readonly highest: readonly StoredNumber[];
}

export type ScoreStreamState = ExactState | BoundedState;
