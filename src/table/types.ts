/**
 * The table: typed columns of equal length, plain data. Column names are any strings, kept in order, so they are never
 * used as property names of an object.
 */

export interface NumericColumn {
  readonly type: 'numeric';
  readonly name: string;
  /** NaN where missing. */
  readonly values: Float64Array;
  /** Every present value is a whole number (or there is none). */
  readonly integer: boolean;
  readonly missing: number;
}

export interface CategoryColumn {
  readonly type: 'category';
  readonly name: string;
  /** Position in `levels`, -1 where missing. */
  readonly codes: Int32Array;
  /** Distinct texts in order of first appearance. */
  readonly levels: readonly string[];
  readonly missing: number;
}

export interface BooleanColumn {
  readonly type: 'boolean';
  readonly name: string;
  /** 1, 0, or 255 where missing. */
  readonly values: Uint8Array;
  /** The words the file used for false and true. */
  readonly words: readonly [no: string, yes: string];
  readonly missing: number;
}

export interface DateColumn {
  readonly type: 'date';
  readonly name: string;
  /** Milliseconds since 1970-01-01T00:00Z, NaN where missing. */
  readonly values: Float64Array;
  /** The file gave days only, no time of day. */
  readonly daysOnly: boolean;
  readonly missing: number;
}

export type Column = NumericColumn | CategoryColumn | BooleanColumn | DateColumn;
export type ColumnType = Column['type'];

export interface Table {
  readonly rowCount: number;
  readonly columns: readonly Column[];
}
