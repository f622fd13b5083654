/**
 * File to numbers: `rareclass evaluate` against pandas or polars with scikit-learn's roc_auc_score and
 * average_precision_score, on 5,000,000 rows of a label (1 % positive) and a score of 17 digits, about 115 MB.
 * Build first, then: node bench/evaluate.bench.mjs [rounds]
 *
 * The numbers must agree before anything is timed. Rounds take turns, and medians are shown. Our time is the whole process:
 * start, reading, every measure with its interval, red flags, curves and the written JSON. The peers' time is shown with and
 * without starting Python and importing; it buys two numbers.
 */
import { execFileSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, peerPython } from './python.mjs';

const rounds = Number(process.argv[2] ?? 5);
const python = peerPython();
const here = fileURLToPath(new URL('.', import.meta.url));
const folder = join(tmpdir(), 'rareclass-bench');
const file = join(folder, 'predictions.csv');
const json = join(folder, 'evaluation.json');
const rowCount = 5_000_000;

/** Scores of a decent model whose positives are one in a hundred; the same bytes in every run. */
async function makeFile() {
  mkdirSync(folder, { recursive: true });
  let state = 2;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 4294967296;
  };
  const out = createWriteStream(file);
  out.write('label,score\n');
  for (let start = 0; start < rowCount; start += 10_000) {
    let text = '';
    for (let row = 0; row < 10_000; row++) {
      const label = next() < 0.01 ? 1 : 0;
      const normal = Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
      text += `${label},${1 / (1 + Math.exp(4.6 - normal - 1.5 * label))}\n`;
    }
    if (!out.write(text)) await new Promise((resume) => out.once('drain', resume));
  }
  await new Promise((resume) => out.end(resume));
}

function ours() {
  const start = performance.now();
  const words = ['evaluate', file, '--label', 'label', '--score', 'score', '--json', json, '--quiet'];
  execFileSync(process.execPath, [join(here, '..', 'dist', 'cli', 'bin.js'), ...words], { stdio: 'ignore' });
  const whole = (performance.now() - start) / 1000;
  const { ranking } = JSON.parse(readFileSync(json, 'utf8')).evaluation;
  const value = (name) => ranking.find((measure) => measure.name === name).value;
  return { rocAuc: value('rocAuc'), averagePrecision: value('averagePrecision'), whole, seconds: whole };
}

function peer(reader) {
  const start = performance.now();
  const out = execFileSync(python, [join(here, 'peers', 'evaluate_peer.py'), reader, file], { encoding: 'utf8' });
  return { ...JSON.parse(out), whole: (performance.now() - start) / 1000 };
}

const contenders = {
  'rareclass evaluate': ours,
  'pandas + scikit-learn': () => peer('pandas'),
  'polars + scikit-learn': () => peer('polars'),
};

if (!existsSync(file)) await makeFile();
console.log(`${file}: ${(statSync(file).size / 1e6).toFixed(0)} MB, ${rowCount.toLocaleString('en')} rows`);
const first = Object.entries(contenders).map(([name, run]) => [name, run()]);
for (const [name, { rocAuc, averagePrecision }] of first) {
  const [, wanted] = first[1];
  const off = Math.max(Math.abs(rocAuc - wanted.rocAuc), Math.abs(averagePrecision - wanted.averagePrecision));
  if (!(off < 1e-12)) throw new Error(`${name} gives other numbers: ${rocAuc}, ${averagePrecision}`);
}
const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, { seconds: [], whole: [] }]));
for (let round = 0; round < rounds; round++) {
  for (const [name, run] of Object.entries(contenders)) {
    const { seconds, whole } = run();
    times[name].seconds.push(seconds);
    times[name].whole.push(whole);
  }
}
console.log(`${''.padEnd(24)}${'file to numbers'.padStart(18)}${'whole process'.padStart(16)}`);
for (const [name, { seconds, whole }] of Object.entries(times)) {
  const cells = [`${median(seconds).toFixed(2)} s`.padStart(18), `${median(whole).toFixed(2)} s`.padStart(16)];
  console.log(`${name.padEnd(24)}${cells.join('')}`);
}
