import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomState } from '../../src/core/random.ts';
import { confusionAt } from '../../src/metrics/confusion.ts';
import { countAtThresholds } from '../../src/metrics/counts.ts';
import { precisionRecallCurve } from '../../src/metrics/curves.ts';
import { pointMetric, pointValue } from '../../src/metrics/point.ts';
import { averagePrecision, rocAuc } from '../../src/metrics/ranking.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import { type ScoreStreamOptions, scoreStream, scoreStreamFromJSON } from '../../src/metrics/stream.ts';
import { ConfusionStream } from '../../src/metrics/stream-confusion.ts';
import { probabilityKey, scoreKey } from '../../src/metrics/stream-keys.ts';
import type { Bounded, ScoreBatch, ScoreStream } from '../../src/metrics/stream-types.ts';
import { expectClose } from './close.ts';
import { peerScores } from './peers.ts';

interface Row {
  readonly label: 0 | 1;
  readonly score: number;
  readonly weight: number;
}

/** Any floats at all, probabilities of any size, crowds on few values, and crowds of different values in one bin. */
const anyScore = fc.oneof(
  fc.double({ noNaN: true }),
  fc.double({ noNaN: true, min: -3, max: 3 }),
  fc.double({ noNaN: true, min: 1, max: 1.0000005 }),
  fc.integer({ min: -2, max: 2 }),
);
const anyProbability = fc.oneof(
  fc.double({ noNaN: true, min: 0, max: 1 }),
  fc.double({ noNaN: true, min: -12, max: 0 }).map((power) => 10 ** power),
  fc.double({ noNaN: true, min: -12, max: 0 }).map((power) => 1 - 10 ** power),
  fc.double({ noNaN: true, min: 0.25, max: 0.2500001 }),
  fc.constantFrom(0, 0.25, 0.5, 1),
);
const rowsOf = (score: fc.Arbitrary<number>, weight: fc.Arbitrary<number> = fc.integer({ min: 0, max: 3 })) =>
  fc.array(fc.record({ label: fc.constantFrom(0 as const, 1 as const), score, weight }), {
    minLength: 1,
    maxLength: 70,
    size: 'max',
  });

const batchOf = (rows: readonly Row[]): ScoreBatch => ({
  labels: rows.map((row) => row.label),
  scores: rows.map((row) => row.score),
  weights: rows.map((row) => row.weight),
});

function streamed(rows: readonly Row[], options: ScoreStreamOptions): ScoreStream {
  const stream = scoreStream(options);
  stream.update(batchOf(rows));
  return stream;
}

/** Rows dealt to shards, each shard cut into batches, the shards merged one after another from the last. */
function dealt(rows: readonly Row[], shards: readonly number[], options: ScoreStreamOptions): ScoreStream {
  const hands: ScoreStream[] = [0, 1, 2].map(() => scoreStream(options));
  rows.forEach((row, i) => {
    hands[shards[i % shards.length]!]!.update(batchOf([row]));
  });
  const last = hands.pop()!;
  for (const hand of hands) last.merge(scoreStreamFromJSON(JSON.parse(JSON.stringify(hand))));
  return last;
}

const within = (bounded: Bounded, exact: number | null, what: string): void => {
  if (exact === null) {
    expect(bounded.value, what).toBe(null);
    return;
  }
  const { low, value, high } = bounded as { low: number; value: number; high: number };
  expect(low, `${what}: low`).toBeLessThanOrEqual(exact + 1e-12);
  expect(high, `${what}: high`).toBeGreaterThanOrEqual(exact - 1e-12);
  expect(value, `${what}: value`).toBeGreaterThanOrEqual(low - 1e-12);
  expect(value, `${what}: value`).toBeLessThanOrEqual(high + 1e-12);
};

const kinds: { name: string; options: ScoreStreamOptions; score: fc.Arbitrary<number> }[] = [
  { name: 'exact', options: { mode: 'exact' }, score: anyScore },
  { name: 'bounded, any scores', options: { mode: 'bounded', maxBins: 16 }, score: anyScore },
  {
    name: 'bounded, probabilities',
    options: { mode: 'bounded', maxBins: 16, probabilities: true },
    score: anyProbability,
  },
];

