/** Confusion counts at fixed thresholds over batches and shards: a few numbers per threshold, exact for ever. */
import { InputError } from '../core/errors.ts';
import { checkedBatch, refuseMerge, restore, restoreWeights, store } from './stream-batch.ts';
import type { ScoreBatch, StoredNumber } from './stream-types.ts';
import type { Confusion } from './types.ts';

export interface ConfusionAtThreshold {
  readonly threshold: number;
  readonly confusion: Confusion;
}

export interface ConfusionStreamState {
  readonly format: 'rareclass-confusion-stream';
  readonly version: 1;
  /** Descending. */
  readonly thresholds: readonly StoredNumber[];
  /** Weight of each class from each threshold up to the one before, and below all. */
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
}

export class ConfusionStream {
  private readonly thresholds: Float64Array;
  private readonly positives: Float64Array;
  private readonly negatives: Float64Array;

  /** Different thresholds in any order. Throws `InputError` where there are none, or one is NaN. */
  constructor(thresholds: readonly number[]) {
    const expected = 'at least one number, none NaN';
    if (thresholds.length === 0 || thresholds.some((threshold) => Number.isNaN(threshold))) {
      throw new InputError({
        code: 'threshold',
        fn: 'ConfusionStream',
        argument: 'thresholds',
        expected,
        received: thresholds,
      });
    }
    this.thresholds = Float64Array.from(new Set(thresholds)).sort().reverse();
    this.positives = new Float64Array(this.thresholds.length + 1);
    this.negatives = new Float64Array(this.thresholds.length + 1);
  }

  /** Takes in a batch; throws `InputError` where `binaryScores` would. O(N log thresholds). */
  update(batch: ScoreBatch): void {
    const rows = checkedBatch(batch, false);
    if (rows === null) return;
    for (let i = 0; i < rows.labels.length; i++) {
      const counts = rows.labels[i] === 1 ? this.positives : this.negatives;
      counts[this.above(rows.scores[i]!)]! += rows.weights === undefined ? 1 : rows.weights[i]!;
    }
  }

  /** Adds what another stream has seen; `InputError` unless its thresholds are the same. */
  merge(other: ConfusionStream): void {
    if (
      other.thresholds.length !== this.thresholds.length ||
      other.thresholds.some((t, i) => t !== this.thresholds[i])
    ) {
      throw refuseMerge('thresholds', [...this.thresholds].join(', '), [...other.thresholds].join(', '));
    }
    /* Copies, so that a stream may be merged into itself. */
    const [positives, negatives] = [other.positives.slice(), other.negatives.slice()];
    for (let i = 0; i < positives.length; i++) {
      this.positives[i]! += positives[i]!;
      this.negatives[i]! += negatives[i]!;
    }
  }

  /** Confusion counts of score >= threshold, thresholds descending; `pointMeasures` makes metrics of them. */
  value(): ConfusionAtThreshold[] {
    const total = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0);
    const [positives, negatives] = [total(this.positives), total(this.negatives)];
    let [truePositive, falsePositive] = [0, 0];
    return Array.from(this.thresholds, (threshold, i) => {
      truePositive += this.positives[i]!;
      falsePositive += this.negatives[i]!;
      const rest = { falseNegative: positives - truePositive, trueNegative: negatives - falsePositive };
      return { threshold, confusion: { truePositive, falsePositive, ...rest } };
    });
  }

  toJSON(): ConfusionStreamState {
    return {
      format: 'rareclass-confusion-stream',
      version: 1,
      thresholds: store(this.thresholds),
      positives: [...this.positives],
      negatives: [...this.negatives],
    };
  }

  /** Reads a stored state; throws `InputError` for one that no stream has written. */
  static fromJSON(state: ConfusionStreamState): ConfusionStream {
    if (state?.format !== 'rareclass-confusion-stream' || state.version !== 1 || !Array.isArray(state.thresholds)) {
      const expected = 'the state of a confusion stream, version 1';
      throw new InputError({ code: 'stream', fn: 'ConfusionStream', argument: 'state', expected, received: state });
    }
    const length = state.thresholds.length;
    const result = new ConfusionStream([...restore('thresholds', state.thresholds, length)]);
    result.positives.set(restoreWeights('positives', state.positives, length + 1));
    result.negatives.set(restoreWeights('negatives', state.negatives, length + 1));
    return result;
  }

  /** How many thresholds are above a score. */
  private above(score: number): number {
    let low = 0;
    let high = this.thresholds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.thresholds[middle]! > score) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
