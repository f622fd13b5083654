/** The real effects: this process's streams, files, signals and clock. */
import type { WriteStream } from 'node:tty';
import type { Effects, Screen } from './effects.ts';
import { openFile } from './open-file.ts';
import { checkOutput, removeTemporary, writeFiles } from './write-files.ts';

export function nodeEffects(): Effects {
  process.on('exit', removeTemporary);
  const tellPerson = quietWriter(process.stderr);
  return {
    stdoutScreen: screenOf(process.stdout),
    stderrScreen: screenOf(process.stderr),
    stdout: quietWriter(process.stdout),
    // Where not even stderr can be written to, there is nobody left to tell.
    stderr: (text) => void tellPerson(text).catch(() => {}),
    openFile,
    stdin: () => ({ name: 'standard input', stream: () => process.stdin }),
    checkOutput,
    writeFiles,
    onInterrupt,
    now: () => performance.now(),
    breathe: () => new Promise((resume) => setImmediate(resume)),
  };
}

function screenOf(stream: WriteStream): Screen {
  const isTerminal = stream.isTTY === true;
  const { FORCE_COLOR: forced = '0' } = process.env;
  return { isTerminal, columns: stream.columns || 80, color: isTerminal ? stream.hasColors() : forced !== '0' };
}

/** Writes to a stream until its reader goes away (`| head`), and then writes nothing more, without complaint. */
function quietWriter(stream: WriteStream): (text: string) => Promise<void> {
  let open = true;
  stream.on('error', () => {
    open = false;
  });
  return (text) =>
    new Promise((resolve, reject) => {
      if (!open) return resolve();
      stream.write(text, (error) => {
        if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
        else resolve();
      });
    });
}

/** The first interrupt asks to stop in good order; the second stops at once. */
function onInterrupt(listener: () => void): () => void {
  let asked = false;
  const interrupted = () => {
    if (asked) process.exit(130);
    asked = true;
    listener();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupted);
  return () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupted);
  };
}
