/**
 * The main job: from a table to findings, comparison, threshold and one look at untouched rows. This file tells the story;
 * each step lives in a room or a file of its own.
 */

import { version } from '../core/version.ts';
import { distributionOf } from '../data/distribution.ts';
import { splitTrainTest } from '../data/roles.ts';
import { summariseSplit } from '../data/split-summary.ts';
import { repeatedStratifiedKFold } from '../data/stratified-kfold.ts';
import { checkData, checkResults } from '../diagnostics/check.ts';
import type { FileBytes } from '../table/bytes.ts';
import { readTable } from '../table/read.ts';
import type { Table } from '../table/types.ts';
import { checkColumnNames, chooseFeatures, summariseColumns } from './columns.ts';
import { candidatesOf, compareStrategies } from './comparison.ts';
import { lookOnce } from './final-look.ts';
import { completeOptions } from './options.ts';
import { prepareDataset } from './prepare-dataset.ts';
import { pretend } from './pretended.ts';
import { bySeverity, resultContext } from './result-context.ts';
import { settingsOf, targetOf } from './settings.ts';
import { Steps } from './steps.ts';
import type { AuditOptions, AuditResult, Progress } from './types.ts';

export interface AuditHooks {
  /** Awaited, so that it may let other work of the host go on. */
  readonly onProgress?: (progress: Progress) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

/** Reads the file and audits it. The result depends on nothing but the bytes, the options and the seed. */
export async function audit(file: FileBytes, options: AuditOptions, hooks: AuditHooks = {}): Promise<AuditResult> {
  const complete = completeOptions(options);
  const { table, format } = await readTable(file, { missing: complete.missing, text: [complete.target] });
  return auditTable(table, options, { ...hooks, source: { name: file.name, format } });
}

/** Audits a table that is in memory already; the target column is best read as text. */
export async function auditTable(
  table: Table,
  options: AuditOptions,
  hooks: AuditHooks & { readonly source?: { readonly name: string; readonly format: string } } = {},
): Promise<AuditResult> {
  const settings = completeOptions(options);
  checkColumnNames(table, settings.drop, 'drop');
  checkColumnNames(table, settings.keep, 'keep');
  const prepared = prepareDataset(table, settings);
  const { dataset, setAside } = prepared;
  const distribution = distributionOf(dataset, setAside);

  const { train, test } = splitTrainTest(dataset, { testShare: settings.testShare, seed: settings.seed });
  const folds = repeatedStratifiedKFold(train.data.target.codes, { ...settings, classes: dataset.target.classes });
  const split = summariseSplit(train, test, folds, settings);

  const dataFindings = checkData({
    train: train.data,
    test: test.data,
    setAside: distribution.classes.filter((share) => share.fate === 'set-aside'),
    candidates: prepared.candidates,
    rowCount: distribution.n,
    foldCount: settings.folds,
    split,
  });
  const choice = chooseFeatures(prepared.candidates, dataFindings, settings.keep);

  const steps = new Steps(hooks, folds.length * (candidatesOf(settings).length + 1) + 4);
  const compared = await compareStrategies(train, folds, choice.features, settings, steps);
  const pretended = await pretend(train, folds, choice, dataFindings, compared, settings, steps);
  const final = await lookOnce(train, test, folds, choice.features, compared, settings, steps);

  const resultFindings = checkResults(resultContext(prepared, distribution, compared, final));
  return {
    schema: 'rareclass/audit@1',
    version,
    task: dataset.target.positive === null ? 'multiclass' : 'binary',
    source: {
      name: hooks.source?.name ?? 'table',
      format: hooks.source?.format ?? 'memory',
      rows: table.rowCount,
      columns: table.columns.length,
    },
    settings: settingsOf(settings),
    target: targetOf(prepared),
    distribution,
    nullModel: final.nullModel,
    columns: summariseColumns(table, settings.target, settings.drop, choice),
    split,
    comparison: compared.comparison,
    chosen: compared.chosen,
    threshold: final.threshold,
    test: final.evaluation,
    multiclassTest: final.multiclass,
    findings: bySeverity([...dataFindings, ...resultFindings]),
    pretended,
    warnings: [...prepared.warnings, ...compared.warnings, ...final.warnings],
  };
}
