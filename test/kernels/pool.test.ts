/** The worker pool in Node, as built: same answers on any number of threads, and no worker that anything depends on. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompiledSearch } from '../../src/kernels/compiled-search.ts';
import { nearest } from '../../src/kernels/neighbours.ts';
import { farthestPlain, nearestPlain } from '../../src/kernels/neighbours-plain.ts';
import { sourceOf } from '../../src/kernels/points.ts';
import { finishTask, Searcher, takeBatch } from '../../src/kernels/search-task.ts';
import { ensureBuilt, root } from '../built.ts';
import { digest, pointsOf } from './made-points.ts';

const folder = mkdtempSync(join(tmpdir(), 'rareclass-pool-'));
beforeAll(ensureBuilt);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const address = (path: string) => JSON.stringify(pathToFileURL(path).href);

/** Runs a script in a process of its own, in which the kernels of `dist` are imported; what it prints as JSON. */
function run(dist: string, script: string): unknown {
  const source = `
    import { farthest, kernelInfo, nearest } from ${address(join(dist, 'kernels', 'neighbours.js'))};
    import { startWorkers } from ${address(join(dist, 'kernels', 'pool.js'))};
    ${digest.toString()}
    ${pointsOf.toString()}
    ${script}`;
  const argv = ['--input-type=module', '-e', source];
  const { stdout, stderr, status } = spawnSync(process.execPath, argv, { encoding: 'utf8', timeout: 30_000 });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return JSON.parse(stdout);
}

describe('batches', () => {
  const references = pointsOf(500, 6, 1);
  const queries = pointsOf(333, 6, 2);
  const rows = (count: number) => Int32Array.from({ length: count }, (_, i) => i);

  function prepared(mode: 0 | 2) {
    const guests = { points: queries, together: queries.count };
    const search = CompiledSearch.over(sourceOf(references), {
      members: [rows(500)],
      mostWanted: 3,
      guests,
      threads: 2,
    })!;
    const leaveOut = new Int32Array(queries.count).fill(-1);
    const parts = [0];
    const task = search.taskOf({ mode, wanted: 3, parts, guests: queries, queries: rows(333), leaveOut, threads: 2 });
    const { layout, memory, module } = search.place;
    return { task, searcher: new Searcher(task, layout, memory, module, 1) };
  }

  it.each([0, 2] as const)('give the answer of the plain loop (mode %i)', (mode) => {
    const { task, searcher } = prepared(mode);
    expect(task.batchCount).toBeGreaterThan(4);
    for (let batch = takeBatch(task); batch >= 0; batch = takeBatch(task)) searcher.search(batch);
    expect(finishTask(task, searcher, 0)).toBe(true);
    const plain = (mode === 0 ? nearestPlain : farthestPlain)(references, queries, { k: 3 });
    expect([...task.indices]).toEqual([...plain.indices]);
    expect([...task.distances].map(Math.abs)).toEqual([...plain.distances]);
  });

  it('of a search that is done leave the next one alone, whoever comes late to them', () => {
    const { task, searcher } = prepared(0);
    for (let batch = takeBatch(task); batch >= 0; batch = takeBatch(task)) searcher.search(batch);
    const { task: next } = prepared(2);
    expect(takeBatch(task)).toBe(-1);
    expect(takeBatch(next)).toBe(0);
  });

  it('that were taken and never done are done by the caller', () => {
    const { task, searcher } = prepared(0);
    takeBatch(task);
    takeBatch(task);
    for (let batch = takeBatch(task); batch >= 0; batch = takeBatch(task)) searcher.search(batch);
    expect(finishTask(task, searcher, 20)).toBe(false);
    expect([...task.indices]).toEqual([...nearestPlain(references, queries, { k: 3 }).indices]);
  });
});

describe('threads', () => {
  it('1, 2 and 4 give the same answers, and workers do their share', () => {
    const out = run(
      join(root, 'dist'),
      `
      const references = pointsOf(20000, 12, 1);
      const queries = pointsOf(3000, 12, 2);
      const leaveOut = Int32Array.from({ length: 3000 }, (_, i) => i);
      const search = (workers) => [
        digest(nearest(references, queries, { k: 5, workers })),
        digest(nearest(references, references, { k: 2, leaveOut: Int32Array.from({ length: 20000 }, (_, i) => i), workers })),
        digest(farthest(references, queries, { k: 3, leaveOut, workers })),
      ].join();
      const alone = search(1);
      const cold = search(2) === alone;
      const threads = await startWorkers(4);
      let rounds = 0;
      let same = true;
      for (; rounds < 20 && (rounds < 1 || kernelInfo().workers.batches === 0); rounds++) {
        same &&= search(2) === alone && search(4) === alone;
      }
      const { started, batches } = kernelInfo().workers;
      const shared = nearest(references, queries, { k: 1, workers: 2 }).indices.buffer instanceof SharedArrayBuffer;
      console.log(JSON.stringify({ cold, threads, same, started, helped: batches > 0, shared }));`,
    );
    expect(out).toEqual({ cold: true, threads: 4, same: true, started: 3, helped: true, shared: false });
  });

  it('give the same answers search after search, and go on helping: a worker that comes late finds nothing to do', () => {
    const out = run(
      join(root, 'dist'),
      `
      const large = pointsOf(4000, 40, 1);
      const small = pointsOf(700, 9, 2);
      const searches = [
        (workers) => digest(nearest(large, large, { k: 3, workers })),
        (workers) => digest(nearest(small, small, { k: 2, workers })),
        (workers) => digest(farthest(small, small, { k: 4, workers })),
      ];
      const alone = searches.map((search) => search(1));
      await startWorkers(2);
      let wrong = 0;
      const helped = [];
      for (let round = 0; round < 40; round++) {
        searches.forEach((search, i) => { if (search(2) !== alone[i]) wrong++; });
        if (round === 19) helped.push(kernelInfo().workers.batches);
      }
      helped.push(kernelInfo().workers.batches);
      console.log(JSON.stringify({ wrong, goesOn: helped[1] > helped[0] }));`,
    );
    expect(out).toEqual({ wrong: 0, goesOn: true });
  });

  it('are one where the worker file is missing, with the same answer', () => {
    for (const room of ['kernels', 'core']) {
      cpSync(join(root, 'dist', room), join(folder, room), {
        recursive: true,
        filter: (path) => !path.endsWith('neighbours-worker.js'),
      });
    }
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
    const out = run(
      folder,
      `
      const points = pointsOf(2000, 9, 1);
      const alone = digest(nearest(points, points, { k: 3 }));
      const before = digest(nearest(points, points, { k: 3, workers: 2 })) === alone;
      const threads = await startWorkers(2);
      const after = digest(nearest(points, points, { k: 3, workers: 2 })) === alone;
      console.log(JSON.stringify({ before, threads, after, possible: kernelInfo().workers.possible }));`,
    );
    expect(out).toEqual({ before: true, threads: 1, after: true, possible: 1 });
  });

  it.each([0, -1, 1.5, Number.NaN, 65])('cannot be %d', (workers) => {
    const points = pointsOf(10, 2, 1);
    expect(() => nearest(points, points, { k: 1, workers })).toThrow(/workers must be a whole number from 1 to 64/);
  });
});
