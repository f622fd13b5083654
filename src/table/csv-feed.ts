/**
 * Brings the pieces of a file to the scan: small enough to stay in the processor's cache, and each with the incomplete field
 * of the piece before.
 */

import { lineFeed } from './csv-record.ts';
import type { CsvScan } from './csv-scan.ts';

const pieceLength = 131_072;

export class CsvFeed {
  private readonly scan: CsvScan;
  /** Bytes of the header still to pass over. */
  private skip: number;
  private buffer: Uint8Array = new Uint8Array(2 * pieceLength);
  private length = 0;
  /** A field longer than a piece is tried again only when twice as much is there, so that long fields cost linear time. */
  private waitFor = 0;

  constructor(scan: CsvScan, skip: number) {
    this.scan = scan;
    this.skip = skip;
  }

  add(chunk: Uint8Array): void {
    const passed = Math.min(this.skip, chunk.length);
    this.skip -= passed;
    for (let start = passed; start < chunk.length; start += pieceLength) {
      this.addPiece(chunk.subarray(start, start + pieceLength));
    }
  }

  /** The file has ended, with or without a line end. */
  end(): void {
    this.waitFor = 0;
    this.addPiece(Uint8Array.of(lineFeed));
    this.scan.finish(this.length > 0);
  }

  private addPiece(piece: Uint8Array): void {
    const length = this.length + piece.length;
    if (length + 1 > this.buffer.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.buffer.subarray(0, this.length));
      this.buffer = larger;
    }
    this.buffer.set(piece, this.length);
    this.length = length;
    if (length < this.waitFor) return;
    this.buffer[length] = 0;
    const used = this.scan.read(this.buffer, length);
    this.buffer.copyWithin(0, used, length);
    this.length = length - used;
    this.waitFor = used === 0 ? 2 * length : 0;
  }
}
