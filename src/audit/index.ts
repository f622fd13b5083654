export { type AuditHooks, audit, auditTable } from './audit.ts';
export type * from './types.ts';
