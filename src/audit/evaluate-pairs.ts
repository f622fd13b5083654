/** Which rows of two files are the same: by the column that names them, or one by one where both have the same labels. */
import { DataError } from '../core/errors.ts';
import { listing, plural, quoted } from '../diagnostics/words.ts';
import { placeOf } from './evaluate-columns.ts';
import type { Predictions } from './evaluate-read.ts';

/** Positions of the common rows among the kept rows of either file, in the order of the first. */
export interface CommonRows {
  readonly matchedBy: 'id' | 'row order';
  readonly here: Int32Array;
  readonly there: Int32Array;
}

const shownRows = 5;

/** The rows both files have, whose labels must agree. Throws a DataError where they do not, or where rows cannot be matched. */
export function commonRows(own: Predictions, reference: Predictions): CommonRows {
  const common = own.ids === null || reference.ids === null ? inOrder(own, reference) : byId(own, reference);
  if (common.here.length === 0) {
    throw new DataError('no-common-rows', `has no row in common with '${reference.file.name}' by --id`, {
      file: own.file.name,
    });
  }
  checkLabels(own, reference, common);
  return common;
}

/** The row of the file that a kept row was. */
function fileRow({ rows }: Predictions, position: number): number {
  return rows === null ? position : rows[position]!;
}

function inOrder(own: Predictions, reference: Predictions): CommonRows {
  const [n, m] = [own.file.table.rowCount, reference.file.table.rowCount];
  if (n !== m) {
    throw new DataError(
      'unequal-length',
      `has ${plural(n, 'row')}, '${reference.file.name}' ${plural(m, 'row')}: rows can be matched in order only where both have as many; name the column that tells them apart with --id`,
      { file: own.file.name },
    );
  }
  const positions = new Map<number, number>();
  for (let i = 0; i < reference.labels.length; i++) positions.set(fileRow(reference, i), i);
  return matched(own, 'row order', (i) => positions.get(fileRow(own, i)));
}

function byId(own: Predictions, reference: Predictions): CommonRows {
  const positions = new Map<string, number>();
  const theirs = reference.ids!;
  for (let i = 0; i < theirs.codes.length; i++) positions.set(theirs.levels[theirs.codes[i]!]!, i);
  const ours = own.ids!;
  return matched(own, 'id', (i) => positions.get(ours.levels[ours.codes[i]!]!));
}

function matched(
  { labels }: Predictions,
  matchedBy: CommonRows['matchedBy'],
  partnerOf: (position: number) => number | undefined,
): CommonRows {
  const here: number[] = [];
  const there: number[] = [];
  for (let i = 0; i < labels.length; i++) {
    const partner = partnerOf(i);
    if (partner === undefined) continue;
    here.push(i);
    there.push(partner);
  }
  return { matchedBy, here: Int32Array.from(here), there: Int32Array.from(there) };
}

function checkLabels(own: Predictions, reference: Predictions, { matchedBy, here, there }: CommonRows): void {
  const positionOf = own.classes.map((name) => reference.classes.indexOf(name));
  const differing: number[] = [];
  for (let k = 0; k < here.length; k++) {
    if (positionOf[own.labels[here[k]!]!] !== reference.labels[there[k]!]) differing.push(here[k]!);
  }
  if (differing.length === 0) return;
  const first = differing.slice(0, shownRows).map((position) => placeOf(own.file, fileRow(own, position)));
  const more = differing.length > shownRows ? ' …' : '';
  const advice =
    matchedBy === 'id'
      ? 'the same case cannot have two truths; correct one of the files'
      : 'the rows are not in the same order, or not the same; name the column that tells them apart with --id';
  throw new DataError(
    'labels-differ',
    `${plural(differing.length, 'of the common rows has', 'of the common rows have')} another label than in ` +
      `${quoted(reference.file.name)} (${listing(first)}${more}); ${advice}`,
    { file: own.file.name },
  );
}
