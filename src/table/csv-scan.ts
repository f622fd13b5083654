/**
 * The hot loop of the CSV reader: bytes of rows in, values into column stores. Bytes come in pieces cut anywhere; a piece is
 * read up to its last complete field, and the caller brings the rest again with what follows.
 */
import { DataError } from '../core/errors.ts';
import { type ColumnStore, nextBlockRows } from './column-store.ts';
import { carriageReturn, lineEnds, lineFeed, quote, singleQuotes } from './csv-record.ts';
import { NumberReader } from './number-reader.ts';

export interface ScanSettings {
  /** Names the file in errors. */
  readonly file: string;
  /** Byte of the delimiter. */
  readonly delimiter: number;
  /** Exact words, besides the empty field, that mean missing. */
  readonly missing: readonly Uint8Array[];
  /** 1-based line of the first row. */
  readonly line: number;
  /** Rows of the stores' first blocks; as many as these were made for. */
  readonly firstBlockRows: number;
}

export class CsvScan {
  private readonly settings: ScanSettings;
  private readonly stores: readonly ColumnStore[];
  private readonly numberReader: NumberReader = new NumberReader();
  /** 1 for columns whose plain numbers the loop reads itself, and the blocks they go to. */
  private readonly isNumeric: Uint8Array;
  private readonly numbers: Float64Array[];
  /** 1 for the bytes that end a field without quotes: delimiter, line ends and NUL. */
  private readonly stops: Uint8Array = new Uint8Array(256);
  /** A number can be a missing word too, such as -999. */
  private readonly missingNumbers: boolean;
  private scratch: Uint8Array = new Uint8Array(256);
  /** Column of the next field. */
  private field = 0;
  /** Line on which the record begins, and line ends inside its quoted fields so far. */
  private line: number;
  private innerLines = 0;
  /** The last byte was a carriage return, so a line feed that follows belongs to it. */
  private afterReturn = false;
  /** Blank lines since the last record, and the first of them. */
  private blankLines = 0;
  private blankLine = 0;
  /** Rows in the current blocks of the stores, the size of these blocks, and rows in the blocks before. */
  private row = 0;
  private blockRows: number;
  private rowsBefore = 0;

  constructor(stores: readonly ColumnStore[], settings: ScanSettings) {
    this.stores = stores;
    this.settings = settings;
    this.line = settings.line;
    this.blockRows = settings.firstBlockRows;
    this.isNumeric = Uint8Array.from(stores, (store) => Number(store.kind === 'numeric'));
    this.numbers = stores.map((store) => store.numbers);
    for (const byte of [settings.delimiter, lineFeed, carriageReturn, 0]) this.stops[byte] = 1;
    this.missingNumbers = settings.missing.some((word) => {
      this.numberReader.read(Uint8Array.from([...word, 0]), 0);
      return this.numberReader.end > 0;
    });
  }

  get rowCount(): number {
    return this.rowsBefore + this.row;
  }

  /** Rows in the stores' current blocks, for `ColumnStore.finish`. */
  get rowsInBlock(): number {
    return this.row;
  }

  /**
   * Reads the complete fields among bytes 0 to `end` and returns where the first incomplete one starts. `bytes[end]` must be
   * there and 0: it stops the inner loops without a bounds check.
   *
   * @throws DataError with the line where a row is ragged, a quote is misplaced, or bytes are not UTF-8 text.
   */
  read(bytes: Uint8Array, end: number): number {
    const { numberReader, isNumeric, numbers, missingNumbers } = this;
    const { delimiter } = this.settings;
    let { field, row } = this;
    let pos = 0;
    while (pos < end) {
      let byte = bytes[pos]!;
      if (field === 0 && (byte === lineFeed || byte === carriageReturn || this.afterReturn || this.blankLines > 0)) {
        pos = this.passBlankLines(bytes, pos, end);
        row = this.row;
        if (pos === end) break;
      }
      let stop = pos;
      if (isNumeric[field] === 1) {
        let value = numberReader.read(bytes, pos);
        stop = numberReader.end;
        byte = bytes[stop]!;
        if (byte === delimiter || byte === lineFeed || byte === carriageReturn) {
          if (missingNumbers && this.isMissing(bytes, pos, stop)) value = Number.NaN;
          numbers[field]![row] = value;
        } else {
          stop = this.readField(bytes, pos, end, field);
        }
      } else {
        stop = this.readField(bytes, pos, end, field);
      }
      if (stop < 0) break;
      pos = stop + 1;
      if (bytes[stop] === delimiter) {
        field++;
        continue;
      }
      this.endRecord(field + 1);
      row = this.row;
      field = 0;
      if (bytes[stop] === carriageReturn) {
        if (pos === end) this.afterReturn = true;
        else if (bytes[pos] === lineFeed) pos++;
      }
    }
    this.field = field;
    return pos;
  }