describe.each(kinds)('a stream ($name)', ({ options, score }) => {
  it('is the same for every cutting and order, and after a trip through JSON', () => {
    const deal = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rowsOf(score), deal, (rows, shards) => {
        const whole = JSON.stringify(streamed(rows, options));
        expect(JSON.stringify(dealt(rows, shards, options))).toBe(whole);
        expect(JSON.stringify(dealt([...rows].reverse(), shards, options))).toBe(whole);
        expect(JSON.stringify(scoreStreamFromJSON(JSON.parse(whole)))).toBe(whole);
      }),
    );
  });

  it('bounds ROC-AUC, average precision and every threshold, whatever the weights', () => {
    const weight = fc.constantFrom(0, 0.3, 1, 1, 2);
    fc.assert(
      fc.property(rowsOf(score, weight), fc.nat(), (rows, pick) => {
        if (!rows.some((row) => row.weight > 0)) return;
        const scores = binaryScores(batchOf(rows));
        const stream = streamed(rows, options);
        const value = stream.value();
        within(value.rocAuc, rocAuc(scores).value, 'ROC-AUC');
        within(value.averagePrecision, averagePrecision(scores).value, 'average precision');
        const threshold = rows[pick % rows.length]!.score;
        const exact = confusionAt(scores, threshold);
        const point = stream.at(threshold);
        for (const name of ['recall', 'precision', 'specificity'] as const) {
          const truth = pointValue(pointMetric(name)!, exact).value;
          /* Where nothing is flagged the bounds are those of the cases in which something is. */
          if (truth !== null || name !== 'precision') within(point[name], truth, name);
        }
      }),
    );
  });

  it('counts exactly at the thresholds of its counting pass', () => {
    fc.assert(
      fc.property(rowsOf(score), (rows) => {
        if (!rows.some((row) => row.weight > 0)) return;
        const scores = binaryScores(batchOf(rows));
        const { thresholds, truePositives, falsePositives } = streamed(rows, options).counts();
        thresholds.forEach((threshold, i) => {
          const { truePositive, falsePositive } = confusionAt(scores, threshold);
          expect([truePositives[i], falsePositives[i]]).toEqual([truePositive, falsePositive]);
        });
      }),
    );
  });

  it('keeps a state of at most so many bins', () => {
    fc.assert(
      fc.property(rowsOf(score), (rows) => {
        const state = streamed(rows, options).toJSON();
        if (state.mode === 'bounded') expect(state.keys.length).toBeLessThanOrEqual(16);
        else
          expect(state.scores.length).toBe(
            new Set(rows.filter((row) => row.weight > 0).map((row) => row.score + 0)).size,
          );
      }),
    );
  });
});

