/** Categories with so many levels that most of them are seen a few times only. */
import type { CategoryColumn } from '../../table/types.ts';
import type { DataCheck } from '../context.ts';
import { candidateColumns } from '../dataset-view.ts';
import { count, finding } from '../words.ts';
import { identifies } from './identifier-column.ts';

const code = 'high-cardinality';
const manyLevels = 50;
const fewRows = 10;
/** Many levels do no harm while hardly any of them is rare. */
const rareShare = 0.1;

export const highCardinality: DataCheck = {
  code,
  title: 'categories of many levels',
  detect: (context) =>
    candidateColumns(context).flatMap((column) => {
      if (column.type !== 'category' || identifies(column) !== null) return [];
      const { levels, rare } = levelCounts(column);
      if (levels < manyLevels || rare < levels * rareShare) return [];
      return [
        finding({
          code,
          severity: 'note',
          title: `${column.name} has ${count(levels)} levels`,
          evidence: `${count(rare)} of the ${count(levels)} levels of ${column.name} occur in fewer than ${fewRows} training rows.`,
          why:
            'A level seen a few times may by chance hold only rows of one class. Flexible models learn such accidents by heart, ' +
            'and levels that first occur later are unknown to every model.',
          fix: `Group the levels of ${column.name} by something that generalises (kind, region, maker), and prefer models with a penalty.`,
          columns: [column.name],
        }),
      ];
    }),
};

function levelCounts({ codes, levels }: CategoryColumn): { readonly levels: number; readonly rare: number } {
  const counts = new Int32Array(levels.length);
  for (const level of codes) if (level >= 0) counts[level]! += 1;
  let seen = 0;
  let rare = 0;
  for (const rows of counts) {
    if (rows > 0) seen += 1;
    if (rows > 0 && rows < fewRows) rare += 1;
  }
  return { levels: seen, rare };
}