  /** The file ended; `rest` says that bytes were left, which only an open quote leaves. */
  finish(rest: boolean): void {
    if (rest) throw this.error('open-quote', this.line + this.innerLines, ': a quote is opened and never closed');
  }

  private endRecord(fields: number): void {
    const { length } = this.stores;
    if (fields !== length) {
      const has = `${fields} ${fields === 1 ? 'field' : 'fields'}`;
      throw this.error('ragged-row', this.line, ` has ${has}, expected ${length}`);
    }
    this.line += 1 + this.innerLines;
    this.innerLines = 0;
    this.nextRow();
  }

  private nextRow(): void {
    this.row++;
    if (this.row < this.blockRows) return;
    this.rowsBefore += this.row;
    this.row = 0;
    this.blockRows = nextBlockRows(this.blockRows);
    this.stores.forEach((store, i) => {
      store.nextBlock(this.blockRows);
      this.numbers[i] = store.numbers;
    });
  }

  /**
   * Passes over blank lines. At the end of the file they mean nothing; before another row they are missing values of a
   * single column, and an error where there are several columns.
   */
  private passBlankLines(bytes: Uint8Array, start: number, end: number): number {
    let pos = start;
    for (; pos < end; pos++) {
      const byte = bytes[pos]!;
      const paired = this.afterReturn && byte === lineFeed;
      this.afterReturn = byte === carriageReturn;
      if (paired) continue;
      if (byte !== lineFeed && byte !== carriageReturn) break;
      if (this.blankLines++ === 0) this.blankLine = this.line;
      this.line++;
    }
    if (pos === end) return pos;
    if (this.blankLines > 0 && this.stores.length > 1) {
      throw this.error('blank-line', this.blankLine, ` is blank, expected ${this.stores.length} fields`);
    }
    for (; this.blankLines > 0; this.blankLines--) {
      this.stores[0]!.addMissing(this.row);
      this.nextRow();
    }
    return pos;
  }

  /** Reads one field of any kind; returns the position of the byte that ends it, -1 where that has not come yet. */
  private readField(bytes: Uint8Array, start: number, end: number, field: number): number {
    if (bytes[start] === quote) return this.readQuoted(bytes, start, end, field);
    const { stops } = this;
    let p = start;
    while (stops[bytes[p]!] === 0) p++;
    if (bytes[p] === 0) {
      if (p === end) return -1;
      throw this.nul(this.line + this.innerLines);
    }
    this.put(field, bytes, start, p);
    return p;
  }

  private readQuoted(bytes: Uint8Array, start: number, end: number, field: number): number {
    const from = start + 1;
    let doubled = false;
    let lines = false;
    let p = from;
    for (; p < end; p++) {
      const byte = bytes[p]!;
      if (byte === quote) {
        if (bytes[p + 1] !== quote) break;
        doubled = true;
        p++;
      } else if (byte === lineFeed || byte === carriageReturn) {
        lines = true;
      } else if (byte === 0) {
        throw this.nul(this.line + this.innerLines + lineEnds(bytes, from, p));
      }
    }
    if (p + 1 >= end) return -1;
    if (doubled) {
      if (this.scratch.length < p - from) this.scratch = new Uint8Array(2 * (p - from));
      const length = singleQuotes(bytes, from, p, this.scratch);
      this.scratch[length] = 0;
      this.put(field, this.scratch, 0, length);
    } else {
      this.put(field, bytes, from, p);
    }
    if (lines) this.innerLines += lineEnds(bytes, from, p);
    if (this.stops[bytes[p + 1]!] === 0) {
      throw this.error('text-after-quote', this.line + this.innerLines, ': a field goes on after its closing quote');
    }
    return p + 1;
  }

  private put(field: number, bytes: Uint8Array, start: number, end: number): void {
    const store = this.stores[field];
    if (store === undefined || store.kind === 'skipped') return;
    if (start === end || this.isMissing(bytes, start, end)) {
      store.addMissing(this.row);
    } else if (!store.add(this.row, bytes, start, end)) {
      const problem = `: column '${store.name}' holds bytes that are not UTF-8; save the file as UTF-8`;
      throw this.error('not-utf8', this.line + this.innerLines, problem);
    }
    if (store.kind !== 'numeric') this.isNumeric[field] = 0;
  }

  private isMissing(bytes: Uint8Array, start: number, end: number): boolean {
    for (const word of this.settings.missing) {
      if (word.length === end - start && word.every((byte, i) => bytes[start + i] === byte)) return true;
    }
    return false;
  }

  private nul(line: number): DataError {
    return this.error('not-text', line, ' holds a NUL byte; this is not a text file, or it is UTF-16');
  }

  private error(code: string, line: number, problem: string): DataError {
    return new DataError(code, `line ${line}${problem}`, { file: this.settings.file, line });
  }
}
