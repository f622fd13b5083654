/**
 * Everything that must hold before a change is good: it builds, it type-checks with its tests, it is tidy, its tests pass.
 * Arguments go to vitest: `npm test -- test/core`. Every step runs even if one before it failed, so that one run says all.
 */
import { build, install, orExit, runNode } from './ready.mjs';

const steps = [
  ['build', () => build()],
  ['types', () => runNode('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.json'])],
  ['tidy', () => runNode('node_modules/@biomejs/biome/bin/biome', ['check', '.'])],
  ['tests', () => runNode('node_modules/vitest/vitest.mjs', ['run', ...process.argv.slice(2)])],
];

function outcome([name, step]) {
  const started = performance.now();
  let passed = true;
  try {
    step();
  } catch (error) {
    if (error?.status === undefined) console.error(error);
    passed = false;
  }
  return { name, passed, seconds: ((performance.now() - started) / 1000).toFixed(1) };
}

orExit(install);
const outcomes = steps.map(outcome);
for (const { name, passed, seconds } of outcomes) console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
