/**
 * Under-sampling and cleaning against imbalanced-learn: the same input, the same rows kept (compared first), median seconds of
 * several rounds. Ours runs on one core, imbalanced-learn on two where it can. Needs Python with imbalanced-learn 0.14.2. Build
 * first, then: PYTHON=/path/to/python node bench/resampling.bench.mjs [rows columns share rounds [method…]]
 *
 * Processor seconds are shown too, since they suffer less where other work runs on the same machine.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resampleMatrix } from '../dist/resampling/index.js';

const [rows = 100_000, columns = 20, share = 0.05, rounds = 3] = process.argv.slice(2, 6).map(Number);
const every = {
  'tomek-links': {},
  'edited-nearest-neighbours': {},
  'repeated-edited-nearest-neighbours': {},
  'all-knn': {},
  'neighbourhood-cleaning-rule': {},
  'near-miss': { version: '2' },
  'one-sided-selection': {},
  'condensed-nearest-neighbour': {},
};
const methods = process.argv.length > 6 ? process.argv.slice(6) : Object.keys(every);
const python = process.env.PYTHON ?? 'python3';
const peer = new URL('peers/resampling_peer.py', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'resampling-'));
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

try {
  execFileSync(python, [peer, 'make', folder, rows, columns, share].map(String));
  const points = { count: rows, dimensions: columns, values: floats('values.f64') };
  const labels = ints('labels.i32');
  console.log(`${rows} x ${columns}, ${100 * share} % in the minority, ${rounds} rounds`);
  console.log('method'.padEnd(36), '  theirs s (cpu)', '      ours s (cpu)', '  ratio (cpu)  rows kept');
  for (const kind of methods) {
    const theirs = JSON.parse(execFileSync(python, [peer, 'run', folder, kind, String(rounds)], { encoding: 'utf8' }));
    const ours = { wall: [], processor: [] };
    let kept;
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      const used = process.cpuUsage();
      kept = resampleMatrix(points, labels, { kind, ...every[kind], compatibility: 'imbalanced-learn' }, { seed: 0 });
      const { user, system } = process.cpuUsage(used);
      ours.wall.push((performance.now() - start) / 1e3);
      ours.processor.push((user + system) / 1e6);
    }
    const expected = ints(`${kind}.i32`);
    const got = kept.source.toSorted();
    const same = expected.length === got.length && expected.every((row, i) => row === got[i]);
    const cells = [theirs, ours].map(({ wall, processor }) =>
      `${median(wall).toFixed(2)} (${median(processor).toFixed(2)})`.padStart(18),
    );
    const ratio = `${(median(theirs.wall) / median(ours.wall)).toFixed(1)} (${(median(theirs.processor) / median(ours.processor)).toFixed(1)})`;
    console.log(kind.padEnd(36), ...cells, ratio.padStart(13), ` ${got.length} ${same ? 'the same' : 'OTHERS'}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function bytes(name) {
  const file = readFileSync(join(folder, name));
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.length);
}

function floats(name) {
  return new Float64Array(bytes(name));
}

function ints(name) {
  return new Int32Array(bytes(name));
}
