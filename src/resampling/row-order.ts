/**
 * The order of rows that decides between equals: as LIBSVM keeps it, which exchanges every row that is left out with the last one
 * that is not. Rows whose slopes were made equal by a step are frequent, so the support vectors depend on it.
 */
export class RowOrder {
  /** By row its place in the order. */
  readonly ranks: Int32Array;
  private readonly rows: Int32Array;
  /** The first so many are not left out. */
  private awake: number;

  constructor(count: number) {
    this.rows = Int32Array.from({ length: count }, (_, i) => i);
    this.ranks = this.rows.slice();
    this.awake = count;
  }

  /** No row is left out. */
  get complete(): boolean {
    return this.awake === this.rows.length;
  }

  /** Leaves out further rows: those where `rests` is 1. */
  leaveOut(rests: Uint8Array): void {
    const { rows, ranks } = this;
    let end = this.awake;
    for (let at = 0; at < end; at++) {
      const row = rows[at]!;
      if (rests[row] === 0) continue;
      do end--;
      while (end > at && rests[rows[end]!] === 1);
      rows[at] = rows[end]!;
      rows[end] = row;
    }
    this.awake = end;
    for (let at = 0; at < rows.length; at++) ranks[rows[at]!] = at;
  }

  /** Takes all rows in again, where they are. */
  takeIn(): void {
    this.awake = this.rows.length;
  }
}
