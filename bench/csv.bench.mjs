/**
 * Speed of the CSV reader on one core, on files made in memory. Build first, then: node bench/csv.bench.mjs [rounds]
 *
 * - numeric: 1,000,000 rows of 20 numbers, about 160 MB
 * - scores: 5,000,000 rows of a label 0 or 1 and a score with 17 significant digits
 * - mixed: 1,000,000 rows of numbers, categories, dates and quoted text
 */
import { bytesOf, readTable } from '../dist/table/index.js';

const rounds = Number(process.argv[2] ?? 5);

/** A small seeded generator, so that every run reads the same bytes. */
function uniforms(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

function textFile(header, rows, rowOf) {
  const encoder = new TextEncoder();
  const parts = [encoder.encode(`${header}\n`)];
  for (let start = 0; start < rows; start += 10_000) {
    let text = '';
    for (let row = start; row < Math.min(start + 10_000, rows); row++) text += `${rowOf(row)}\n`;
    parts.push(encoder.encode(text));
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const files = {
  numeric() {
    const next = uniforms(1);
    const header = Array.from({ length: 20 }, (_, i) => `x${i}`).join(',');
    return textFile(header, 1_000_000, () =>
      Array.from({ length: 20 }, () => (next() * 100 - 50).toFixed(4)).join(','),
    );
  },
  scores() {
    const next = uniforms(2);
    return textFile('label,score', 5_000_000, () => {
      const score = (next() + next() / 4294967296).toFixed(17);
      return `${next() < 0.01 ? 1 : 0},${score}`;
    });
  },
  mixed() {
    const next = uniforms(3);
    const cities = ['Lyon', 'Zürich', 'São Paulo', 'Kraków', 'Oslo'];
    return textFile('id,amount,city,day,note', 1_000_000, (row) => {
      const day = `2026-0${1 + Math.floor(next() * 9)}-${10 + Math.floor(next() * 18)}`;
      const note = `"a ""note"", ${Math.floor(next() * 1000)}"`;
      return `${row},${(next() * 1000).toFixed(2)},${cities[Math.floor(next() * 5)]},${day},${note}`;
    });
  },
};

for (const [name, make] of Object.entries(files)) {
  const bytes = make();
  const speeds = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await readTable(bytesOf(bytes, `${name}.csv`));
    speeds.push(bytes.length / 1e3 / (performance.now() - start));
  }
  speeds.sort((a, b) => a - b);
  const median = speeds[Math.floor(speeds.length / 2)];
  const seconds = bytes.length / 1e6 / median;
  console.log(
    `${name.padEnd(8)} ${(bytes.length / 1e6).toFixed(0)} MB  ${seconds.toFixed(2)} s  ${median.toFixed(0)} MB/s`,
  );
}
