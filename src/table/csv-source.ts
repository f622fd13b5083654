/** The bytes of a CSV file as the reader takes them: the head first, then all chunks, and all of them again if need be. */
import { type FileBytes, joined } from './bytes.ts';
import { type Header, readHeader, sniffDelimiter, textStart } from './csv-sniff.ts';

/** At least so many bytes are looked at before reading begins: for the header, the delimiter and a first idea of the types. */
export const headLength = 65_536;

/** The chunks of a file, as often as they are needed, with progress. */
export class CsvSource {
  private readonly file: FileBytes;
  private readonly onProgress: ((bytesDone: number, bytesTotal: number | undefined) => void) | undefined;
  /** What came through a pipe, which cannot be asked again. */
  private readonly kept: Uint8Array[] = [];
  private passes = 0;
  private done = 0;

  constructor(file: FileBytes, onProgress?: (bytesDone: number, bytesTotal: number | undefined) => void) {
    this.file = file;
    this.onProgress = onProgress;
  }

  async *open(): AsyncGenerator<Uint8Array, void, undefined> {
    const pipe = this.file.slice === undefined;
    const fromMemory = pipe && this.passes > 0;
    this.passes++;
    for await (const chunk of fromMemory ? this.kept : this.file.stream()) {
      if (pipe && !fromMemory) this.kept.push(chunk);
      yield chunk;
      this.done += chunk.length;
      const { byteLength } = this.file;
      this.onProgress?.(this.done, byteLength === undefined ? undefined : byteLength * this.passes);
    }
  }
}

export interface Head {
  /** The first bytes of the file, with the whole header among them. */
  readonly bytes: Uint8Array;
  readonly header: Header;
  readonly delimiter: string;
}

/** Reads as many chunks as the head takes; the delimiter is the one given, or told from the first records. */
export async function readHead(
  file: string,
  chunks: AsyncIterator<Uint8Array>,
  delimiter: string | undefined,
): Promise<Head> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let atLeast = headLength; ; atLeast *= 2) {
    let last = false;
    while (length < atLeast && !last) {
      const { done, value } = await chunks.next();
      last = done === true;
      if (last) break;
      parts.push(value);
      length += value.length;
    }
    const bytes = joined(parts);
    const start = textStart(file, bytes);
    const chosen = delimiter ?? sniffDelimiter(bytes, start, last);
    const header = readHeader(file, bytes, start, chosen.charCodeAt(0), last);
    if (header !== null) return { bytes, header, delimiter: chosen };
  }
}

/** The chunks from the first on, after the head was taken from them. */
export async function* resumed(head: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* rest;
}
