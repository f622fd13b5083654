/**
 * Every sampler that imbalanced-learn 0.14.2 has, beside it on the same input: the answers are compared first (ours in
 * compatibility mode, where both are to give the same rows), then wall and processor seconds, then memory. Build first, then:
 * node bench/samplers.bench.mjs [--rounds 5] [--budget 60] [--markdown] [shape…] [method…], names as in the lists below.
 *
 * Each method runs in a fresh process per side. Seconds are the median of the rounds, processor seconds (of all threads) in
 * brackets, and the first round on its own, in which our code is not yet compiled and theirs not yet loaded. Rounds end early
 * when a side has used its budget of seconds; where its first took more than a third of that, it is the only one. Memory is how
 * far the peak of the resident set rose above what it was before the first round, and the peak itself, of the whole process with
 * its runtime, libraries and input, in brackets. Ours gives back which rows are kept and the rows made, imbalanced-learn a new
 * matrix. The median over samplers counts each once, by the line with its defaults.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { stratifiedKFold } from '../dist/data/index.js';
import { fitModel, predictModel } from '../dist/models/index.js';
import { resampledInput } from '../dist/resampling/materialise.js';
import { readySampler, resampleInput } from '../dist/resampling/resample.js';
import { median, peerPython, short } from './python.mjs';

const shapes = {
  'long-5': { rows: 100_000, columns: 20, share: 0.05 },
  'long-1': { rows: 100_000, columns: 20, share: 0.01 },
  'wide-5': { rows: 10_000, columns: 200, share: 0.05 },
  'wide-1': { rows: 10_000, columns: 200, share: 0.01 },
  'mixed-5': { rows: 100_000, columns: 10, share: 0.05, levels: 5 },
  'mixed-50': { rows: 100_000, columns: 10, share: 0.05, levels: 50 },
  'mixed-500': { rows: 100_000, columns: 10, share: 0.05, levels: 500 },
};

/**
 * Options beside the defaults. `differs` says why no rows can be compared, only how many there are; `first` is how many rows
 * are taken of the long shapes, all of which would take the peer hours.
 */
const numeric = {
  'random-over': {},
  smote: {},
  'borderline-smote-1': { kind: 'borderline-smote' },
  'borderline-smote-2': { kind: 'borderline-smote', options: { variant: '2' } },
  adasyn: {},
  'svm-smote': {},
  'kmeans-smote': { options: { threshold: 0.001 }, differs: 'other clusters' },
  'random-under': {},
  'near-miss-1': { kind: 'near-miss' },
  'near-miss-2': { kind: 'near-miss', options: { version: '2' } },
  'near-miss-3': { kind: 'near-miss', options: { version: '3' } },
  'instance-hardness-threshold': { differs: 'neighbours judge, not a forest', compatibility: 'none' },
  'instance-hardness-threshold-logistic': { kind: 'instance-hardness-threshold', optionsFrom: outOfFold },
  'cluster-centroids': { differs: 'other clusters', compatibility: 'none' },
  'tomek-links': {},
  'edited-nearest-neighbours': {},
  'repeated-edited-nearest-neighbours': {},
  'all-knn': {},
  'condensed-nearest-neighbour': { first: 8_000 },
  'one-sided-selection': {},
  'neighbourhood-cleaning-rule': {},
  'smote-enn': {},
  'smote-tomek': {},
};
const mixed = { 'smote-nc': {}, 'smote-n': { differs: 'ties in another order' } };
const methods = { ...numeric, ...mixed };
/** Lines of samplers that have another line with their defaults. */
const variants = ['borderline-smote-2', 'near-miss-2', 'near-miss-3', 'instance-hardness-threshold-logistic'];

const peer = fileURLToPath(new URL('peers/samplers_peer.py', import.meta.url));

/** Fills an array from the start of a file, without a second copy in memory that would hide a part of the peak. */
function load(folder, name, array) {
  readSync(openSync(join(folder, name)), array);
  return array;
}

function inputFrom(folder, { rows, columns, levels = 0 }, method) {
  const dimensions = method === 'smote-n' ? 0 : columns;
  const values = { count: rows, dimensions, values: load(folder, 'values.f64', new Float64Array(rows * dimensions)) };
  const codes = load(folder, 'codes.i32', new Int32Array(levels === 0 ? 0 : rows * columns));
  const categories = Array.from({ length: codes.length / rows }, (_, c) => ({
    codes: codes.subarray(c * rows, (c + 1) * rows),
    levels,
  }));
  return {
    values,
    space: values,
    scale: new Float64Array(dimensions).fill(1),
    categories,
    labels: load(folder, 'labels.i32', new Int32Array(rows)),
    classes: ['0', '1'],
    names: Array.from({ length: dimensions + categories.length }, (_, c) => String(c)),
  };
}

