/** The contract of the metric registry: what an entry declares about itself is true. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { type Metric, metricNamed, metrics } from '../../src/metrics/registry.ts';
import { binaryScores } from '../../src/metrics/scores.ts';
import type { Scores } from '../../src/metrics/types.ts';

/** Two hundred rows with overlap, ties (128ths) and a share of positives of about .3; no score is 0.3. */
function sample(seed: number): Scores {
  const random = stream(seed, 'registry');
  const labels = Uint8Array.from({ length: 200 }, () => (random.uniform() < 0.3 ? 1 : 0));
  const scores = Float64Array.from(labels, (label) => {
    const raw = 0.02 + 0.2 * label + 0.75 * random.uniform() * random.uniform();
    return Math.round(raw * 128) / 128;
  });
  return binaryScores({ labels, scores, probabilities: true });
}

const samples = [1, 2, 3].map(sample);
const threshold = 0.3;
const numberOf = (metric: Metric, scores: Scores, at: number = threshold): number => {
  const { value } = metric.value(scores, { threshold: at });
  expect(value, metric.name).not.toBe(null);
  return value!;
};
/** Whether two values differ by more than rounding in any of the samples. */
const changes = (metric: Metric, change: (scores: Scores) => Scores, at: number = threshold): boolean =>
  samples.some((scores) => Math.abs(numberOf(metric, change(scores), at) - numberOf(metric, scores)) > 1e-9);

it('names are unique, found by name, and titled', () => {
  expect(new Set(metrics.map((metric) => metric.name)).size).toBe(metrics.length);
  for (const metric of metrics) {
    expect(metricNamed(metric.name)).toBe(metric);
    expect(metric.name).toMatch(/^[a-z][A-Za-z0-9.]*$/);
    expect(metric.title).toMatch(/^[A-Z]/);
  }
  expect(metricNamed('nonsense')).toBe(undefined);
});

describe.each(metrics.map((metric) => [metric.name, metric] as const))('%s', (_, metric) => {
  it('is symmetric in the classes as declared', () => {
    const swap = (scores: Scores): Scores => ({
      ...scores,
      labels: scores.labels.map((label) => 1 - label),
      scores: scores.scores.map((score) => 1 - score),
    });
    expect(changes(metric, swap, 1 - threshold)).toBe(!metric.symmetric);
  });

  it('depends on the scale of weights as declared', () => {
    const weigh = (scores: Scores): Scores => ({ ...scores, weights: new Float64Array(200).fill(3.5) });
    expect(changes(metric, weigh)).toBe(metric.weightScaleDependent);
  });

  it('depends on the prevalence as declared', () => {
    const triple = (scores: Scores): Scores => ({
      ...scores,
      weights: Float64Array.from(scores.labels, (label) => (label === 1 ? 3 : 1)),
    });
    expect(changes(metric, triple)).toBe(metric.prevalenceDependent);
  });

  it('needs probabilities as declared', () => {
    const scores = { ...samples[0]!, probabilities: false };
    if (metric.needsProbabilities) expect(() => metric.value(scores)).toThrow('must be probabilities');
    else expect(metric.value(scores, { threshold }).value).not.toBe(null);
  });

  it('sees the threshold only if it is a point metric that depends on decisions', () => {
    const sees = samples.some((scores) => numberOf(metric, scores, 0.55) !== numberOf(metric, scores));
    const blind = metric.family !== 'point' || ['nullAccuracy', 'prevalence'].includes(metric.name);
    expect(sees).toBe(!blind);
  });

  it('stays in its range and is best where it says', () => {
    const perfect = { ...samples[0]!, scores: Float64Array.from(samples[0]!.labels) };
    const [low, high] = metric.range;
    for (const scores of [...samples, { ...samples[0]!, scores: samples[0]!.scores.map((score) => 1 - score) }]) {
      expect(numberOf(metric, scores)).toBeGreaterThanOrEqual(low);
      expect(numberOf(metric, scores)).toBeLessThanOrEqual(high);
    }
    const best = metric.value(perfect, { threshold }).value;
    if (best === null) expect(metric.name).toBe('likelihoodRatioPositive');
    else if (metric.better === 'high' && metric.name !== 'iba') expect(best).toBeCloseTo(high, 12);
    else if (metric.better === 'low') expect(best).toBeCloseTo(low, 12);
    else if (metric.better === 'zero') expect(best).toBe(0);
  });

  it('gives a number or a reason on one-class and one-row data, never NaN', () => {
    for (const labels of [[0, 0, 0], [1, 1, 1], [1], [0]]) {
      const scores = binaryScores({ labels, scores: labels.map((_, i) => 0.2 + 0.3 * i), probabilities: true });
      const { value, reason } = metric.value(scores, { threshold });
      if (value === null) expect(reason).toMatch(/^[a-z].*[a-z]$/);
      else expect(Number.isFinite(value)).toBe(true);
    }
  });
});
