/** The numbers and the borders of the data checks, beyond the one example of each. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { checkData } from '../../src/diagnostics/check.ts';
import { conflictingLabels } from '../../src/diagnostics/data-checks/conflicting-labels.ts';
import { identifierColumn } from '../../src/diagnostics/data-checks/identifier-column.ts';
import { imbalance } from '../../src/diagnostics/data-checks/imbalance.ts';
import { missingnessTells } from '../../src/diagnostics/data-checks/missingness-tells.ts';
import { resamplingAdvice } from '../../src/diagnostics/data-checks/resampling-advice.ts';
import { rowsAcrossSplits } from '../../src/diagnostics/data-checks/rows-across-splits.ts';
import { targetText } from '../../src/diagnostics/data-checks/target-text.ts';
import { tooFewPositives } from '../../src/diagnostics/data-checks/too-few-positives.ts';
import type { Column } from '../../src/table/types.ts';
import { birdStrikes, category, context, dataset, date, numeric, target, trainOnly } from './tables.ts';

const upTo = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const tenth = (n: number): number[] => upTo(n, (i) => Number(i % 10 === 0));

describe('all data checks on the bird strikes', () => {
  const codesBy = (columns: readonly string[]) => columns.toSorted();
  it('leave out the costs and the date, and nothing else', () => {
    const left = checkData(context(birdStrikes())).flatMap(({ leavesOut }) => leavesOut);
    expect(codesBy(left)).toEqual(['Cost Other', 'Cost Repair', 'Cost Total $', 'Flight Date']);
  });

  it('look at candidates only', () => {
    const findings = checkData({ ...context(birdStrikes()), candidates: ['Wildlife Size'] });
    expect(findings.flatMap(({ columns }) => columns)).toEqual([]);
  });

  it('do without any candidate, and without a test part', () => {
    const c = context(birdStrikes(), { testShare: 0 });
    expect(checkData({ ...c, candidates: [] }).map(({ code }) => code)).toEqual(['imbalance', 'resampling-advice']);
  });
});

describe('identifier-column', () => {
  const draw = stream(3, 'ids');
  const n = 500;
  const fires = (column: Column): boolean => identifierColumn.detect(trainOnly([column], target(tenth(n)))).length > 0;

  it.each<[string, Column, boolean]>([
    [
      'texts that differ in every row',
      category(
        'code',
        upTo(n, (i) => `k${i}`),
      ),
      true,
    ],
    [
      'texts of which a tenth repeats',
      category(
        'code',
        upTo(n, (i) => `k${i % 450}`),
      ),
      false,
    ],
    [
      'whole numbers given out in turn, in any order',
      numeric(
        'no name',
        upTo(n, (i) => (i * 7) % n),
      ),
      true,
    ],
    [
      'rising numbers with holes',
      numeric(
        'event',
        upTo(n, (i) => i * 1000 + (i % 7)),
      ),
      true,
    ],
    [
      'unique numbers under the name of an identifier',
      numeric(
        'caseId',
        upTo(n, (i) => (i * 7919) % 100_003),
      ),
      true,
    ],
    [
      'unique whole numbers that are measured',
      numeric(
        'income',
        upTo(n, (i) => (i * 7919) % 100_003),
      ),
      false,
    ],
    [
      'decimals, unique by nature',
      numeric(
        'id weight',
        upTo(n, () => draw.uniform()),
      ),
      false,
    ],
    [
      'ages',
      numeric(
        'age',
        upTo(n, (i) => 20 + (i % 60)),
      ),
      false,
    ],
  ])('%s', (_, column, expected) => {
    expect(fires(column)).toBe(expected);
  });
});

describe('missingness-tells', () => {
  it('gives the class shares of both kinds of rows and the ROC-AUC of missing', () => {
    // 80 of 100 positive and 90 of 900 negative rows are missing: AUC .5 + (.8 - .1)/2 = .85, shares 80/170 and 20/830.
    const lab = upTo(1000, (i) => ((i % 10 === 0 ? i < 800 : i < 100) ? null : (i * 37) % 101));
    const [finding] = missingnessTells.detect(trainOnly([numeric('lab', lab)], target(tenth(1000))));
    expect(finding?.severity).toBe('warning');
    expect(finding?.evidence).toBe(
      'Of 170 training rows without lab, 47 % are positive; of the rows with it, 2.4 %. Missing or not, alone, has a ' +
        'ROC-AUC of 0.850; knowing nothing gives 0.5.',
    );
  });
});

describe('conflicting-labels', () => {
  it('counts what the best model must lose', () => {
    // Three groups: (2 positive, 3 negative), (1, 1), (4 positive); the rest negative and unique. Lost: 2 + 1 of 100 rows.
    const x = upTo(100, (i) => (i < 5 ? 0.5 : i < 7 ? 1.5 : i < 11 ? 2.5 : i + 0.25));
    const labels = upTo(100, (i) => Number(i < 2 || i === 5 || (i >= 7 && i < 11)));
    const [finding] = conflictingLabels.detect(trainOnly([numeric('x', x)], target(labels)));
    expect(finding?.evidence).toBe(
      '7 of 100 training rows equal a row of another class in every feature. Among them are 3 of the 7 rows that are positive. ' +
        'The best possible model is wrong on 3 of these rows, which costs 3 % of accuracy.',
    );
  });

  it('sees through dates and identifiers, which no model uses', () => {
    const columns = [
      numeric(
        'row_id',
        upTo(100, (i) => i),
      ),
      date(
        'seen',
        upTo(100, (i) => i * 86_400_000),
      ),
      category(
        'size',
        upTo(100, (i) => (i < 90 ? `s${i}` : 's0').slice(0, 2)),
      ),
    ];
    expect(conflictingLabels.detect(trainOnly(columns, target(tenth(100))))).toHaveLength(1);
  });
});

describe('rows-across-splits', () => {
  const x = (n: number, from: number): Column =>
    numeric(
      'x',
      upTo(n, (i) => from + i + 0.5),
    );
  const both = (overlap: number) => {
    const c = trainOnly([x(1000, 0)], target(tenth(1000)));
    return { ...c, test: dataset([x(200, 1000 - overlap)], target(tenth(200))) };
  };

  it.each([
    [1, 'note'],
    [10, 'warning'],
    [40, 'critical'],
  ])('%i of 200 shared rows are a %s', (overlap, severity) => {
    const [finding] = rowsAcrossSplits.detect(both(overlap));
    expect(finding?.severity).toBe(severity);
    expect(finding?.evidence).toContain(`${overlap} of 200 test rows`);
  });

  it('takes few combinations for what they are', () => {
    const c = context(
      dataset(
        [
          category(
            'a',
            upTo(1000, (i) => `${i % 4}`),
          ),
        ],
        target(tenth(1000)),
      ),
    );
    const [finding] = rowsAcrossSplits.detect(c);
    expect(finding?.severity).toBe('note');
    expect(finding?.evidence).toContain('by chance');
  });
});

describe('imbalance', () => {
  it.each([
    [200, undefined],
    [199, 'note'],
    [91, 'note'],
    [90, 'warning'],
    [5, 'warning'],
  ])('%i positive rows of 1,000: %s', (positive, severity) => {
    const labels = target(upTo(1000, (i) => Number(i < positive)));
    expect(imbalance.detect(trainOnly([], labels))[0]?.severity).toBe(severity);
  });
});

describe('too-few-positives', () => {
  it.each([
    [9, 'critical'],
    [10, 'warning'],
    [49, 'warning'],
    [50, undefined],
  ])('%i positive rows: %s', (positive, severity) => {
    const labels = target(upTo(1000, (i) => Number(i < positive)));
    expect(tooFewPositives.detect(trainOnly([], labels))[0]?.severity).toBe(severity);
  });

  it('speaks of each class of several', () => {
    const labels = target(
      upTo(1000, (i) => (i < 5 ? 2 : i < 30 ? 1 : 0)),
      ['a', 'b', 'c'],
    );
    const findings = tooFewPositives.detect(trainOnly([], labels));
    expect(findings.map(({ severity, classes }) => [severity, ...classes])).toEqual([
      ['warning', 'b'],
      ['critical', 'c'],
    ]);
  });
});

describe('target-text', () => {
  it.each<[string[], number]>([
    [["'1'", '1'], 1],
    [['Yes', 'yes '], 1],
    [['no  damage', 'No damage'], 1],
    [['1', '1.5'], 0],
    [['yes', 'no'], 0],
  ])('%j', (classes, expected) => {
    const labels = target(
      upTo(60, (i) => i % 2),
      classes,
    );
    expect(targetText.detect(trainOnly([], labels))).toHaveLength(expected);
  });

  it('is a note where the spellings were named together', () => {
    const labels = { ...target(upTo(60, (i) => i % 2)), values: [['no'], ["'1'", '1']] };
    expect(targetText.detect(trainOnly([], labels))[0]?.severity).toBe('note');
  });
});

describe('resampling-advice', () => {
  const advise = (rare: number, common: number) => {
    const n = rare + common;
    const [found] = resamplingAdvice.detect(
      trainOnly(
        [
          category(
            'c',
            upTo(n, (i) => `${i % 3}`),
          ),
        ],
        target(upTo(n, (i) => Number(i < rare))),
      ),
    );
    return found;
  };

  it('advises against resampling below 4 to 1 and below ten rare rows', () => {
    expect(advise(100, 399)!.fix).toContain('Do not resample: choose the decision threshold instead.');
    expect(advise(100, 400)!.fix).not.toContain('Do not resample');
    expect(advise(9, 400)!.fix).toContain("Collect more rows of 'yes'");
    expect(advise(10, 400)!.fix).not.toContain('Collect more rows');
    expect(advise(9, 400)!.title).toBe('These rows do not call for resampling');
  });

  it('names what to compare first, and why', () => {
    const { title, fix, why, severity } = advise(40, 400)!;
    expect([title, severity]).toEqual(['Before resampling, try a chosen threshold and class weights', 'note']);
    expect(fix).toContain('doing nothing, a chosen threshold and balanced class weights');
    expect(why).toContain('leave probabilities honest');
  });
});
