/**
 * Rareclass: classification when the interesting class is rare. The table of contents: each block is a room of its own, which
 * can also be imported alone (`rareclass/metrics`).
 */

// The main job, and saying it.
export * from './audit/index.ts';
export * from './calibration/index.ts';
export * from './charts/index.ts';
export * from './core/index.ts';
export * from './data/index.ts';
// Look for what makes numbers lie, before and after fitting.
export * from './diagnostics/index.ts';
// Measure, and say how sure.
export * from './metrics/index.ts';
export * from './models/index.ts';
export * from './report/index.ts';
export * from './stats/index.ts';
// Load and describe data, split it, keep roles and lineage.
export * from './table/index.ts';
export * from './thresholds/index.ts';
// Prove: pipelines, cross-validation, comparison.
export * from './validation/index.ts';
// Weigh, fit, calibrate, decide.
export * from './weighting/index.ts';
