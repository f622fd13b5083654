/** What the command line answers to arguments alone: help, version, and one clear line for every misuse. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { testEffects } from './effects.ts';

async function run(...argv: readonly string[]) {
  const { effects, stdout, stderr } = testEffects();
  const exitCode = await main(argv, effects);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

describe('help and version', () => {
  it('prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await run('--version')).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('lists the commands and the exit codes', async () => {
    const { exitCode, stdout, stderr } = await run('--help');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const word of ['audit', '--version', 'Exit codes: 0 fine, 1 a gate failed, 2 bad usage']) {
      expect(stdout).toContain(word);
    }
  });

  it('tells every option of a command', async () => {
    const { exitCode, stdout } = await run('audit', '--help');
    expect(exitCode).toBe(0);
    const options =
      'target positive drop keep seed folds repeats test-share threshold-for missing bootstrap html json markdown quiet debug';
    for (const option of options.split(' ')) expect(stdout).toContain(`--${option}`);
  });

  it('shows help on stderr and exits with 2 when there is no command', async () => {
    const { exitCode, stdout, stderr } = await run();
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^Usage: rareclass/);
  });
});

describe('misuse', () => {
  const table: readonly [argv: string, line: string][] = [
    ['audt', "rareclass: unknown command 'audt' (did you mean audit?)"],
    ['frobnicate', "rareclass: unknown command 'frobnicate'"],
    ['--bogus', "rareclass: unknown option '--bogus'"],
    ['audit', 'audit: <file> is missing; name the file to audit, or - for standard input'],
    ['audit a.csv', 'audit: --target is missing; name the column to predict'],
    ['audit a.csv --target', 'audit: --target needs a value'],
    ['audit a.csv -t y --fold 3', "audit: unknown option '--fold' (did you mean --folds?)"],
    ['audit a.csv -t Effect Amount', 'audit: too many arguments; put quotes around a name or value that has spaces'],
    ['audit -t y --json a.csv', "audit: <file> is missing; 'a.csv' went to the option before it; put <file> first"],
    ['audit a.csv -t y --folds NaN', "audit: --folds must be a whole number of at least 2, got 'NaN'"],
    ['audit a.csv -t y --folds 1', "audit: --folds must be a whole number of at least 2, got '1'"],
    ['audit a.csv -t y --seed=', "audit: --seed must be a whole number of at least 0, got ''"],
    ['audit a.csv -t y --repeats 5x', "audit: --repeats must be a whole number of at least 1, got '5x'"],
    ['audit a.csv -t y --bootstrap 1e', "audit: --bootstrap must be a whole number of at least 100, got '1e'"],
    ['audit a.csv -t y --test-share 1', "audit: --test-share must be a number between 0 and 1, both excluded, got '1'"],
    ['audit a.csv -t y -p A,,B', "audit: --positive has an empty value; write a comma inside a value as '\\,'"],
    [
      'audit a.csv -t y --json --markdown',
      'audit: only one of --json and --markdown can go to stdout; give the other a file',
    ],
  ];

  it.each(table)('%s', async (argv, line) => {
    expect(await run(...argv.split(' ').filter(Boolean))).toEqual({ exitCode: 2, stdout: '', stderr: `${line}\n` });
  });
});
