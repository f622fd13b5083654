/**
 * Columns that seem to be known only after the outcome. Three signs: the column alone predicts too well; one of the sets of
 * rows that it marks out (a value, an interval, filled in or not) belongs to the class too purely; it is an amount that departs
 * from its usual value mostly where the class is. The data cannot tell a leak from an honest, very strong sign, so columns that
 * are only suspected stay in.
 */

import type { Dataset } from '../../data/types.ts';
import { type Amount, amountBar, amountOf, amountSet } from '../amounts.ts';
import { columnCodes } from '../column-codes.ts';
import type { DataCheck } from '../context.ts';
import { candidateColumns, type RareClass, rareClasses } from '../dataset-view.ts';
import { certaintyBar, fewestRows, lowerBound, purityBar, type RowSet, rowSets } from '../pure-sets.ts';
import { type CodeCounts, countCodes, singleColumnAuc, totals } from '../single-column.ts';
import type { Finding } from '../types.ts';
import { count, decimal, finding, listing, percent } from '../words.ts';

const code = 'known-after-outcome';
const aucBar = 0.95;
/** Even the lower end of the interval of the ROC-AUC must be this high, so that a dozen rare cases do not accuse by chance. */
const aucFloor = 0.9;
/** A set of rows must hold this share of the class, or be nearly certain, before the column is left out because of it. */
const carriedShare = 0.2;

const why =
  'A column that is filled in, or takes certain values, only once the outcome has happened makes every number look better ' +
  'than it will be: at the time of a prediction the column is still empty. The data alone cannot prove when a value becomes ' +
  'known, and an honest but very strong sign looks the same; somebody who knows how the column is recorded has to decide.';

interface Studied {
  readonly name: string;
  readonly sets: (classes: readonly number[]) => readonly RowSet[];
  readonly counts: CodeCounts;
  readonly amount: Amount | null;
}

interface Suspicion {
  readonly column: string;
  readonly certain: boolean;
  readonly evidence: string;
  readonly classes: readonly string[];
}

export const knownAfterOutcome: DataCheck = {
  code,
  title: 'columns that are known only after the outcome',
  detect: (context) => {
    const { train } = context;
    const studied = candidateColumns(context).map((column): Studied => {
      const codes = columnCodes(column);
      const counts = countCodes(codes, train.target.codes, train.target.classes.length);
      const amount = amountOf(column, train.target.codes, train.target.classes.length);
      return { name: column.name, counts, amount, sets: (classes) => rowSets(codes, totals(counts, classes)) };
    });
    const found = rareClasses(train)
      .filter((rare) => rare.count >= fewestRows)
      .flatMap((rare) => suspicionsOf(rare, studied));
    const columns = [...new Set(found.map((suspicion) => suspicion.column))];
    return columns.map((column) =>
      report(
        column,
        found.filter((suspicion) => suspicion.column === column),
        train,
      ),
    );
  },
};

/** Each column is suspected of each class at most once, by its most telling sign. */
function suspicionsOf(rare: RareClass, studied: readonly Studied[]): Suspicion[] {
  const sets = studied.map((column) => column.sets(rare.codes));
  const tests = sets.reduce((sum, some) => sum + some.length, 0);
  const amounts = studied.filter((column) => column.amount !== null).length;
  return studied.flatMap(({ name, counts, amount }, i) => {
    const sign =
      tooPredictive(name, counts, rare) ?? tellingAmount(amount, rare, amounts) ?? tooPure(sets[i]!, rare, tests);
    return sign === null ? [] : [{ column: name, classes: rare.names, ...sign }];
  });
}

type Sign = Pick<Suspicion, 'certain' | 'evidence'> | null;

function tooPredictive(name: string, counts: CodeCounts, rare: RareClass): Sign {
  const alone = singleColumnAuc(counts, rare.codes);
  if (alone === null) return null;
  const low = alone.auc - 1.96 * alone.standardError;
  if (!(alone.auc > aucBar && low > aucFloor)) return null;
  const evidence =
    `${name} alone tells which training rows are ${rare.are} with a ROC-AUC of ${decimal(alone.auc)} ` +
    `(95 % lower bound ${decimal(low)}), each row judged by the other rows with its value; knowing nothing gives 0.5.`;
  return { certain: true, evidence };
}

function tellingAmount(amount: Amount | null, rare: RareClass, tests: number): Sign {
  if (amount === null || amount.n < fewestRows) return null;
  const set = amountSet(amount, rare.codes);
  if (!(set.ofClass > set.n / 2 && lowerBound(set, tests) > amountBar(rare.share))) return null;
  return { certain: true, evidence: shareSentence(set, rare) };
}

function tooPure(sets: readonly RowSet[], rare: RareClass, tests: number): Sign {
  const nearCertain = certaintyBar(rare.share);
  const found = sets.flatMap((set) => {
    const bar = set.kind === 'interval' ? nearCertain : purityBar(rare.share);
    if (!(set.ofClass > bar * set.n)) return [];
    const low = lowerBound(set, tests);
    if (!(low > bar)) return [];
    const telling = set.ofClass >= carriedShare * rare.count || low > nearCertain;
    return [{ set, certain: telling && set.kind !== 'interval' }];
  });
  found.sort((a, b) => Number(b.certain) - Number(a.certain) || b.set.ofClass - a.set.ofClass || a.set.n - b.set.n);
  const worst = found[0];
  if (worst === undefined) return null;
  const tried = `The bound stays above what was asked for when it is widened for the ${count(tests)} values and intervals tried.`;
  return { certain: worst.certain, evidence: `${shareSentence(worst.set, rare)} ${tried}` };
}

function shareSentence(set: RowSet, rare: RareClass): string {
  return (
    `Of ${count(set.n)} training rows with ${set.phrase}, ${count(set.ofClass)} (${percent(set.ofClass / set.n)}) are ` +
    `${rare.are}, against ${percent(rare.share)} overall (95 % lower bound ${percent(lowerBound(set))}).`
  );
}

function report(column: string, suspicions: readonly Suspicion[], { target }: Dataset): Finding {
  const certain = suspicions.some((suspicion) => suspicion.certain);
  const shown = suspicions.filter((suspicion) => suspicion.certain === certain).slice(0, 3);
  const classes = [...new Set(suspicions.flatMap((suspicion) => suspicion.classes))];
  const about = target.classes.length > 2 ? ` (it tells ${listing(classes, 3)})` : '';
  return finding({
    code,
    severity: certain ? 'critical' : 'warning',
    title: `${column} ${certain ? 'looks' : 'may be'} known only after the outcome${about}`,
    evidence: shown.map((suspicion) => suspicion.evidence).join(' '),
    why,
    fix: certain
      ? `Leave ${column} out unless its value is known when a prediction is made; if it is, bring it back with --keep.`
      : `Find out when ${column} is recorded; it stays in the models until it is left out with --drop.`,
    columns: [column],
    leavesOut: certain ? [column] : [],
    classes,
  });
}
