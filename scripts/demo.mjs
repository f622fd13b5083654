/**
 * The worked example, from a fresh clone to a report: which of ten thousand bird strikes damaged the aircraft? About one in
 * ten did, so accuracy flatters every model, and the repair cost, known only afterwards, gives the answer away.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { birdstrikes } from './birdstrikes.mjs';
import { build, install, orExit, root, runNode } from './ready.mjs';

const folder = join(root, 'rareclass-report');
const html = join(folder, 'birdstrikes.html');

orExit(() => {
  install();
  build();
  mkdirSync(folder, { recursive: true });
  const started = performance.now();
  const outputs = ['--html', html, '--json', join(folder, 'birdstrikes.json')];
  runNode('dist/cli/bin.js', [...birdstrikes, ...outputs]);
  console.log(`\n${((performance.now() - started) / 1000).toFixed(1)} s. Open ${html}`);
});
