/** The built kernels in a browser's worker: the answers of Node, on one thread and, where the page is isolated, on two. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nearest } from '../../src/kernels/neighbours.ts';
import { ensureBuilt, root } from '../built.ts';
import { digest, pointsOf } from '../kernels/made-points.ts';
import { browserMissing, launchChromium } from './chromium.ts';

const reason = browserMissing();
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const shapes = [
  { references: 12_000, queries: 3000, dimensions: 12, k: 5 },
  { references: 3000, queries: 3000, dimensions: 3, k: 3 },
];

interface Answer {
  readonly isolated: boolean;
  readonly possible: number;
  readonly path: string;
  readonly threads: number;
  readonly helped: boolean;
  readonly alone: readonly string[];
  readonly together: readonly string[];
}

/** Runs in a worker of the page: every shape alone, then on two threads until the other one has helped. */
const script = `
  import { kernelInfo, nearest } from '/dist/kernels/neighbours.js';
  import { startWorkers } from '/dist/kernels/pool.js';
  const digest = ${digest.toString()};
  const pointsOf = ${pointsOf.toString()};
  const searches = ${JSON.stringify(shapes)}.map(({ references, queries, dimensions, k }) => {
    const points = [pointsOf(references, dimensions, 1), pointsOf(queries, dimensions, 2)];
    return (workers) => digest(nearest(...points, { k, workers }));
  });
  const alone = searches.map((search) => search(1));
  const cold = searches.map((search) => search(2));
  const threads = await startWorkers(2);
  let together = cold;
  for (let round = 0; round < 20 && together.join() === alone.join(); round++) {
    together = searches.map((search) => search(2));
    if (threads === 1 || kernelInfo().workers.batches > 0) break;
  }
  const { neighbours: path, workers } = kernelInfo();
  postMessage({
    ...{ isolated: crossOriginIsolated, possible: workers.possible, path, threads },
    ...{ helped: workers.batches > 0, alone, together },
  });`;

let browser: Browser;
let server: Server;

beforeAll(async () => {
  if (reason !== null) return;
  ensureBuilt();
  server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://localhost');
    const path = normalize(url.pathname);
    const headers = url.pathname.startsWith('/plain') ? {} : isolation;
    const send = (type: string, body: string | Buffer) => {
      response.writeHead(200, { 'Content-Type': type, ...headers }).end(body);
    };
    if (path === '/script.js') send('text/javascript', script);
    else if (path.startsWith('/dist/') && path.endsWith('.js')) send('text/javascript', readFileSync(join(root, path)));
    else send('text/html', '<!doctype html><title>kernels</title>');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

beforeEach((test) => {
  if (reason !== null) test.skip(reason);
});

async function answerOn(page: '/isolated' | '/plain'): Promise<Answer> {
  const opened = await browser.newPage();
  await opened.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${page}`);
  const answer = await opened.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const worker = new Worker('/script.js', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      }),
  );
  await opened.close();
  return answer as Answer;
}

const inNode = () =>
  shapes.map(({ references, queries, dimensions, k }) =>
    digest(nearest(pointsOf(references, dimensions, 1), pointsOf(queries, dimensions, 2), { k, workers: 1 })),
  );

describe('kernels in Chromium', () => {
  it('give the answers of Node on one thread and on two of an isolated page', async () => {
    const { alone, together, ...rest } = await answerOn('/isolated');
    expect(rest).toMatchObject({ isolated: true, path: 'compiled', threads: 2, helped: true });
    expect(alone).toEqual(inNode());
    expect(together).toEqual(alone);
  });

  it('run on one thread where the page is not isolated', async () => {
    const { alone, together, ...rest } = await answerOn('/plain');
    expect(rest).toEqual({ isolated: false, possible: 1, path: 'compiled', threads: 1, helped: false });
    expect(alone).toEqual(inNode());
    expect(together).toEqual(alone);
  });
});