/** The columns of a row-major matrix, some rows at a time. */
function columnsOf(values, dimensions) {
  const count = values.length / dimensions;
  const columns = Array.from({ length: dimensions }, () => new Float64Array(count));
  for (let from = 0; from < count; from += 64) {
    const to = Math.min(count, from + 64);
    columns.forEach((column, d) => {
      for (let i = from; i < to; i++) column[i] = values[i * dimensions + d];
    });
  }
  return columns;
}

/** A column's numbers in those rows, at the start of `room`. */
function taken(column, rows, room) {
  for (let i = 0; i < rows.length; i++) room[i] = column[rows[i]];
  return room.subarray(0, rows.length);
}

/** What a logistic regression gives each row's own class, out of fold: the measure that the peer makes within its sampler. */
function outOfFold({ values: { count, dimensions, values }, labels }) {
  const columns = columnsOf(values, dimensions);
  const names = columns.map((_, d) => String(d));
  // Every fold is fitted, or predicted, before the next one takes its place.
  const rooms = columns.map(() => new Float64Array(count));
  const featuresOf = (rows) => ({
    rowCount: rows.length,
    numeric: columns.map((column, d) => taken(column, rows, rooms[d])),
    blocks: [],
    names,
  });
  const probabilities = new Float64Array(count);
  for (const { train, test } of stratifiedKFold(labels, { seed: 0 })) {
    const model = fitModel(
      { kind: 'logisticRegression' },
      { features: featuresOf(train), labels: train.map((i) => labels[i]), classCount: 2, seed: 0 },
    );
    const found = predictModel(model, featuresOf(test));
    test.forEach((row, i) => {
      probabilities[row] = found[2 * i + labels[row]];
    });
  }
  return { probabilities };
}

/** One method in this process: seconds per round, the peak of memory and its rise in MB, rows afterwards, and how they compare. */
function runOurs(folder, shape, method, rounds, budget) {
  const { kind = method, options, optionsFrom, differs, compatibility = 'imbalanced-learn' } = methods[method];
  const input = inputFrom(folder, shape, method);
  const before = process.resourceUsage().maxRSS;
  const wall = [];
  const processor = [];
  let result = null;
  const used = () => wall.reduce((sum, seconds) => sum + seconds, 0);
  while (wall.length === 0 || (wall.length < rounds && wall[0] <= budget / 3 && used() <= budget)) {
    result = null;
    const start = performance.now();
    const cpu = process.cpuUsage();
    const sampler = readySampler({ kind, ...options, ...optionsFrom?.(input), compatibility });
    result = resampleInput(input, sampler, { seed: 0 });
    const { user, system } = process.cpuUsage(cpu);
    wall.push((performance.now() - start) / 1e3);
    processor.push((user + system) / 1e6);
  }
  const peak = process.resourceUsage().maxRSS / 1024;
  const rise = peak - before / 1024;
  const answer = differs ? `not compared: ${differs}` : compare(folder, resampledInput(input, result));
  return { wall, processor, peak, rise, rows: result.labels.length, answer };
}

/** Whether the matrix afterwards is the peer's to 1e-9, row by row; else how many rows of ours the peer has, too. */
function compare(folder, { values: { count, dimensions, values }, categories }) {
  const bytes = readFileSync(join(folder, 'answer.f64'));
  const expected = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
  const width = dimensions + categories.length;
  const at = (i, d) => (d < dimensions ? values[i * dimensions + d] : categories[d - dimensions].codes[i]);
  const close = (value, place) => {
    const own = at(Math.floor(place / width), place % width);
    return Math.abs(own - value) <= 1e-9 * Math.max(1, Math.abs(value));
  };
  if (expected.length === count * width && expected.every(close)) return 'the same';
  const firsts = new Set(expected.filter((_, place) => place % width === 0));
  const common = Array.from({ length: count }, (_, i) => firsts.has(at(i, 0))).filter(Boolean).length;
  return `${common} IN COMMON`;
}

const runProgram = (program, args) => JSON.parse(execFileSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 24 }));

