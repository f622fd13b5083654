/**
 * Which rows disagree with their nearest neighbours, over rounds in which rows are removed. A row of class c disagrees exactly
 * where too few rows of c are nearer than its t-th nearest row of another class, so a search for rows of the other classes (few,
 * where c is the large class) and an early-ending search for nearer rows of its own class settle it. What was found is kept:
 * in the next round only rows that lost one of the rows found are searched for again.
 */
import type { RowSearch } from '../kernels/row-search.ts';
import { majorityVote } from './class-vote.ts';
import { placesWhere, rowsWhere } from './rows.ts';

/** `all`: every neighbour must be of the row's class; `mode`: the most common class of the neighbours must be, ties to the first. */
export type KindSel = 'all' | 'mode';

export interface EditingOptions {
  readonly kindSel: KindSel;
  /** The largest k that will be asked for. */
  readonly largestK: number;
  readonly classCount: number;
  /** Nothing is asked again once rows have been removed, so that nothing need be kept for it; default false. */
  readonly once?: boolean;
}

/** How many neighbours an `Editing` wants of its search, at the most. */
export function mostWantedBy(largestK: number): number {
  return 2 * largestK;
}

/** What has been found about rows. All arrays are indexed by row. */
interface Findings {
  /** The rows of other classes up to the t-th nearest; -1 where none has been searched. */
  readonly others: Int32Array;
  readonly t: number;
  readonly limits: Float64Array;
  /** Rows of the own class that are nearer than the limit. */
  readonly nearer: Int32Array;
  /** How many of them; -1 where they have not been searched. */
  readonly count: Int32Array;
  /** 1 where there are no others than those found. */
  readonly complete: Uint8Array;
}

export class Editing {
  private readonly search: RowSearch;
  private readonly labels: Int32Array;
  private readonly options: EditingOptions;
  private readonly gone: Uint8Array;
  /** Rows that agree, until a row is removed. */
  private agreeing: Uint8Array | null = null;
  private readonly width: number;
  /** By t: classes that ask for as many share the arrays, as no row is of two. */
  private readonly found: Map<number, Findings> = new Map();

  /** Takes a search among rows whose parts are their classes. */
  constructor(search: RowSearch, labels: Int32Array, options: EditingOptions) {
    this.search = search;
    this.labels = labels;
    this.options = options;
    this.gone = new Uint8Array(labels.length);
    this.width = mostWantedBy(options.largestK);
  }

  /** One mark per row that has been removed. */
  get removed(): Uint8Array {
    return this.gone;
  }

  /** Takes note of rows that are known to agree: of each the `largestK` nearest are of its class. */
  spare(agreeing: Uint8Array): void {
    this.agreeing = agreeing;
  }

  remove(rows: Int32Array): void {
    this.agreeing = null;
    for (const row of rows) this.gone[row] = 1;
    this.search.remove(rows);
  }

  /** Rows that are left of each class. */
  counts(): number[] {
    const counts = new Array<number>(this.options.classCount).fill(0);
    for (let i = 0; i < this.gone.length; i++) if (this.gone[i] === 0) counts[this.labels[i]!]! += 1;
    return counts;
  }

  /** The rows left of the classes asked for that disagree with the k nearest rows left, class by class. */
  disagreeing(classes: readonly boolean[], k: number): Int32Array[] {
    return classes.map((asked, label) => (asked ? this.disagreeingOf(label, k) : new Int32Array(0)));
  }

  private disagreeingOf(label: number, k: number): Int32Array {
    const own = this.unsure(label);
    const counts = this.counts();
    const t = this.foreignersNeeded(label, k);
    if (counts.reduce((sum, count) => sum + count, 0) - counts[label]! < t) return new Int32Array(0);
    const needed = k - t + 1;
    const { once = false } = this.options;
    const suspects = once ? this.suspectsAtOnce(own, label, t, needed) : this.suspectsOf(own, label, t, needed);
    const vote = this.options.kindSel === 'mode' && this.options.classCount > 2;
    return vote ? this.outvoted(suspects, k) : suspects;
  }

  /** Those of some rows of a class to whose t-th nearest foreigner fewer than `needed` rows of it are nearer. */
  private suspectsOf(own: Int32Array, label: number, t: number, needed: number): Int32Array {
    const findings = this.findingsOf(t);
    this.searchOthers(findings, own, label);
    this.searchNearer(findings, own, label, needed);
    return rowsWhere(own, (row) => this.alive(findings, row) < needed);
  }

