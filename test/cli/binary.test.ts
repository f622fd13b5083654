/** The built program as a process: pipes, signals, start-up time. What needs no process is tested on main() itself. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bin, ensureBuilt, rareclass } from '../built.ts';
import { listing, temporaryFolder } from './effects.ts';
import { strikes } from './tables.ts';

beforeAll(ensureBuilt);

const quick = ['--target', 'damage', '--bootstrap', '100', '--folds', '2'];

describe('the rareclass program', () => {
  it('shows help at once', () => {
    const times = Array.from({ length: 5 }, () => {
      const started = performance.now();
      expect(rareclass(['--help']).exitCode).toBe(0);
      return performance.now() - started;
    });
    // The aim is 150 ms; a machine busy with other tests gets some slack, a heavy import still shows.
    expect(Math.min(...times)).toBeLessThan(400);
  });

  it('exits with 2 and one line on bad input', () => {
    expect(rareclass(['audit', 'no-such-file.csv', '--target', 'y'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'audit: no-such-file.csv: no such file\n',
    });
  });

  it('audits standard input and prints nothing but JSON', () => {
    const { exitCode, stdout, stderr } = rareclass(['audit', '-', ...quick, '--json'], {
      input: strikes({ rows: 300 }),
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'rareclass/audit@1', source: { rows: 300, columns: 4 } });
  });

  it('ends quietly when its reader goes away', () => {
    const data = join(temporaryFolder(), 'data.csv');
    writeFileSync(data, strikes({ rows: 300 }));
    const script = 'set -o pipefail; node "$@" | head -c 1';
    const argv = ['-c', script, 'bash', bin, 'audit', data, ...quick, '--json'];
    const { status, stdout, stderr } = spawnSync('bash', argv, { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '{', stderr: '' });
  });

  it('says so in one line when its output cannot be written', () => {
    const { status, stderr } = spawnSync('bash', ['-c', 'node "$0" --help > /dev/full', bin], { encoding: 'utf8' });
    expect(status).toBe(70);
    expect(stderr).toMatch(/^rareclass: unexpected error: .*ENOSPC.*\n$/);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops at %s while waiting for input, and leaves nothing behind',
    async (signal) => {
      const folder = temporaryFolder();
      const child = spawn(process.execPath, [bin, 'audit', '-', ...quick, '--html', 'r.html'], { cwd: folder });
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text) => {
        stderr += text;
      });
      // More than a pipe holds: once it is taken in, the program is reading.
      await new Promise((taken) => child.stdin.write(strikes({ rows: 20_000 }), taken));
      child.kill(signal);
      const [exitCode] = await once(child, 'exit');
      expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: 'audit: interrupted, nothing was written\n' });
      expect(listing(folder).size).toBe(0);
    },
  );

  it('stops at an interrupt in the midst of the work', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'data.csv'), strikes({ rows: 20_000 }));
    const before = listing(folder);
    const argv = [bin, 'audit', 'data.csv', '--target', 'damage', '--repeats', '100', '--html', 'r.html'];
    const child = spawn(process.execPath, argv, { cwd: folder, stdio: 'ignore' });
    await new Promise((later) => setTimeout(later, 800));
    child.kill('SIGINT');
    const [exitCode] = await once(child, 'exit');
    expect(exitCode).toBe(130);
    expect(listing(folder)).toEqual(before);
  });
});