function compareShape(name, chosen, { rounds, budget, line }) {
  const { levels = 0, ...shape } = shapes[name];
  const { rows, columns, share } = shape;
  const folder = mkdtempSync(join(tmpdir(), 'rareclass-samplers-'));
  const lines = [];
  try {
    execFileSync(peerPython(), [peer, 'make', folder, ...[rows, columns, share, levels].map(String)]);
    const kinds = levels === 0 ? '' : ` numbers + ${columns} categories of ${levels} levels`;
    console.log(`\n${name}: ${rows} x ${columns}${kinds}, ${100 * share} % in the minority\n`);
    line.head();
    for (const method of Object.keys(levels === 0 ? numeric : mixed)) {
      if (chosen.length > 0 && !chosen.includes(method)) continue;
      const taken = name.startsWith('long') ? (methods[method].first ?? rows) : rows;
      const args = [folder, method, ...[taken, columns, levels, rounds, budget].map(String)];
      const theirs = runProgram(peerPython(), [peer, 'run', ...args]);
      const ours = runProgram(process.execPath, [fileURLToPath(import.meta.url), '--ours', ...args]);
      const title = taken < rows ? `${method}, first ${taken} rows` : method;
      lines.push({ title, method, theirs, ours });
      line.body(cellsOf(lines.at(-1)));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(`\n${summaryOf(lines).join('\n')}`);
}

const titles = [
  'method',
  'theirs s (cpu)',
  'first',
  'ours s (cpu)',
  'first',
  'times faster (cpu)',
  'MB theirs, ours',
  'rounds',
  'rows, ours and theirs',
];
const widths = [45, 16, 7, 16, 7, 18, 22, 6, 30];

const faster = ({ theirs, ours }, of) => median(theirs[of]) / median(ours[of]);

function cellsOf({ title, theirs, ours }) {
  const seconds = ({ wall, processor }) => `${short(median(wall))} (${short(median(processor))})`;
  const pair = { theirs, ours };
  const rows = ours.rows === theirs.rows ? String(ours.rows) : `${ours.rows}, ${theirs.rows}`;
  return [
    title,
    seconds(theirs),
    short(theirs.wall[0]),
    seconds(ours),
    short(ours.wall[0]),
    `${short(faster(pair, 'wall'))} (${short(faster(pair, 'processor'))})`,
    [theirs, ours].map(({ rise, peak }) => `${Math.round(rise)} (${Math.round(peak)})`).join(', '),
    `${theirs.wall.length}, ${ours.wall.length}`,
    `${rows}: ${ours.answer}`,
  ];
}

function summaryOf(lines) {
  const named = (title, chosen, of) =>
    `${title}: ${
      lines
        .filter(chosen)
        .map((line) => `${line.method} ${of(line)}`)
        .join(', ') || 'none'
    }.`;
  const ratio = (line) => `${short(faster(line, 'wall'))} (${short(faster(line, 'processor'))})`;
  const cleaning = ({ method }) => readySampler(methods[method].kind ?? method).sampler.family === 'clean';
  const medianOf = (chosen) =>
    chosen.length === 0
      ? 'none.'
      : `${['wall', 'processor'].map((of) => short(median(chosen.map((line) => faster(line, of))))).join(' times faster, processor ')}.`;
  const defaults = lines.filter(({ method }) => !variants.includes(method));
  return [
    `Median over lines: ${medianOf(lines)}`,
    `Median over samplers with their defaults (${defaults.length}): ${medianOf(defaults)}`,
    named('Slower than the peer', (line) => faster(line, 'wall') < 1, ratio),
    named(
      'Higher peak than the peer',
      ({ theirs, ours }) => ours.peak > theirs.peak,
      ({ theirs, ours }) => `${Math.round(ours.peak)} over ${Math.round(theirs.peak)}`,
    ),
    named(
      'Higher rise than the peer',
      ({ theirs, ours }) => ours.rise > theirs.rise,
      ({ theirs, ours }) => `${Math.round(ours.rise)} over ${Math.round(theirs.rise)}`,
    ),
    named('Cleaning under 10 times', (line) => cleaning(line) && faster(line, 'wall') < 10, ratio),
  ];
}

/** Cells under each other for a terminal, or a Markdown table. */
const aligned = {
  head: () => aligned.body(titles),
  body: (cells) =>
    console.log(cells.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c]))).join(' ')),
};
const markdown = {
  head: () => [titles, titles.map(() => '---')].forEach(markdown.body),
  body: (cells) => console.log(`| ${cells.join(' | ')} |`),
};

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      budget: { type: 'string', default: '60' },
      markdown: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.find((word) => !(word in shapes || word in methods));
  if (unknown !== undefined) throw new Error(`'${unknown}' is neither a shape nor a method`);
  const [names, chosen] = [shapes, methods].map((list) => positionals.filter((word) => word in list));
  for (const name of names.length > 0 ? names : Object.keys(shapes)) {
    compareShape(name, chosen, { ...values, line: values.markdown ? markdown : aligned });
  }
}

if (process.argv[2] === '--ours') {
  const [folder, method, ...numbers] = process.argv.slice(3);
  const [rows, columns, levels, rounds, budget] = numbers.map(Number);
  console.log(JSON.stringify(runOurs(folder, { rows, columns, levels }, method, rounds, budget)));
} else {
  main();
}
