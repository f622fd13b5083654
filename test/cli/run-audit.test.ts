/** What happens around an audit: where results go, what happens when it fails or is interrupted. The audit itself is a stand-in. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditResult } from '../../src/audit/types.ts';
import { auditRequest } from '../../src/cli/commands/audit.ts';
import type { AuditEngine } from '../../src/cli/engine.ts';
import { runAudit } from '../../src/cli/run-audit.ts';
import { InputError } from '../../src/core/errors.ts';
import { parseObjective } from '../../src/thresholds/objectives.ts';
import { listing, type TestEffects, temporaryFolder, testEffects } from './effects.ts';

const engine: AuditEngine = {
  parseObjective,
  audit: async (file, options) => ({ source: { name: file.name }, target: options.target }) as unknown as AuditResult,
  toHtml: () => '<!doctype html>',
  toJson: (result) => JSON.stringify(result),
  toMarkdown: () => '# audit',
  toTerminal: (_, { width, color }) => `summary ${width} ${color}`,
};

let folder: string;
let data: string;

beforeEach(() => {
  folder = temporaryFolder();
  data = join(folder, 'data.csv');
  writeFileSync(data, 'a,y\n1,x\n');
});

interface Run {
  readonly given?: Parameters<typeof auditRequest>[1];
  readonly input?: string;
  readonly around?: Partial<AuditEngine>;
  readonly test?: TestEffects;
  readonly signal?: AbortSignal;
}

async function run({
  given = { target: 'y' },
  input = data,
  around = {},
  test = testEffects(),
  signal = new AbortController().signal,
}: Run) {
  const request = auditRequest(input, given);
  const exitCode = await runAudit(request, { effects: test.effects, signal }, { ...engine, ...around });
  return { exitCode, stdout: test.stdout(), stderr: test.stderr() };
}

describe('where results go', () => {
  it('shows the summary, in the width and colours of the screen', async () => {
    expect(await run({})).toEqual({ exitCode: 0, stdout: 'summary 80 false\n', stderr: '' });
    const test = testEffects({ stdoutScreen: { isTerminal: true, columns: 132, color: true } });
    expect((await run({ test })).stdout).toBe('summary 132 true\n');
  });

  it('gives stdout to --json without a file', async () => {
    const { stdout } = await run({ given: { target: 'y', json: true } });
    expect(JSON.parse(stdout)).toEqual({ source: { name: 'data.csv' }, target: 'y' });
  });

  it('writes files beside the summary and says so, unless told to be quiet', async () => {
    const [html, json] = [join(folder, 'r.html'), join(folder, 'r.json')];
    const given = { target: 'y', html, json };
    expect(await run({ given })).toEqual({
      exitCode: 0,
      stdout: 'summary 80 false\n',
      stderr: `wrote ${html}\nwrote ${json}\n`,
    });
    expect(readFileSync(html, 'utf8')).toBe('<!doctype html>');
    expect((await run({ given: { ...given, quiet: true } })).stderr).toBe('');
  });

  it('names the report after the input when --html has no file', () => {
    const paths = (input: string) => auditRequest(input, { target: 'y', html: true }).outputs.map(({ path }) => path);
    expect(paths('some/where/birds.strike.csv')).toEqual(['birds.strike-audit.html']);
    expect(paths('-')).toEqual(['stdin-audit.html']);
  });

  it('reads standard input for -', async () => {
    const { stdout } = await run({ input: '-', given: { target: 'y', json: '-' } });
    expect(JSON.parse(stdout).source.name).toBe('standard input');
  });
});

describe('when something is wrong', () => {
  const never: Partial<AuditEngine> = {
    audit: () => {
      throw new Error('the audit must not begin');
    },
  };

  it.each([
    ['a folder', () => ({ html: folder }), /is a folder/],
    ['a missing folder', () => ({ html: join(folder, 'no', 'r.html') }), /there is no folder/],
    ['the input', () => ({ json: data }), /is the input/],
    ['twice the same file', () => ({ html: join(folder, 'r'), json: join(folder, '.', 'r') }), /two outputs/],
  ])('refuses %s as output before the work begins', async (_, outputs, message) => {
    const before = listing(folder);
    await expect(run({ given: { target: 'y', ...outputs() }, around: never })).rejects.toThrow(message);
    expect(listing(folder)).toEqual(before);
  });

  it('writes nothing when the audit or one rendering fails, and takes the progress bar off the screen', async () => {
    const before = listing(folder);
    const given = { target: 'y', html: join(folder, 'r.html'), json: join(folder, 'r.json') };
    const failing: Partial<AuditEngine>[] = [
      {
        audit: async (_file, _options, hooks) => {
          await hooks?.onProgress?.({ stage: 'reading', done: 0, total: 2 });
          throw new Error('broken');
        },
      },
      {
        toJson: () => {
          throw new Error('broken');
        },
      },
    ];
    for (const around of failing) {
      const test = testEffects({ stderrScreen: { isTerminal: true, columns: 80, color: true } });
      await expect(run({ given, around, test })).rejects.toThrow('broken');
      expect(listing(folder)).toEqual(before);
      const left = test.stderr().split('\r\u001b[2K').at(-1);
      expect(left).toBe('');
    }
  });

  it('names options as they were typed', async () => {
    const around: Partial<AuditEngine> = {
      audit: async () => {
        const [fn, argument, expected, received] = ['audit', 'testShare', 'small', '.9'];
        throw new InputError({ code: 'out-of-range', fn, argument, expected, received });
      },
    };
    await expect(run({ around })).rejects.toThrow(/^audit: --test-share must be small, got '.9'$/);
  });

  it('stops at an interrupt, even one that came when the audit could not listen, and writes nothing', async () => {
    const before = listing(folder);
    const interrupt = new AbortController();
    const around: Partial<AuditEngine> = {
      audit: async (...inputs) => {
        interrupt.abort();
        return await engine.audit(...inputs);
      },
    };
    const given = { target: 'y', html: join(folder, 'r.html') };
    await expect(run({ given, around, signal: interrupt.signal })).rejects.toThrow(/abort/);
    expect(listing(folder)).toEqual(before);
  });
});