  /** The same, and what was found is forgotten. */
  private suspectsAtOnce(own: Int32Array, label: number, t: number, needed: number): Int32Array {
    if (own.length === 0) return own;
    this.search.prepare([label]);
    const { indices, distances } = this.search.nearest(own, t, this.classesBut(label));
    for (let i = 0; i < own.length; i++) {
      indices[i] = indices[i * t + t - 1]!;
      distances[i] = distances[i * t + t - 1]!;
    }
    const [limits, limitRows] = [distances.subarray(0, own.length), indices.subarray(0, own.length)];
    const { counts } = this.search.witnesses(own, { wanted: needed, limits, limitRows }, [label]);
    return rowsWhere(own, (_, i) => counts[i]! < needed);
  }

  /** The smallest number of foreigners among k neighbours with which a row can disagree; with two classes it then does. */
  private foreignersNeeded(label: number, k: number): number {
    if (this.options.kindSel === 'all') return 1;
    return label === 0 ? Math.floor(k / 2) + 1 : Math.ceil(k / 2);
  }

  /** Rows left of a class that are not known to agree. */
  private unsure(label: number): Int32Array {
    const { gone, labels, agreeing } = this;
    return placesWhere(gone.length, (row) => gone[row] === 0 && labels[row] === label && agreeing?.[row] !== 1);
  }

  private findingsOf(t: number): Findings {
    const known = this.found.get(t);
    if (known !== undefined) return known;
    const { length } = this.labels;
    const fresh: Findings = {
      t,
      others: new Int32Array(length * t).fill(-1),
      limits: new Float64Array(length),
      nearer: new Int32Array(length * this.width),
      count: new Int32Array(length).fill(-1),
      complete: new Uint8Array(length),
    };
    this.found.set(t, fresh);
    return fresh;
  }

  /** Finds the t nearest foreigners where that is not done, or one of those found is gone. */
  private searchOthers({ t, others, limits, count }: Findings, own: Int32Array, label: number): void {
    const rows = rowsWhere(own, (row) => {
      for (let j = row * t; j < row * t + t; j++) if (others[j]! < 0 || this.gone[others[j]!] === 1) return true;
      return false;
    });
    if (rows.length === 0) return;
    this.search.prepare([label]);
    const { indices, distances } = this.search.nearest(rows, t, this.classesBut(label));
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      for (let j = 0; j < t; j++) others[row * t + j] = indices[i * t + j]!;
      limits[row] = distances[i * t + t - 1]!;
      count[row] = -1;
    }
  }

  /** Finds rows of the own class nearer than the limit where too few are known and there may be more. */
  private searchNearer(findings: Findings, own: Int32Array, label: number, needed: number): void {
    const { t, others, limits, nearer, count, complete } = findings;
    const rows = rowsWhere(
      own,
      (row) => count[row]! < 0 || (complete[row] === 0 && this.alive(findings, row) < needed),
    );
    if (rows.length === 0) return;
    const again = rows.some((row) => count[row]! >= 0);
    // Where a later round asks anew some more than needed are found, so that it need not ask every time.
    const wanted = again ? this.width : Math.max(needed, this.options.largestK);
    const limitsOfRows = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) limitsOfRows[i] = limits[rows[i]!]!;
    const limitRows = rows.map((row) => others[row * t + t - 1]!);
    const found = this.search.witnesses(rows, { wanted, limits: limitsOfRows, limitRows }, [label]);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const counted = found.counts[i]!;
      for (let j = 0; j < counted; j++) nearer[row * this.width + j] = found.indices[i * wanted + j]!;
      count[row] = counted;
      complete[row] = counted < wanted ? 1 : 0;
    }
  }

  private classesBut(label: number): number[] {
    return this.allClasses().filter((code) => code !== label);
  }

  private allClasses(): number[] {
    return Array.from({ length: this.options.classCount }, (_, code) => code);
  }

  private alive({ nearer, count }: Findings, row: number): number {
    let alive = 0;
    const from = row * this.width;
    for (let j = from; j < from + count[row]!; j++) if (this.gone[nearer[j]!] === 0) alive++;
    return alive;
  }

  private outvoted(suspects: Int32Array, k: number): Int32Array {
    if (suspects.length === 0) return suspects;
    const { indices } = this.search.nearest(suspects, k, this.allClasses());
    return suspects.filter((row, i) => {
      const voters = indices.subarray(i * k, i * k + k);
      return majorityVote(this.labels, this.options.classCount, voters) !== this.labels[row];
    });
  }
}
