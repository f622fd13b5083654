/** Effects for tests: real files, but what goes to the screen is kept, time stands still, and interrupts are called by hand. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Effects, Screen } from '../../src/cli/effects.ts';
import { openFile } from '../../src/cli/open-file.ts';
import { checkOutput, writeFiles } from '../../src/cli/write-files.ts';
import { bytesOf } from '../../src/table/bytes.ts';

export interface TestEffects {
  readonly effects: Effects;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly interrupt: () => void;
  /** Moves the clock on. */
  readonly wait: (milliseconds: number) => void;
}

const piped: Screen = { isTerminal: false, columns: 80, color: false };

export function testEffects(changes: Partial<Effects> & { readonly stdinText?: string } = {}): TestEffects {
  const { stdinText = '', ...replaced } = changes;
  let [out, err, time] = ['', '', 0];
  const listeners = new Set<() => void>();
  const effects: Effects = {
    stdoutScreen: piped,
    stderrScreen: piped,
    stdout: async (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    openFile,
    stdin: () => {
      const { name, stream } = bytesOf(new TextEncoder().encode(stdinText), 'standard input');
      return { name, stream };
    },
    checkOutput,
    writeFiles,
    onInterrupt: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now: () => time,
    breathe: async () => {},
    ...replaced,
  };
  return {
    effects,
    stdout: () => out,
    stderr: () => err,
    interrupt: () => {
      for (const listener of listeners) listener();
    },
    wait: (milliseconds) => {
      time += milliseconds;
    },
  };
}

const folders: string[] = [];

/** A new empty folder that goes away after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rareclass-test-'));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Everything in a folder with its content, to see that nothing changed. */
export function listing(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, entry.isFile() ? readFileSync(path, 'latin1') : 'not a file'];
    }),
  );
}
