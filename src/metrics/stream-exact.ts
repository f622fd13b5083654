/**
 * A stream that keeps every distinct score with the weight of each class at it: all answers are exact, memory grows with the
 * number of distinct scores. New rows wait until there are as many as distinct scores, so that sorting costs O(log N) per row.
 */
import { countAtThresholds, type ThresholdCounts } from './counts.ts';
import { gapsOf } from './gaps.ts';
import { averagePrecisionOf, rocAucOf } from './ranking.ts';
import { checkedBatch, checkFalling, refuseMerge, restore, restoreWeights, store } from './stream-batch.ts';
import { pointOf } from './stream-point.ts';
import type { Bounded, ExactState, ScoreBatch, ScoreStream, StreamPoint, StreamValue } from './stream-types.ts';
import type { Scores } from './types.ts';
import type { Value } from './value.ts';

type Rows = Pick<Scores, 'labels' | 'scores' | 'weights'>;

const nothing: ThresholdCounts = {
  thresholds: new Float64Array(0),
  truePositives: new Float64Array(0),
  falsePositives: new Float64Array(0),
  positives: 0,
  negatives: 0,
};
/** Fewer waiting rows than this are not worth sorting. */
const fewest = 4096;

export class ExactScoreStream implements ScoreStream {
  readonly probabilities: boolean;
  private table: ThresholdCounts = nothing;
  private waiting: Rows[] = [];
  private waitingRows = 0;

  constructor({ probabilities = false }: { readonly probabilities?: boolean } = {}) {
    this.probabilities = probabilities;
  }

  update(batch: ScoreBatch): void {
    const rows = checkedBatch(batch, this.probabilities);
    if (rows === null) return;
    /* The caller may use its arrays again. */
    const weights = rows.weights === undefined ? {} : { weights: rows.weights.slice() };
    this.take({ labels: rows.labels.slice(), scores: rows.scores.slice(), ...weights });
  }

  merge(other: ScoreStream): void {
    if (!(other instanceof ExactScoreStream)) throw refuseMerge('other', 'an exact stream', 'a bounded one');
    if (other.probabilities !== this.probabilities)
      throw refuseMerge('probabilities', this.probabilities, other.probabilities);
    this.take(rowsOf(other.counts()));
  }

  value(): StreamValue {
    const counts = this.counts();
    const gaps = gapsOf(counts);
    return {
      n: counts.positives + counts.negatives,
      nPositive: counts.positives,
      rocAuc: certain(rocAucOf(gaps)),
      averagePrecision: certain(averagePrecisionOf(gaps)),
    };
  }

  at(threshold: number): StreamPoint {
    const { thresholds, positives, negatives } = steps(this.counts());
    return pointOf({ positives, negatives, lowest: thresholds, highest: thresholds, whole: true }, threshold);
  }

  counts(): ThresholdCounts {
    if (this.waiting.length === 0) return this.table;
    const parts = [rowsOf(this.table), ...this.waiting];
    const length = parts.reduce((sum, part) => sum + part.labels.length, 0);
    const labels = new Uint8Array(length);
    const scores = new Float64Array(length);
    const weights = parts.some((part) => part.weights !== undefined) ? new Float64Array(length).fill(1) : undefined;
    let at = 0;
    for (const part of parts) {
      labels.set(part.labels, at);
      scores.set(part.scores, at);
      if (part.weights !== undefined) weights!.set(part.weights, at);
      at += part.labels.length;
    }
    const pass = countAtThresholds({
      labels,
      scores,
      ...(weights === undefined ? {} : { weights }),
      probabilities: this.probabilities,
      positive: 'positive',
      role: 'external',
    });
    /* The pass hands out views of arrays with room for all rows; keep no more than was filled. */
    this.table = {
      ...pass,
      thresholds: pass.thresholds.slice(),
      truePositives: pass.truePositives.slice(),
      falsePositives: pass.falsePositives.slice(),
    };
    this.waiting = [];
    this.waitingRows = 0;
    return this.table;
  }

  toJSON(): ExactState {
    const { thresholds, positives, negatives } = steps(this.counts());
    return {
      format: 'rareclass-score-stream',
      version: 1,
      mode: 'exact',
      probabilities: this.probabilities,
      scores: store(thresholds),
      positives: [...positives],
      negatives: [...negatives],
    };
  }

  /** Throws `InputError` for a state that no stream has written. */
  static fromState(state: ExactState): ExactScoreStream {
    const result = new ExactScoreStream({ probabilities: state.probabilities });
    const length = state.scores.length;
    const thresholds = restore('scores', state.scores, length);
    checkFalling('scores', thresholds);
    const positives = restoreWeights('positives', state.positives, length);
    const negatives = restoreWeights('negatives', state.negatives, length);
    result.take(rowsOfSteps({ thresholds, positives, negatives }));
    return result;
  }

  private take(rows: Rows): void {
    if (rows.labels.length === 0) return;
    this.waiting.push(rows);
    this.waitingRows += rows.labels.length;
    if (this.waitingRows > Math.max(fewest, this.table.thresholds.length)) this.counts();
  }
}

interface Steps {
  readonly thresholds: Float64Array;
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

function steps({ thresholds, truePositives, falsePositives }: ThresholdCounts): Steps {
  const single = (totals: Float64Array) => totals.map((total, i) => total - (i === 0 ? 0 : totals[i - 1]!));
  return { thresholds, positives: single(truePositives), negatives: single(falsePositives) };
}

function rowsOf(counts: ThresholdCounts): Rows {
  return rowsOfSteps(steps(counts));
}

/** A row for each class at each score; those of weight 0 count as absent. */
function rowsOfSteps({ thresholds, positives, negatives }: Steps): Rows {
  const n = thresholds.length;
  const labels = new Uint8Array(2 * n).fill(1, 0, n);
  const scores = new Float64Array(2 * n);
  scores.set(thresholds);
  scores.set(thresholds, n);
  const weights = new Float64Array(2 * n);
  weights.set(positives);
  weights.set(negatives, n);
  return { labels, scores, weights };
}

function certain(value: Value): Bounded {
  return value.value === null ? value : { low: value.value, value: value.value, high: value.value };
}
