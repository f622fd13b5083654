/** The built program, as users run it: compiled anew where src/ has changed since. */
import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root: string = dirname(dirname(fileURLToPath(import.meta.url)));
export const bin: string = join(root, 'dist', 'cli', 'bin.js');

/** Compiles if need be; throws with the compiler's messages. */
export function ensureBuilt(): void {
  try {
    execFileSync(process.execPath, [join(root, 'scripts', 'ready.mjs'), '--build'], {
      stdio: 'pipe',
      encoding: 'utf8',
    });
  } catch (error) {
    const { stdout, stderr } = error as SpawnSyncReturns<string>;
    throw new Error(`the build failed:\n${stdout}${stderr}`);
  }
}

interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program to its end. */
export function rareclass(
  argv: readonly string[],
  options: { readonly cwd?: string; readonly input?: string } = {},
): Outcome {
  const run = spawnSync(process.execPath, [bin, ...argv], { ...options, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { exitCode: run.status, stdout: run.stdout, stderr: run.stderr };
}
