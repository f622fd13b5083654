/**
 * Files written all or none: each is written whole beside its place, and only when all are, they are renamed into place.
 * If a rename fails, what was there before comes back. A leftover of an ended process is removed as it ends.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, copyFile, link, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DataError } from '../core/errors.ts';
import type { OutputFile } from './effects.ts';

/** Names of ours that may exist at the moment. */
const temporary = new Set<string>();

/** Removes, without waiting, what an ending process would leave behind. */
export function removeTemporary(): void {
  for (const path of temporary) rmSync(path, { force: true });
  temporary.clear();
}

function temporaryBeside(path: string): string {
  const name = join(dirname(path), `.rareclass-${randomBytes(6).toString('hex')}.tmp`);
  temporary.add(name);
  return name;
}

async function discard(path: string): Promise<void> {
  await rm(path, { force: true });
  temporary.delete(path);
}

/** A file on its way: complete in `staged`, to be renamed to `place`; `before` keeps what stood there, if anything did. */
interface Staged {
  readonly place: string;
  readonly staged: string;
  before: string | null;
}

export async function writeFiles(files: readonly OutputFile[]): Promise<void> {
  const ready: Staged[] = [];
  const moved: Staged[] = [];
  try {
    for (const file of files) {
      const place = await placeOf(file.path);
      // A device or pipe takes the text as it comes; there is nothing to replace.
      if (place.kind === 'stream') {
        await writeFile(place.path, file.text).catch((error: unknown) => {
          throw notWritable(file.path, error);
        });
      } else ready.push(await stage(place, file.text));
    }
    for (const entry of ready) {
      entry.before = await keep(entry.place);
      await rename(entry.staged, entry.place);
      moved.push(entry);
    }
  } catch (error) {
    for (const { place, before } of moved) {
      if (before === null) await rm(place, { force: true });
      else await rename(before, place);
    }
    throw error;
  } finally {
    for (const { staged, before } of ready) {
      await discard(staged);
      if (before !== null) await discard(before);
    }
  }
}

/** Refuses a place that cannot be written to, by trying it: permissions alone do not tell (read-only file systems). */
export async function checkOutput(path: string, inputs: readonly string[]): Promise<void> {
  const place = await placeOf(path);
  if (place.kind === 'stream') return;
  if (place.mode !== null) {
    const there = await stat(place.path);
    for (const input of inputs) {
      const read = await stat(input).catch(() => null);
      if (read !== null && read.dev === there.dev && read.ino === there.ino)
        throw new DataError('output-is-input', 'is the input; write the result to another file', { file: path });
    }
  }
  const probe = temporaryBeside(place.path);
  try {
    if (place.mode !== null) await (await open(place.path, 'r+')).close();
    await writeFile(probe, '', { flag: 'wx' });
  } catch (error) {
    throw notWritable(path, error);
  } finally {
    await discard(probe);
  }
}

interface Place {
  readonly kind: 'file' | 'stream';
  /** Symbolic links followed. */
  readonly path: string;
  /** Permissions of the file that is there, null where none is. */
  readonly mode: number | null;
}

async function placeOf(path: string): Promise<Place> {
  try {
    const there = await stat(path);
    if (there.isDirectory())
      throw new DataError('output-is-a-folder', 'is a folder; name a file in it', { file: path });
    return { kind: there.isFile() ? 'file' : 'stream', path: await realpath(path), mode: there.mode & 0o777 };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw notWritable(path, error);
  }
  try {
    return {
      kind: 'file',
      path: join(await realpath(dirname(path)), resolve(path).slice(dirname(resolve(path)).length)),
      mode: null,
    };
  } catch {
    throw new DataError('no-such-folder', `cannot be written: there is no folder '${dirname(path)}'`, { file: path });
  }
}

async function stage(place: Place, text: OutputFile['text']): Promise<Staged> {
  const staged = temporaryBeside(place.path);
  try {
    await writeFile(staged, text, { flag: 'wx' });
    if (place.mode !== null) await chmod(staged, place.mode);
  } catch (error) {
    await discard(staged);
    throw notWritable(place.path, error);
  }
  return { place: place.path, staged, before: null };
}

/** A second name for what stands at `place` (a copy where the file system has no links), or null where nothing does. */
async function keep(place: string): Promise<string | null> {
  const before = temporaryBeside(place);
  try {
    await link(place, before).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw error;
      return copyFile(place, before);
    });
    return before;
  } catch (error) {
    await discard(before);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

const reasons: ReadonlyMap<string | undefined, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'no space left on the device'],
  ['ENOTDIR', 'a part of the path is a file, not a folder'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ENOENT', 'no such folder'],
]);

function notWritable(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof DataError || code === undefined) return error;
  return new DataError('not-writable', `cannot be written: ${reasons.get(code) ?? code}`, { file: path });
}
