/**
 * Draws the figures of the documentation, with the charts of the library: a real audit of the worked example, and what each
 * sampler does to the same rows. Run by hand after a change of charts or of results: `node scripts/figures.mjs`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { birdstrikes } from './birdstrikes.mjs';
import { build, install, orExit, root } from './ready.mjs';

orExit(() => {
  install();
  build();
});

const { drawSamplers } = await import('./sampler-figures.mjs');
const { classDistributionChart, strategyComparisonChart } = await import('../dist/charts/index.js');
const json = execFileSync(process.execPath, [join(root, 'dist/cli/bin.js'), ...birdstrikes, '--json'], {
  cwd: root,
  maxBuffer: 1 << 28,
});
const result = JSON.parse(json);
const folder = join(root, 'docs', 'figures');
mkdirSync(join(folder, 'samplers'), { recursive: true });

/** Pages may be dark, and the ink is not. */
function save(name, svg) {
  const onPaper = svg.replace(/^<svg[^>]*>/, (opening) => `${opening}<rect width="100%" height="100%" fill="#fff"/>`);
  writeFileSync(join(folder, `${name}.svg`), `${onPaper}\n`);
}

save('birdstrikes-classes', classDistributionChart(result.distribution, { rare: [result.target.positive] }));
save(
  'birdstrikes-strategies',
  strategyComparisonChart(result.comparison, {
    on: 'decisions',
    title: 'Does anything beat doing nothing? Ten thousand bird strikes, five folds',
    measureTitle: 'F1 of the decisions, mean over folds with the interval of the difference',
  }),
);

drawSamplers(save);
