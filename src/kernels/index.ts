export { countGaps, type Gaps } from './rank.ts';
export { sortNumbers } from './sort.ts';
