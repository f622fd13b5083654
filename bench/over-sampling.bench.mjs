/**
 * Every over-sampler against imbalanced-learn 0.14.2 on the same rows, each side in a process of its own: the rows made are
 * compared first (in compatibility mode, where both make the same), then the times; methods that imbalanced-learn does not have
 * stand alone. Build first, then: node bench/over-sampling.bench.mjs [rounds [shape… [method…]]], shapes as in the list below.
 *
 * Processor seconds stand beside wall seconds because they suffer less where other work runs on the same machine. Memory is how
 * far the peak of the resident set rose above what it was before the first round.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readySampler, resampleInput } from '../dist/resampling/resample.js';
import { median, peerPython, short } from './python.mjs';

const shapes = {
  'long-5': { rows: 100_000, columns: 20, share: 0.05 },
  'long-1': { rows: 100_000, columns: 20, share: 0.01 },
  'wide-5': { rows: 10_000, columns: 200, share: 0.05 },
  'wide-1': { rows: 10_000, columns: 200, share: 0.01 },
  'mixed-5': { rows: 100_000, columns: 10, share: 0.05, cardinality: 5 },
  'mixed-50': { rows: 100_000, columns: 10, share: 0.05, cardinality: 50 },
  'mixed-500': { rows: 100_000, columns: 10, share: 0.05, cardinality: 500 },
};

/** Own methods, and how their rows compare with the peer's: to be the same, to be as many, or nothing to compare with. */
const numeric = {
  'random-over': { spec: { kind: 'random-over' }, compare: 'rows' },
  'random-over, smoothed': { spec: { kind: 'random-over', shrinkage: 1 }, compare: 'rows' },
  smote: { spec: { kind: 'smote' }, compare: 'rows' },
  'borderline-smote 1': { spec: { kind: 'borderline-smote' }, compare: 'rows' },
  'borderline-smote 2': { spec: { kind: 'borderline-smote', variant: '2' }, compare: 'count' },
  adasyn: { spec: { kind: 'adasyn' }, compare: 'rows' },
  'svm-smote': { spec: { kind: 'svm-smote' }, compare: 'rows', once: true },
  'kmeans-smote': { spec: { kind: 'kmeans-smote', threshold: 0.001 }, compare: 'some' },
  'geometric-smote': { spec: { kind: 'geometric-smote' }, compare: null },
  'polynom-fit': { spec: { kind: 'polynom-fit' }, compare: null },
  prowsyn: { spec: { kind: 'prowsyn' }, compare: null },
};
const mixed = {
  'smote-nc': { spec: { kind: 'smote-nc' }, compare: 'rows' },
  'smote-n': { spec: { kind: 'smote-n' }, compare: 'count' },
};

const peer = fileURLToPath(new URL('peers/over_sampling_peer.py', import.meta.url));

function bytes(folder, name) {
  const file = readFileSync(join(folder, name));
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.length);
}

function inputFrom(folder, nominalOnly) {
  const { rows, columns, categories, cardinality } = JSON.parse(readFileSync(join(folder, 'shape.json')));
  const codes = new Int32Array(bytes(folder, 'codes.i32'));
  const values = nominalOnly
    ? { count: rows, dimensions: 0, values: new Float64Array(0) }
    : { count: rows, dimensions: columns, values: new Float64Array(bytes(folder, 'values.f64')) };
  return {
    values,
    space: values,
    scale: new Float64Array(values.dimensions).fill(1),
    categories: Array.from({ length: categories }, (_, c) => ({
      codes: codes.subarray(c * rows, (c + 1) * rows),
      levels: cardinality,
    })),
    labels: new Int32Array(bytes(folder, 'labels.i32')),
    classes: ['0', '1'],
    names: Array.from({ length: values.dimensions + categories }, (_, c) => String(c)),
  };
}

