export { bytesOf, type FileBytes } from './bytes.ts';
export {
  asCategory,
  column,
  columnIndex,
  columnLength,
  distinctCount,
  dropColumns,
  isMissing,
  makeTable,
  selectColumns,
  takeRows,
  textOf,
} from './columns.ts';
export { type CsvOptions, readCsv } from './csv.ts';
export { type ParquetOptions, readParquet } from './parquet.ts';
export { type FileFormat, type ReadOptions, type ReadResult, readTable } from './read.ts';
export type { BooleanColumn, CategoryColumn, Column, ColumnType, DateColumn, NumericColumn, Table } from './types.ts';
export { type WriteCsvOptions, writeCsv } from './write.ts';
