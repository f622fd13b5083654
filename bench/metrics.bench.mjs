/**
 * ROC-AUC and average precision together against scikit-learn's two calls, and 1,000 bootstrap replicates of both, on the same
 * labels and scores; the numbers are compared before the times. Build first, then: node bench/metrics.bench.mjs [rows rounds]
 *
 * Processor seconds stand beside wall seconds because they suffer less where other work runs on the same machine.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  areaStatistics,
  averagePrecisionOf,
  binaryScores,
  bootstrapCounts,
  gapCounts,
  rocAucOf,
} from '../dist/metrics/index.js';
import { median, peerPython, short } from './python.mjs';

const [rows = 5_000_000, rounds = 5] = process.argv.slice(2).map(Number);
const python = peerPython();
const peer = fileURLToPath(new URL('peers/metrics_peer.py', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rareclass-metrics-'));

function timed(work) {
  const start = performance.now();
  const used = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(used);
  return { result, wall: (performance.now() - start) / 1e3, processor: (user + system) / 1e6 };
}

function read(name) {
  const file = readFileSync(join(folder, name));
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.length);
}

function measure(work) {
  const runs = Array.from({ length: rounds }, () => timed(work));
  return {
    result: runs[0].result,
    wall: median(runs.map((run) => run.wall)),
    processor: median(runs.map((run) => run.processor)),
  };
}

try {
  for (const share of [0.01, 0.5]) {
    execFileSync(python, [peer, 'make', folder, String(rows), String(share)]);
    const theirs = JSON.parse(execFileSync(python, [peer, 'run', folder, String(rounds)], { encoding: 'utf8' }));
    const labels = new Uint8Array(read('labels.u8'));
    const scores = new Float64Array(read('scores.f64'));
    const before = process.memoryUsage().arrayBuffers;
    let peak = 0;
    const ours = measure(() => {
      const gaps = gapCounts(binaryScores({ labels, scores }));
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
      return { auc: rocAucOf(gaps).value, ap: averagePrecisionOf(gaps).value };
    });
    for (const name of ['auc', 'ap']) {
      const apart = Math.abs(ours.result[name] / theirs[name] - 1);
      if (!(apart < 1e-12)) throw new Error(`${name}: ${ours.result[name]} is not scikit-learn's ${theirs[name]}`);
    }
    const line = (name, seconds, cpu) =>
      console.log(
        `${name.padEnd(44)} ${short(seconds).padStart(7)} s (${short(cpu)} cpu)  ${short(median(theirs.wall) / seconds)} times faster (${short(median(theirs.processor) / cpu)} cpu)`,
      );
    console.log(
      `${rows} rows, ${100 * share} % positive; scikit-learn ${theirs.versions['scikit-learn']}, node ${process.version}`,
    );
    console.log(
      `${'scikit-learn: roc_auc + average_precision'.padEnd(44)} ${short(median(theirs.wall)).padStart(7)} s (${short(median(theirs.processor))} cpu)`,
    );
    line('rareclass: both', ours.wall, ours.processor);
    if (share < 0.05) {
      console.log(`  typed arrays held beyond the inputs: at most ${(peak / rows).toFixed(2)} bytes a row`);
      const options = { level: 0.95, replicates: 1000, seed: 1 };
      const boot = measure(() => bootstrapCounts(binaryScores({ labels, scores }), areaStatistics, options));
      line('rareclass: 1,000 bootstrap replicates of both', boot.wall, boot.processor);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
