/**
 * A stream in bounded memory: counts per bin of scores, and bounds that the exact answer never leaves. Bins have equal relative
 * width, because the scores of a rare event spread over powers of ten where uniform bins see a single one. They start as fine as
 * 2^-20 and all double as soon as more than `maxBins` are filled, so how fine they end depends on the rows seen and not on
 * their order: what merges first makes no difference.
 */
import { InputError } from '../core/errors.ts';
import type { ThresholdCounts } from './counts.ts';
import { checkedBatch, checkFalling, refuseMerge, restore, restoreWeights, store } from './stream-batch.ts';
import { type Bins, boundedAveragePrecision, boundedRocAuc, totalOf } from './stream-bounds.ts';
import { probabilityKey, scoreKey } from './stream-keys.ts';
import { pointOf } from './stream-point.ts';
import type { BoundedState, ScoreBatch, ScoreStream, StreamPoint, StreamValue } from './stream-types.ts';

export interface BoundedOptions {
  /** Scores are probabilities, and bins are as fine near 1 as near 0; defaults to false. */
  readonly probabilities?: boolean;
  /** Most bins kept, at least 16; defaults to 2048, about 80 kB. */
  readonly maxBins?: number;
}

interface Bin {
  positives: number;
  negatives: number;
  lowest: number;
  highest: number;
}

/** Two bins are left at this level, which is as coarse as it gets. */
const coarsest = 31;

export class BoundedScoreStream implements ScoreStream {
  readonly probabilities: boolean;
  readonly maxBins: number;
  private whole = true;
  private level = 0;
  private bins = new Map<number, Bin>();

  /** Throws `InputError` where `maxBins` is no whole number of at least 16. */
  constructor({ probabilities = false, maxBins = 2048 }: BoundedOptions = {}) {
    if (!(Number.isInteger(maxBins) && maxBins >= 16)) {
      const expected = 'a whole number of at least 16';
      throw new InputError({
        code: 'out-of-range',
        fn: 'scoreStream',
        argument: 'maxBins',
        expected,
        received: maxBins,
      });
    }
    this.probabilities = probabilities;
    this.maxBins = maxBins;
  }

  update(batch: ScoreBatch): void {
    const rows = checkedBatch(batch, this.probabilities);
    if (rows === null) return;
    const { labels, scores, weights } = rows;
    const keyOf = this.probabilities ? probabilityKey : scoreKey;
    for (let i = 0; i < labels.length; i++) {
      const weight = weights === undefined ? 1 : weights[i]!;
      if (weight === 0) continue;
      if (!Number.isInteger(weight)) this.whole = false;
      const score = scores[i]! + 0;
      const bin = this.binAt(keyOf(score) >>> this.level, score);
      if (labels[i] === 1) bin.positives += weight;
      else bin.negatives += weight;
      if (score < bin.lowest) bin.lowest = score;
      if (score > bin.highest) bin.highest = score;
      while (this.bins.size > this.maxBins) this.coarsenTo(this.level + 1);
    }
  }

  merge(other: ScoreStream): void {
    if (!(other instanceof BoundedScoreStream)) throw refuseMerge('other', 'a bounded stream', 'an exact one');
    if (other.probabilities !== this.probabilities)
      throw refuseMerge('probabilities', this.probabilities, other.probabilities);
    if (other.maxBins !== this.maxBins) throw refuseMerge('maxBins', this.maxBins, other.maxBins);
    this.whole &&= other.whole;
    if (other.level > this.level) this.coarsenTo(other.level);
    /* A copy of the entries, so that a stream may be merged into itself. */
    for (const [key, bin] of [...other.bins]) this.add(key >>> (this.level - other.level), { ...bin });
    while (this.bins.size > this.maxBins) this.coarsenTo(this.level + 1);
  }

  value(): StreamValue {
    const bins = this.sorted();
    const nPositive = totalOf(bins.positives);
    return {
      n: nPositive + totalOf(bins.negatives),
      nPositive,
      rocAuc: boundedRocAuc(bins),
      averagePrecision: boundedAveragePrecision(bins),
    };
  }

  at(threshold: number): StreamPoint {
    return pointOf(this.sorted(), threshold);
  }

  counts(): ThresholdCounts {
    const { positives, negatives, lowest } = this.sorted();
    const running = (values: Float64Array): Float64Array => {
      let total = 0;
      return values.map((value) => {
        total += value;
        return total;
      });
    };
    return {
      thresholds: lowest,
      truePositives: running(positives),
      falsePositives: running(negatives),
      positives: totalOf(positives),
      negatives: totalOf(negatives),
    };
  }

  toJSON(): BoundedState {
    const { positives, negatives, lowest, highest, whole, keys } = this.sorted();
    return {
      format: 'rareclass-score-stream',
      version: 1,
      mode: 'bounded',
      probabilities: this.probabilities,
      maxBins: this.maxBins,
      whole,
      level: this.level,
      keys,
      positives: [...positives],
      negatives: [...negatives],
      lowest: store(lowest),
      highest: store(highest),
    };
  }

  /** Throws `InputError` for a state that no stream has written. */
  static fromState(state: BoundedState): BoundedScoreStream {
    const result = new BoundedScoreStream({ probabilities: state.probabilities, maxBins: state.maxBins });
    const { level, whole } = state;
    const length = state.keys.length;
    if (!(Number.isInteger(level) && 0 <= level && level <= coarsest && length <= state.maxBins)) {
      const expected = `a level from 0 to ${coarsest} with at most ${state.maxBins} bins`;
      throw new InputError({ code: 'stream', fn: 'score stream', argument: 'state', expected, received: level });
    }
    const keys = restore('keys', state.keys, length);
    checkFalling('keys', keys);
    const positives = restoreWeights('positives', state.positives, length);
    const negatives = restoreWeights('negatives', state.negatives, length);
    const lowest = restore('lowest', state.lowest, length);
    const highest = restore('highest', state.highest, length);
    result.level = level;
    result.whole = whole === true;
    keys.forEach((key, i) => {
      const bin = { positives: positives[i]!, negatives: negatives[i]!, lowest: lowest[i]!, highest: highest[i]! };
      result.bins.set(key, bin);
    });
    return result;
  }

  private binAt(key: number, score: number): Bin {
    let bin = this.bins.get(key);
    if (bin === undefined) {
      bin = { positives: 0, negatives: 0, lowest: score, highest: score };
      this.bins.set(key, bin);
    }
    return bin;
  }

  private add(key: number, bin: Bin): void {
    const own = this.bins.get(key);
    if (own === undefined) {
      this.bins.set(key, bin);
      return;
    }
    own.positives += bin.positives;
    own.negatives += bin.negatives;
    own.lowest = Math.min(own.lowest, bin.lowest);
    own.highest = Math.max(own.highest, bin.highest);
  }

  private coarsenTo(level: number): void {
    const finer = this.bins;
    const shift = level - this.level;
    this.bins = new Map();
    this.level = level;
    for (const [key, bin] of finer) this.add(key >>> shift, bin);
  }

  private sorted(): Bins & { readonly keys: number[] } {
    const entries = [...this.bins].sort((a, b) => b[0] - a[0]);
    const column = (name: keyof Bin) => Float64Array.from(entries, ([, bin]) => bin[name]);
    return {
      keys: entries.map(([key]) => key),
      positives: column('positives'),
      negatives: column('negatives'),
      lowest: column('lowest'),
      highest: column('highest'),
      whole: this.whole,
    };
  }
}
