export { DataError, InputError, isExpectedError } from './errors.ts';
export { type Random, RandomState, Stream, stream } from './random.ts';
export type { Warning } from './warnings.ts';
