/**
 * Python with the peers, for benchmarks only: PYTHON if it is set, else a virtual environment in bench/.venv made on first use
 * from the pinned bench/peers/requirements.txt. The project itself never needs it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export function peerPython() {
  if (process.env.PYTHON) return process.env.PYTHON;
  const python = here('.venv/bin/python');
  if (!existsSync(python)) {
    console.error('making bench/.venv with the peers…');
    execFileSync('python3', ['-m', 'venv', here('.venv')], { stdio: 'inherit' });
    execFileSync(python, ['-m', 'pip', 'install', '-q', '-r', here('peers/requirements.txt')], { stdio: 'inherit' });
  }
  return python;
}

export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Two significant digits, for ratios and seconds. */
export const short = (value) => String(Number(value.toPrecision(2)));
