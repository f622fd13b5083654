export { type AuditHooks, audit, auditTable } from './audit.ts';
export { evaluatePredictions, type PredictionFiles } from './evaluate-predictions.ts';
export type * from './evaluate-types.ts';
export { resampleFile } from './resample-file.ts';
export type { ResampledFile, ResampleFileOptions, ResampleResult } from './resample-types.ts';
export type * from './types.ts';
