/**
 * k-means of many rows around a few centres: the centres come to rest among some thousands of rows drawn at random, and move
 * once more among all. Cheap where rows are many, and close to what all of them would give.
 */
import type { Members } from '../kernels/centre-grid.ts';
import type { Points } from '../kernels/points.ts';
import { type KMeans, type KMeansOptions, kMeans } from './k-means.ts';

/** Rows drawn, at least; no more rows than that are clustered in full. */
const leastDrawn = 3072;
/** Rows drawn per cluster, at least: the cost is then at most some hundredths above what all rows would give. */
const drawnPerCluster = 100;
/** Where clusters run into each other the centres hardly move any more by then. */
const mostIterations = 20;

/** Clusters points around `clusters` centres. O((drawn rows x 20 + points) x clusters x columns). */
export function sampledKMeans(points: Points, options: Pick<KMeansOptions, 'clusters' | 'random' | 'path'>): KMeans {
  const { clusters, random } = options;
  const all: Members = { points, rows: Int32Array.from({ length: points.count }, (_, row) => row) };
  const drawn = Math.max(leastDrawn, drawnPerCluster * clusters);
  if (points.count <= drawn) return kMeans(all, options);
  const rows = Int32Array.from({ length: drawn }, () => random.integer(points.count));
  const { centres } = kMeans({ points, rows }, { ...options, maxIterations: mostIterations });
  return kMeans(all, { ...options, start: centres, maxIterations: 1, tolerance: 0 });
}