describe('a bounded stream', () => {
  it('reaches its bounds: worst and best order of rows in one bin', () => {
    /* 40 scores so close that 16 bins hold them in few; positives all below, then all above, the negatives of their bins. */
    const close = Array.from({ length: 40 }, (_, i) => 1 + i * 1e-12);
    const order = (labels: number[]) => {
      const batch = { labels, scores: close };
      const stream = scoreStream({ mode: 'bounded', maxBins: 16 });
      stream.update(batch);
      const scores = binaryScores(batch);
      return { ...stream.value(), exactAuc: rocAuc(scores).value!, exactAp: averagePrecision(scores).value! };
    };
    const worst = order(close.map((_, i) => Number(i < 10)));
    expectClose([worst.rocAuc.value! * 2, worst.exactAuc], [1, 0], 'one bin, all wrong');
    expectClose(
      [(worst.rocAuc as { low: number }).low, (worst.averagePrecision as { low: number }).low],
      [0, worst.exactAp],
      'low',
    );
    const best = order(close.map((_, i) => Number(i >= 30)));
    expectClose(
      [(best.rocAuc as { high: number }).high, (best.averagePrecision as { high: number }).high],
      [1, best.exactAp],
      'high',
    );
  });

  it('does not take two halves for a whole row', () => {
    /* A negative, then two positives of weight 1/2 in its bin: 1/2 * 0.5 / 1.5 + 1/2 * 1 / 2 = 5/12. As one row it were 1/2. */
    const batch = { labels: [0, 1, 1], scores: [1 + 2e-12, 1 + 1e-12, 1], weights: [1, 0.5, 0.5] };
    const stream = scoreStream({ mode: 'bounded' });
    stream.update(batch);
    expectClose(averagePrecision(binaryScores(batch)).value, 5 / 12, 'exact');
    within(stream.value().averagePrecision, 5 / 12, 'bounds');
  });

  it('is exact where there are no more scores than bins, whole weights or not', () => {
    const scores = peerScores('tied', { weighted: true });
    const stream = scoreStream({ mode: 'bounded', probabilities: true });
    stream.update(scores);
    const { rocAuc: area, averagePrecision: ap } = stream.value();
    const wanted = { rocAuc: rocAuc(scores).value!, ap: averagePrecision(scores).value! };
    expectClose(Object.values(area), [wanted.rocAuc, wanted.rocAuc, wanted.rocAuc], 'ROC-AUC');
    expectClose(Object.values(ap), [wanted.ap, wanted.ap, wanted.ap], 'average precision');
    const pass = stream.counts();
    expect([...pass.thresholds]).toEqual([...countAtThresholds(scores).thresholds]);
    expect(precisionRecallCurve(pass)).toEqual(precisionRecallCurve(countAtThresholds(scores)));
  });

  it('has keys that rise with the score, as fine near 1 as near 0', () => {
    fc.assert(
      fc.property(anyScore, anyScore, (a, b) => {
        if (a < b) expect(scoreKey(a)).toBeLessThanOrEqual(scoreKey(b));
        expect(scoreKey(a) === scoreKey(-0) || a + 0 !== 0).toBe(true);
      }),
    );
    fc.assert(
      fc.property(anyProbability, anyProbability, (a, b) => {
        if (a < b) expect(probabilityKey(a)).toBeLessThanOrEqual(probabilityKey(b));
      }),
    );
    expect(probabilityKey(1 - 1e-9)).toBeGreaterThan(probabilityKey(1 - 2e-9));
    expect(scoreKey(1 - 1e-9)).toBe(scoreKey(1 - 2e-9));
  });

  it('tells a rare event’s areas where uniform thresholds cannot', () => {
    /* Calibrated probabilities of a 1 % event, logits normal with deviation 2. Of such scores 200 uniform thresholds see most
       in the lowest two bins: they lose more than 0.01 of the area, and more than 0.2 where scores are 50 times smaller. */
    const random = new RandomState(11);
    const n = 100_000;
    const scores = Float64Array.from({ length: n }, () => 1 / (1 + Math.exp(6.45 - 2 * random.normal())));
    const labels = Uint8Array.from(scores, (p) => Number(random.uniform() < p));
    for (const scale of [1, 0.02]) {
      const scaled = scores.map((p) => p * scale);
      const all = binaryScores({ labels, scores: scaled, probabilities: true });
      const exact = { auc: rocAuc(all).value!, ap: averagePrecision(all).value! };
      const uniform = uniformAreas(labels, scaled, 200);
      /* 200 thresholds keep 800 counts; 128 bins keep 640 numbers. */
      const stream = scoreStream({ mode: 'bounded', probabilities: true, maxBins: 128 });
      stream.update(all);
      const { rocAuc: auc, averagePrecision: ap } = stream.value();
      expect(exact.auc - uniform.auc, 'uniform ROC-AUC').toBeGreaterThan(scale === 1 ? 0.01 : 0.2);
      expect(Math.abs(auc.value! - exact.auc), 'ROC-AUC').toBeLessThan(0.0005);
      expect(Math.abs(ap.value! - exact.ap), 'average precision').toBeLessThan(0.002);
      expect(Math.abs(ap.value! - exact.ap)).toBeLessThan(Math.abs(uniform.ap - exact.ap));
      within(auc, exact.auc, 'ROC-AUC');
      within(ap, exact.ap, 'average precision');
      const wide = scoreStream({ mode: 'bounded', probabilities: true });
      wide.update(all);
      const bounds = wide.value().rocAuc as { low: number; high: number };
      expect(bounds.high - bounds.low, 'width with 2048 bins').toBeLessThan(0.005);
      within(wide.value().rocAuc, exact.auc, 'ROC-AUC');
      within(wide.value().averagePrecision, exact.ap, 'average precision');
    }
  });
});

/** Areas from counts at uniform thresholds 0 to 1 with score >= t, the curve beginning at t = 1. */
function uniformAreas(labels: Uint8Array, scores: Float64Array, count: number): { auc: number; ap: number } {
  const stream = new ConfusionStream(Array.from({ length: count }, (_, i) => i / (count - 1)));
  stream.update({ labels, scores });
  let [auc, ap, tpr, fpr] = [0, 0, 0, 0];
  for (const { confusion: c } of stream.value()) {
    const nextTpr = c.truePositive / (c.truePositive + c.falseNegative);
    const nextFpr = c.falsePositive / (c.falsePositive + c.trueNegative);
    auc += ((nextFpr - fpr) * (nextTpr + tpr)) / 2;
    if (c.truePositive > 0) ap += ((nextTpr - tpr) * c.truePositive) / (c.truePositive + c.falsePositive);
    [tpr, fpr] = [nextTpr, nextFpr];
  }
  return { auc, ap };
}

