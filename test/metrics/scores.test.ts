import { describe, expect, it } from 'vitest';
import { binaryScores, classScores } from '../../src/metrics/scores.ts';

describe('binaryScores', () => {
  it('keeps arrays of the right type and converts others', () => {
    const labels = Uint8Array.of(0, 1);
    const scores = Float64Array.of(0.1, 0.9);
    const kept = binaryScores({ labels, scores });
    expect(kept.labels).toBe(labels);
    expect(kept.scores).toBe(scores);
    expect(kept).toEqual({ labels, scores, probabilities: false, positive: 'positive', role: 'external' });
    expect(binaryScores({ labels: [false, true], scores: [0.1, 0.9] }).labels).toEqual(labels);
  });

  it('tells how many scores are missing and in which class', () => {
    const labels = [1, 1, 0, 0, 0];
    expect(() => binaryScores({ labels, scores: [NaN, 1, NaN, NaN, 0] })).toThrow(
      'binaryScores: scores must be free of NaN, got 3; 1 of 2 positives and 2 of 3 negatives have none',
    );
  });

  it.each([
    [{ labels: [], scores: [] }, 'labels must be at least one row'],
    [{ labels: [0, 1], scores: [1] }, 'scores must be as many as labels (2), got 1'],
    [{ labels: [0, 2], scores: [1, 2] }, 'labels[1] must be 0 or 1, got 2'],
    [{ labels: [0, NaN], scores: [1, 2] }, 'labels[1] must be 0 or 1, got NaN'],
    [
      { labels: [0, 1], scores: [0.5, 1.5], probabilities: true },
      'scores[1] must be a probability from 0 to 1, got 1.5',
    ],
    [{ labels: [0, 1], scores: [0, 1], weights: [1, -1] }, 'weights[1] must be finite and at least 0, got -1'],
    [{ labels: [0, 1], scores: [0, 1], weights: [1, NaN] }, 'weights[1] must be finite and at least 0, got NaN'],
    [{ labels: [0, 1], scores: [0, 1], weights: [Infinity, 1] }, 'weights[0] must be finite and at least 0'],
    [{ labels: [0, 1], scores: [0, 1], weights: [0, 0] }, 'the sum of weights must be more than 0'],
    [{ labels: [0, 1], scores: [0, 1], rows: [1] }, 'rows must be as many as labels (2), got 1'],
    [{ labels: [0, 1], scores: [0, 1], amounts: [1, NaN] }, 'amounts[1] must be finite, got NaN'],
  ])('refuses %o', (input, message) => {
    expect(() => binaryScores(input)).toThrow(message);
  });
});

describe('classScores', () => {
  const classes = ['a', 'b', 'c'];
  it.each([
    [{ classes: ['a', 'a'], labels: [0], probabilities: [1, 0] }, 'classes must be at least two different names'],
    [
      { classes, labels: [0], probabilities: [1, 0] },
      'probabilities must be 1 rows of 3 probabilities (3 numbers), got 2',
    ],
    [{ classes, labels: [3], probabilities: [1, 0, 0] }, 'labels[0] must be a class position from 0 to 2, got 3'],
    [{ classes, labels: [1], probabilities: [0.5, 0.4, 0] }, 'the sum of the probabilities of row 0 must be 1'],
    [{ classes, labels: [1], probabilities: [1.5, -0.5, 0] }, 'probabilities[0] must be a probability from 0 to 1'],
  ])('refuses %o', (input, message) => {
    expect(() => classScores(input)).toThrow(message);
  });
});
