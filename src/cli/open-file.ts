/** A file on disk as a source of bytes that can be sliced and streamed; what is not a readable file is refused in one line. */
import { constants, createReadStream } from 'node:fs';
import { access, type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { DataError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import type { FileBytes } from '../table/bytes.ts';

const pieceSize = 2 << 20;

/** The source carries the file's name without its folders, so that results do not depend on where the file lies. */
export async function openFile(path: string): Promise<FileBytes> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new DataError('is-a-folder', 'is a folder, not a file', { file: path });
    const name = basename(path);
    const stream = () => createReadStream(path, { highWaterMark: pieceSize });
    // A named pipe or a device has no size and can be read only once: not even opened before, which would end its writer.
    if (!found.isFile()) {
      await access(path, constants.R_OK);
      return { name, stream };
    }
    await (await open(path, 'r')).close();
    return { name, byteLength: found.size, slice: (start, end) => readSlice(path, start, end), stream };
  } catch (error) {
    throw await refusal(path, error);
  }
}

/** May be shorter than asked for where the file ends. */
async function readSlice(path: string, start: number, end: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(Math.max(0, end - start));
  const handle = await open(path, 'r');
  try {
    return bytes.buffer.slice(0, await fill(handle, bytes, start));
  } finally {
    await handle.close();
  }
}

/** Reads until the array is full or the file ends; one read may bring less than asked for. */
async function fill(handle: FileHandle, bytes: Uint8Array, position: number): Promise<number> {
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

async function refusal(path: string, error: unknown): Promise<unknown> {
  if (error instanceof DataError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const nearest = nearestName(basename(path), await namesIn(dirname(path)));
    const advice = nearest === undefined ? '' : `; did you mean '${nearest}'?`;
    return new DataError('no-such-file', `no such file${advice}`, { file: path });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new DataError('not-readable', 'is not readable (permission denied)', { file: path });
  }
  return code === undefined ? error : new DataError('not-readable', `cannot be read (${code})`, { file: path });
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}