describe('streams refuse', () => {
  it('to merge with streams of another kind', () => {
    const exact = scoreStream();
    const bounded = scoreStream({ mode: 'bounded' });
    expect(() => exact.merge(bounded)).toThrow('merge: other must be an exact stream');
    expect(() => bounded.merge(exact)).toThrow('merge: other must be a bounded stream');
    expect(() => bounded.merge(scoreStream({ mode: 'bounded', maxBins: 64 }))).toThrow(
      'merge: maxBins must be 2048, as in the stream merged into, got 64',
    );
    expect(() => exact.merge(scoreStream({ probabilities: true }))).toThrow('merge: probabilities must be false');
    expect(() => new ConfusionStream([0.5]).merge(new ConfusionStream([0.4]))).toThrow('thresholds must be 0.5');
  });

  it('bad batches as a whole, options and states', () => {
    const stream = scoreStream({ mode: 'bounded', probabilities: true });
    expect(() => stream.update({ labels: [1, 0], scores: [0.5, 2] })).toThrow('a probability from 0 to 1');
    expect(() => stream.update({ labels: [1, 0], scores: [0.5] })).toThrow('as many as labels (2)');
    expect(() => stream.update({ labels: [1, 2], scores: [0.5, 0.5] })).toThrow('labels[1]');
    expect(stream.value().n).toBe(0);
    expect(() => stream.at(Number.NaN)).toThrow('threshold must be a number');
    expect(() => scoreStream({ mode: 'bounded', maxBins: 3 })).toThrow('maxBins must be a whole number of at least 16');
    expect(() => scoreStream({ mode: 'fast' as 'exact' })).toThrow("mode must be 'exact' or 'bounded'");
    expect(() => scoreStreamFromJSON({ ...scoreStream().toJSON(), version: 2 as 1 })).toThrow('version 1');
    const state = scoreStream().toJSON();
    expect(() => scoreStreamFromJSON({ ...state, scores: [1], positives: [-1], negatives: [0] } as never)).toThrow(
      'positives must be finite and at least 0, got -1',
    );
    expect(() =>
      scoreStreamFromJSON({ ...state, scores: [1, 2], positives: [1, 1], negatives: [0, 0] } as never),
    ).toThrow('scores[1] must be below 1, got 2');
  });

  it('nothing that is merely empty', () => {
    for (const mode of ['exact', 'bounded'] as const) {
      const stream = scoreStream({ mode });
      stream.update({ labels: [], scores: [] });
      stream.update({ labels: [1], scores: [0.5], weights: [0] });
      expect(stream.value()).toEqual({
        n: 0,
        nPositive: 0,
        rocAuc: { value: null, reason: 'there are no positives' },
        averagePrecision: { value: null, reason: 'there are no positives' },
      });
      expect(stream.at(0).precision.value).toBe(null);
      stream.update({ labels: [1, 1], scores: [Infinity, -Infinity] });
      stream.merge(scoreStreamFromJSON(JSON.parse(JSON.stringify(stream))));
      stream.merge(stream);
      expect(stream.value().n).toBe(8);
      expect(stream.value().rocAuc.reason).toBe('there are no negatives');
    }
  });
});

describe('an exact stream', () => {
  it('keeps answering after many batches have been sorted away', () => {
    const random = new RandomState(3);
    const stream = scoreStream();
    const labels: number[] = [];
    const scores: number[] = [];
    for (let batch = 0; batch < 30; batch++) {
      const some = Float64Array.from({ length: 500 }, () => random.normal());
      const truth = Uint8Array.from(some, (score) => Number(random.uniform() < 0.02 + (score > 1 ? 0.1 : 0)));
      stream.update({ labels: truth, scores: some });
      labels.push(...truth);
      scores.push(...some);
      /* The stream has taken a copy. */
      some.fill(0);
    }
    const all = binaryScores({ labels, scores });
    expect(stream.value().rocAuc.value).toBe(rocAuc(all).value);
    expect(stream.value().averagePrecision.value).toBe(averagePrecision(all).value);
    expect([...stream.counts().falsePositives]).toEqual([...countAtThresholds(all).falsePositives]);
  });
});

describe('confusion counts at fixed thresholds', () => {
  it('are exact over any shards', () => {
    const thresholds = [0.5, -1, 0.25, Infinity, 0, 0.5];
    fc.assert(
      fc.property(rowsOf(anyScore), (rows) => {
        if (!rows.some((row) => row.weight > 0)) return;
        const [one, two] = [new ConfusionStream(thresholds), new ConfusionStream(thresholds)];
        rows.forEach((row, i) => {
          (i % 3 === 0 ? one : two).update(batchOf([row]));
        });
        const merged = ConfusionStream.fromJSON(JSON.parse(JSON.stringify(two)));
        merged.merge(one);
        const scores = binaryScores(batchOf(rows));
        expect(merged.value()).toEqual(
          [Infinity, 0.5, 0.25, 0, -1].map((threshold) => ({ threshold, confusion: confusionAt(scores, threshold) })),
        );
      }),
    );
    expect(() => new ConfusionStream([])).toThrow('at least one number');
    expect(() => ConfusionStream.fromJSON({} as never)).toThrow('the state of a confusion stream, version 1');
  });
});