/** One method in this process: seconds per round, rows afterwards, and how the made rows differ from the peer's. */
function runOurs(folder, method, rounds) {
  const { spec, compare } = { ...numeric, ...mixed }[method];
  const input = inputFrom(folder, method === 'smote-n');
  const compatibility = compare === null ? {} : { compatibility: 'imbalanced-learn' };
  const sampler = readySampler({ ...spec, ...compatibility });
  const before = process.resourceUsage().maxRSS;
  const wall = [];
  const processor = [];
  let result;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const used = process.cpuUsage();
    result = resampleInput(input, sampler, { seed: 0 });
    const { user, system } = process.cpuUsage(used);
    wall.push((performance.now() - start) / 1e3);
    processor.push((user + system) / 1e6);
  }
  const peak = (process.resourceUsage().maxRSS - before) / 1024;
  const rows = result.labels.length;
  return { wall, processor, rows, peak, same: compare === 'rows' ? sameRows(folder, input, result) : null };
}

function sameRows(folder, input, { source, synthetic }) {
  const expected = new Float64Array(bytes(folder, 'made.f64'));
  const { dimensions, values } = input.values;
  const copies = source.subarray(input.labels.length).filter((row) => row >= 0);
  const got = synthetic.base.length > 0 ? synthetic.values.values : null;
  if ((got?.length ?? copies.length * dimensions) !== expected.length) return false;
  return expected.every((value, at) => {
    const ours = got?.[at] ?? values[copies[Math.floor(at / dimensions)] * dimensions + (at % dimensions)];
    return Math.abs(ours - value) <= 1e-9 * Math.max(1, Math.abs(value));
  });
}

function compareAll(rounds, names, methods) {
  const python = peerPython();
  for (const name of names) {
    const { rows, columns, share, cardinality = 0 } = shapes[name];
    const folder = mkdtempSync(join(tmpdir(), 'rareclass-over-'));
    const json = (program, args) => JSON.parse(execFileSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 24 }));
    try {
      execFileSync(python, [peer, 'make', folder, ...[rows, columns, share, cardinality].map(String)]);
      const kinds = cardinality === 0 ? '' : ` numbers + ${columns} categories of ${cardinality} levels`;
      console.log(`\n${name}: ${rows} x ${columns}${kinds}, ${100 * share} % in the minority`);
      console.log('method                   theirs s (cpu)  ours s (cpu)   ratio (cpu)   MB theirs, ours   rows made');
      for (const [method, { compare, once }] of Object.entries(cardinality === 0 ? numeric : mixed)) {
        if (methods.length > 0 && !methods.includes(method)) continue;
        const times = String(once ? 1 : rounds);
        const theirs = compare === null ? null : json(python, [peer, 'run', folder, method, times]);
        const ours = json(process.execPath, [fileURLToPath(import.meta.url), '--ours', folder, method, times]);
        console.log(lineOf(method, compare, theirs, ours));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

function lineOf(method, compare, theirs, ours) {
  const seconds = (side) => (side === null ? '-' : `${short(median(side.wall))} (${short(median(side.processor))})`);
  const ratio = (of) => short(median(theirs[of]) / median(ours[of]));
  const verdict =
    compare === null
      ? 'no peer'
      : compare === 'rows'
        ? ours.same
          ? 'the same'
          : `OTHERS (${theirs.rows}, ${ours.rows})`
        : compare === 'count' && theirs.rows === ours.rows
          ? 'as many'
          : `${theirs.rows}, ${ours.rows}`;
  return [
    method.padEnd(22),
    seconds(theirs).padStart(16),
    seconds(ours).padStart(15),
    (theirs === null ? '' : `${ratio('wall')} (${ratio('processor')})`).padStart(13),
    `${theirs === null ? '-' : Math.round(theirs.peak)}, ${Math.round(ours.peak)}`.padStart(16),
    `  ${verdict}`,
  ].join(' ');
}

if (process.argv[2] === '--ours') {
  const [folder, method, rounds] = process.argv.slice(3);
  console.log(JSON.stringify(runOurs(folder, method, Number(rounds))));
} else {
  const [rounds = '3', ...rest] = process.argv.slice(2);
  const names = rest.filter((word) => word in shapes);
  compareAll(
    Number(rounds),
    names.length > 0 ? names : Object.keys(shapes),
    rest.filter((word) => !(word in shapes)),
  );
}
