/** The verdicts of a comparison in words. */
import type { AuditResult } from '../audit/types.ts';

export type StrategyVerdict = AuditResult['comparison']['results'][number]['verdict'];

export const verdictWords: Readonly<Record<StrategyVerdict, string>> = {
  helps: 'helps',
  hurts: 'hurts',
  'cannot-tell': 'cannot tell',
  unchanged: 'the same',
  reference: 'reference',
};
