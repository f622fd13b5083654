/** What is needed to get the same report again. */
import type { AuditResult } from '../../audit/types.ts';
import { countText, levelText, listed, quoted } from '../words.ts';
import { type Html, html, nameOf, section } from './markup.ts';
import { factList } from './threshold.ts';

export function settingsSection(result: AuditResult): Html {
  const { settings, source, target, version } = result;
  const names = (values: readonly string[]): string =>
    values.length === 0 ? 'none' : listed(values.map((value) => quoted(value, 40)));
  return section(
    'settings',
    'To do it again',
    html`<p>The result depends on the file, these settings and the version, on nothing else.</p>`,
    factList([
      [
        'File',
        html`${nameOf(source.name)} (${source.format}), ${countText(source.rows)} rows, ${countText(source.columns)} columns`,
      ],
      ['Target', nameOf(target.column)],
      ['Positive values', target.positiveValues.length === 0 ? 'not applicable' : names(target.positiveValues)],
      ['Seed', String(settings.seed)],
      ['Folds', settings.repeats > 1 ? `${settings.folds}, drawn ${settings.repeats} times` : String(settings.folds)],
      ['Test part', levelText(settings.testShare)],
      ['Threshold for', settings.thresholdFor],
      [
        'Intervals',
        `${levelText(settings.level)}, ${countText(settings.bootstrap)} bootstrap replicates where they are needed`,
      ],
      ['Columns dropped', names(settings.drop)],
      ['Columns kept by hand', names(settings.keep)],
      ['Words for missing', settings.missing.length === 0 ? 'the empty field' : names(settings.missing)],
      ['Version', `rareclass ${version}, schema ${result.schema}`],
    ]),
  );
}
