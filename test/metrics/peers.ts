/** The fixture of values from live peers (see test/fixtures/generators/metrics-peers.py) and scores made from it. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { binaryScores } from '../../src/metrics/scores.ts';
import type { Scores } from '../../src/metrics/types.ts';

// biome-ignore lint/suspicious/noExplicitAny: a fixture of many shapes, read by name
export const peers: any = JSON.parse(readFileSync(new URL('../fixtures/metrics/peers.json', import.meta.url), 'utf8'));

export function peerScores(name: 'untied' | 'tied', { weighted = false }: { weighted?: boolean } = {}): Scores {
  const { labels, scores, weights } = peers[name];
  return binaryScores({ labels, scores, probabilities: true, ...(weighted ? { weights } : {}) });
}

export interface Row {
  readonly label: 0 | 1;
  readonly score: number;
  readonly weight: number;
}

/** Rows with many ties, at least one of each class, weights 0 to 3 with something left in each class. */
export const weightedRows: fc.Arbitrary<Row[]> = fc
  .array(
    fc.record({
      label: fc.constantFrom(0 as const, 1 as const),
      score: fc.integer({ min: 1, max: 15 }).map((v) => v / 16),
      weight: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 2, maxLength: 40 },
  )
  .filter((rows) => [0, 1].every((label) => rows.some((row) => row.label === label && row.weight > 0)));

export function scoresOf(rows: readonly Row[], { probabilities = true }: { probabilities?: boolean } = {}): Scores {
  return binaryScores({
    labels: rows.map((row) => row.label),
    scores: rows.map((row) => row.score),
    weights: rows.map((row) => row.weight),
    probabilities,
  });
}

/** The same rows without weights: those of weight 2 twice, those of weight 0 not at all. */
export function repeated(rows: readonly Row[], { probabilities = true }: { probabilities?: boolean } = {}): Scores {
  const flat = rows.flatMap((row) => new Array<Row>(row.weight).fill(row));
  return binaryScores({
    labels: flat.map((row) => row.label),
    scores: flat.map((row) => row.score),
    probabilities,
  });
}
