/** SMOTE followed by cleaning: SMOTE-ENN and SMOTE-Tomek. */

import { type Options, wordOption } from '../core/options.ts';
import { amongOwn } from './among-own.ts';
import { edit } from './edited-nearest-neighbours.ts';
import type { KindSel } from './editing.ts';
import { type JoinedRows, joinedRows } from './joined-rows.ts';
import { byClass, keptRows } from './keep.ts';
import { commonOptions, countOption, flagOption } from './options.ts';
import { selectResampled } from './selection.ts';
import { smoteOutline } from './smote.ts';
import type { SmoteFamilySpec, SmoteOptions } from './smote-options.ts';
import { rowsInLinks } from './tomek-links.ts';
import type { Resampled, Run, Sampler, SamplerInput } from './types.ts';

export interface SmoteEnnOptions extends SmoteOptions {
  /** Neighbours that judge a row in the cleaning, at least 1; default 3. */
  readonly cleanK?: number;
  /** How they judge, as in edited nearest neighbours; default `'all'`. */
  readonly kindSel?: KindSel;
}

export interface SmoteEnnSpec extends SmoteFamilySpec {
  readonly kind: 'smote-enn';
  readonly cleanK: number;
  readonly kindSel: KindSel;
}

export interface SmoteTomekSpec extends SmoteFamilySpec {
  readonly kind: 'smote-tomek';
}

/** `{ kind: 'smote-enn' }`: SMOTE, and then rows of any class whose neighbours are of another are removed. */
export function smoteEnn(options: SmoteEnnOptions = {}): SmoteEnnSpec {
  return smoteEnnSampler.complete({ ...options });
}

/** `{ kind: 'smote-tomek' }`: SMOTE, and then both rows of every Tomek link are removed. */
export function smoteTomek(options: SmoteOptions = {}): SmoteTomekSpec {
  return smoteTomekSampler.complete({ ...options });
}

/**
 * SMOTE-ENN. Original rows and made rows alike may go. The strategy and the options of SMOTE are SMOTE's.
 *
 * Source: Batista, Prati and Monard (2004), doi:10.1145/1007730.1007735.
 */
export const smoteEnnSampler: Sampler<SmoteEnnSpec> = {
  kind: 'smote-enn',
  title: 'SMOTE-ENN',
  family: 'combine',
  summary: 'SMOTE, and then edited nearest neighbours over all classes',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => ({
    ...combinedOptions('smote-enn', options, ['cleanK', 'kindSel']),
    cleanK: countOption('smote-enn', options, 'cleanK', 3),
    kindSel: wordOption('smote-enn', options, 'kindSel', ['all', 'mode']),
  }),
  resample: (spec, input, run) => {
    const { kind, cleanK: k, kindSel, compatibility } = spec;
    return cleaned(spec, input, run, (rows) => {
      const task = { kind, k, kindSel, argument: 'cleanK', which: 'rows after SMOTE', once: true };
      const removed = edit(task, rows, run, (editing, search) => {
        editing.spare(amongOwn(search, rows, rows.made, k));
        for (const disagreeing of editing.disagreeing(new Array<boolean>(rows.classCount).fill(true), k)) {
          editing.remove(disagreeing);
        }
      });
      const kept = keptRows(removed);
      return compatibility === 'imbalanced-learn' ? byClass(kept, rows.labels) : kept;
    });
  },
};

/**
 * SMOTE-Tomek. Original rows and made rows alike may go. The strategy and the options of SMOTE are SMOTE's.
 *
 * Source: Batista, Bazzan and Monard (2003), Balancing training data for automated annotation of keywords: a case study.
 */
export const smoteTomekSampler: Sampler<SmoteTomekSpec> = {
  kind: 'smote-tomek',
  title: 'SMOTE-Tomek',
  family: 'combine',
  summary: 'SMOTE, and then Tomek links removed on both sides',
  columns: 'mixed',
  acceptsMissing: false,
  complete: (options) => combinedOptions('smote-tomek', options),
  resample: (spec, input, run) => cleaned(spec, input, run, (rows) => keptRows(rowsInLinks(rows, run.path))),
};

function combinedOptions<K extends string>(
  kind: K,
  options: Options,
  own: readonly string[] = [],
): SmoteFamilySpec & { readonly kind: K } {
  return {
    kind,
    ...commonOptions(kind, 'combine', options, { own: ['k', 'shrinkK', 'even', ...own] }),
    k: countOption(kind, options, 'k', 5),
    shrinkK: flagOption(kind, options, 'shrinkK', false),
    even: flagOption(kind, options, 'even', false),
  };
}

function cleaned(
  spec: SmoteFamilySpec,
  input: SamplerInput,
  run: Run,
  keep: (rows: JoinedRows) => Int32Array,
): Resampled {
  const outline = smoteOutline({ ...spec, kind: 'smote', stepOf: spec.kind }, input, run);
  return selectResampled(spec.kind, input, outline, keep(joinedRows(input, outline)));
}
