/** Every chart: well-formed, named, escaped, deterministic, and its marks where the numbers put them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classDistributionChart } from '../../src/charts/class-distribution.ts';
import { binaryConfusionChart, confusionChart } from '../../src/charts/confusion.ts';
import { precisionRecallChart, precisionRecallPoint, rocChart, rocPoint } from '../../src/charts/curve.ts';
import { wrapped } from '../../src/charts/frame.ts';
import { reliabilityChart } from '../../src/charts/reliability.ts';
import { type ScatterPoint, scatterChart } from '../../src/charts/scatter.ts';
import { strategyComparisonChart } from '../../src/charts/strategy-comparison.ts';
import { coordinate } from '../../src/charts/svg.ts';
import { hostileAudit, hostileMulticlassAudit, hostileNames } from '../report/hostile-audit.ts';
import { sampleAudit, sampleMulticlassAudit } from '../report/sample-audit.ts';
import { anyText } from './any-text.ts';
import { readMarkup, type Tag } from './markup.ts';

const audit = sampleAudit();
const test = audit.test!;
const many = sampleMulticlassAudit().multiclassTest!;
const marks = [{ x: 0.25, y: 0.5, label: 'at 0.5', chosen: false }];
const drawRoc = (): string => rocChart(test.roc, { marks });
const scattered: readonly ScatterPoint[] = [
  { x: 1, y: 1, rare: false },
  { x: 2, y: 2, rare: true, times: 4 },
  { x: 9, y: 3, rare: true, state: 'made' },
  { x: 9, y: 9, rare: false, state: 'removed' },
  { x: 11, y: 9, rare: false },
];
const scatterOptions = { title: 'Rows', description: 'Rows before and after', x: [0, 10], y: [0, 10] } as const;
const drawScatter = (): string =>
  scatterChart([{ title: 'A', note: 'b', points: scattered, links: [{ from: [2, 2], to: [9, 3] }] }, { points: [] }], {
    ...scatterOptions,
    across: 2,
  });
const charts: Readonly<Record<string, () => string>> = {
  scatter: drawScatter,
  'class distribution': () => classDistributionChart(audit.distribution),
  'class distribution, narrow': () => classDistributionChart(audit.distribution, { width: 360 }),
  'confusion, two classes': () =>
    binaryConfusionChart(test.points[0]!.confusion, { positive: 'damaged', negative: 'whole' }),
  'confusion, many classes': () => confusionChart(many.confusion, { classes: many.classes }),
  roc: drawRoc,
  'precision-recall': () => precisionRecallChart(test.precisionRecall, { marks, prevalence: 0.106 }),
  reliability: () => reliabilityChart(test.reliability),
  'reliability, empty': () => reliabilityChart([]),
  'strategies, ranking': () => strategyComparisonChart(audit.comparison),
  'strategies, decisions, narrow': () => strategyComparisonChart(audit.comparison, { on: 'decisions', width: 360 }),
};

const texts = (svg: string): string[] =>
  readMarkup(svg)
    .filter(({ name }) => name === 'text')
    .map(({ text }) => text);
const number = (tag: Tag, name: string): number => Number(tag.attributes.get(name));
const byClass = (svg: string, name: string, role: string): Tag[] =>
  readMarkup(svg).filter((tag) => tag.name === name && tag.attributes.get('class') === role);

describe.each(Object.entries(charts))('%s', (_, draw) => {
  const svg = draw();
  const tags = readMarkup(svg);

  it('is one well-formed, named and described picture', () => {
    expect(tags[0]!.name).toBe('svg');
    expect(tags[0]!.attributes.get('role')).toBe('img');
    expect(tags[0]!.attributes.get('aria-label')).toMatch(/\w{3}/);
    expect(tags[1]).toMatchObject({ name: 'title', text: expect.stringMatching(/\w/) });
    expect(tags[2]).toMatchObject({ name: 'desc', text: expect.stringMatching(/\w/) });
  });

  it('has no broken number and at most two decimals', () => {
    expect(svg).not.toMatch(/NaN|undefined|Infinity|\[object/);
    for (const { attributes } of tags) {
      for (const name of ['x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'width', 'height', 'r']) {
        const value = attributes.get(name);
        if (value !== undefined) expect(value).toMatch(/^-?\d+(\.\d{1,2})?$/);
      }
      expect(attributes.get('d') ?? 'M0,0').toMatch(/^M[-\d.,LHVM]+Z?$/);
    }
  });

  it('stays inside its frame', () => {
    const [, , width, height] = tags[0]!.attributes.get('viewBox')!.split(' ').map(Number);
    for (const tag of tags.filter(({ name }) => name === 'circle' || name === 'rect')) {
      const [x, y] =
        tag.name === 'rect' ? [number(tag, 'x'), number(tag, 'y')] : [number(tag, 'cx'), number(tag, 'cy')];
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + (number(tag, 'width') || 0)).toBeLessThanOrEqual(width!);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y + (number(tag, 'height') || 0)).toBeLessThanOrEqual(height!);
    }
  });

  it('is the same every time', () => expect(draw()).toBe(svg));
});

describe('class distribution', () => {
  it('draws bars in proportion to counts, names and counts beside them', () => {
    const svg = charts['class distribution']!();
    const [common] = byClass(svg, 'rect', 'rc-fill-common');
    const [rare] = byClass(svg, 'rect', 'rc-fill-rare');
    // 1,061 rows against 8,939
    expect(number(rare!, 'width') / number(common!, 'width')).toBeCloseTo(1061 / 8939, 3);
    expect(texts(svg)).toEqual(expect.arrayContaining(['None', '8,939 (89.4 %)', '1,061 (10.6 %)']));
  });

  it('puts many classes into one line', () => {
    const classes = Array.from({ length: 30 }, (_, i) => ({
      ...audit.distribution.classes[0]!,
      label: `class ${i}`,
      count: 100 - i,
    }));
    const svg = classDistributionChart({ ...audit.distribution, classes });
    expect(byClass(svg, 'rect', 'rc-fill-rare').length + byClass(svg, 'rect', 'rc-fill-common').length).toBe(12);
    // 88 + 87 + ... + 71 = 18 * 79.5
    expect(texts(svg)).toContain('and 18 smaller classes with 1,431 rows together');
  });
});

describe('confusion', () => {
  const confusion = { truePositive: 30, falseNegative: 10, falsePositive: 60, trueNegative: 900 };

  it('shows counts, row shares and names, and shades by row share', () => {
    const svg = binaryConfusionChart(confusion, { positive: 'damaged', negative: 'whole' });
    expect(texts(svg)).toEqual(
      expect.arrayContaining(['30', '75.0 %', '10', '25.0 %', '60', '6.3 %', '900', '93.8 %', 'damaged', 'whole']),
    );
    const shades = readMarkup(svg).flatMap((tag) =>
      tag.attributes.has('fill-opacity') ? [number(tag, 'fill-opacity')] : [],
    );
    // half of 30/40, 10/40, 60/960, 900/960, to two decimals
    expect(shades).toEqual([0.38, 0.13, 0.03, 0.47]);
  });

  it('says so where a class has no rows', () => {
    const svg = confusionChart(
      [
        [5, 0],
        [0, 0],
      ],
      { classes: ['a', 'b'] },
    );
    expect(texts(svg).filter((text) => text === 'no rows')).toHaveLength(2);
  });

  it('names every class of many', () => {
    const svg = charts['confusion, many classes']!();
    for (const name of many.classes) expect(texts(svg).filter((text) => text === name)).toHaveLength(2);
  });
});

describe('curves', () => {
  const corner = (d: string, i: number): number[] => d.slice(1).split('L').at(i)!.split(',').map(Number);
  const curve = (svg: string): string => byClass(svg, 'path', 'rc-stroke-accent')[0]!.attributes.get('d')!;

  it('runs from corner to corner of a square', () => {
    const [left, bottom] = corner(curve(drawRoc()), 0);
    const [right, top] = corner(curve(drawRoc()), -1);
    expect(right! - left!).toBe(bottom! - top!);
  });

  it('draws precision-recall in steps only', () => {
    const points = curve(charts['precision-recall']!())
      .slice(1)
      .split('L')
      .map((pair) => pair.split(',').map(Number));
    const slanted = points.filter(
      (point, i) => i > 0 && point[0] !== points[i - 1]![0] && point[1] !== points[i - 1]![1],
    );
    expect(points.length).toBeGreaterThan(100);
    expect(slanted).toEqual([]);
  });

  it('draws and names the baseline of each', () => {
    const roc = drawRoc();
    const diagonal = readMarkup(roc).find(({ attributes }) => attributes.has('stroke-dasharray'))!;
    expect(number(diagonal, 'x2') - number(diagonal, 'x1')).toBe(number(diagonal, 'y1') - number(diagonal, 'y2'));
    const pr = charts['precision-recall']!();
    const level = readMarkup(pr).find(({ attributes }) => attributes.has('stroke-dasharray'))!;
    const [, top] = corner(curve(roc), -1);
    const [, bottom] = corner(curve(roc), 0);
    expect(number(level, 'y1')).toBe(number(level, 'y2'));
    expect((bottom! - number(level, 'y1')) / (bottom! - top!)).toBeCloseTo(0.106, 3);
    expect(texts(pr)).toContain('guessing: prevalence 0.106');
  });

  it('marks operating points where they are', () => {
    const svg = drawRoc();
    const [mark] = byClass(svg, 'circle', 'rc-stroke-rare');
    const [left, bottom] = corner(curve(svg), 0);
    const [right] = corner(curve(svg), -1);
    const size = right! - left!;
    expect((number(mark!, 'cx') - left!) / size).toBeCloseTo(0.25, 4);
    expect((bottom! - number(mark!, 'cy')) / size).toBeCloseTo(0.5, 4);
    expect(texts(svg)).toContain('at 0.5');
  });

  it('knows where a confusion matrix sits, and where it sits nowhere', () => {
    const confusion = { truePositive: 30, falseNegative: 10, falsePositive: 60, trueNegative: 900 };
    expect(rocPoint(confusion)).toEqual([60 / 960, 0.75]);
    expect(precisionRecallPoint(confusion)).toEqual([0.75, 1 / 3]);
    const silent = { truePositive: 0, falseNegative: 10, falsePositive: 0, trueNegative: 90 };
    expect(precisionRecallPoint(silent)).toBeNull();
    expect(rocPoint(silent)).toEqual([0, 0]);
    expect(rocPoint({ ...silent, falseNegative: 0 })).toBeNull();
  });
});

describe('reliability', () => {
  it('puts a bin that comes true on the diagonal, on axes that fit', () => {
    const interval = { low: 0.05, high: 0.15, level: 0.95, method: 'Wilson' };
    const svg = reliabilityChart([{ predicted: 0.1, observed: 0.1, interval, n: 100, nPositive: 10 }]);
    const [dot] = byClass(svg, 'circle', 'rc-fill-accent');
    const diagonal = readMarkup(svg).find(({ attributes }) => attributes.has('stroke-dasharray'))!;
    const along = (number(dot!, 'cx') - number(diagonal, 'x1')) / (number(diagonal, 'x2') - number(diagonal, 'x1'));
    const up = (number(diagonal, 'y1') - number(dot!, 'cy')) / (number(diagonal, 'y1') - number(diagonal, 'y2'));
    expect(along).toBeCloseTo(up, 4);
    expect(texts(svg)).toContain('0.10');
    expect(texts(svg)).not.toContain('1');
  });
});

describe('strategies', () => {
  it('names every strategy with its verdict and leaves out what ignores the data', () => {
    const shown = texts(charts['strategies, ranking']!());
    expect(shown).toEqual(
      expect.arrayContaining(['logistic regression', 'balanced class weights', 'hurts', 'the same', 'cannot tell']),
    );
    expect(shown).not.toContain('always the prevalence');
  });

  it('draws the interval of the difference around the reference', () => {
    const svg = charts['strategies, ranking']!();
    const [dot] = byClass(svg, 'circle', 'rc-fill-bad');
    const [bar] = byClass(svg, 'line', 'rc-stroke-bad');
    const middle = (number(bar!, 'x1') + number(bar!, 'x2')) / 2;
    // mean .365 is the reference .384 moved by the difference -.019, so the dot is in the middle of its bar
    expect(number(dot!, 'cx')).toBeCloseTo(middle, 1);
  });

  it('survives measures without a value', () => {
    const results = audit.comparison.results.map((result) => ({
      ...result,
      measures: [{ name: 'averagePrecision', mean: null, sd: null, folds: [null, null] }],
    }));
    expect(() => readMarkup(strategyComparisonChart({ ...audit.comparison, results }))).not.toThrow();
  });
});

describe('hostile names', () => {
  const hostile = hostileAudit();
  const manyHostile = hostileMulticlassAudit().multiclassTest!;

  it('are text and nothing else', () => {
    const drawn = [
      classDistributionChart(hostile.distribution),
      confusionChart(manyHostile.confusion, { classes: manyHostile.classes }),
      binaryConfusionChart(test.points[0]!.confusion, { positive: hostileNames.image, negative: hostileNames.ansi }),
    ];
    for (const svg of drawn) {
      const names = new Set(readMarkup(svg).map(({ name }) => name));
      for (const forbidden of ['img', 'script', 'style', 'b', 'a']) expect(names).not.toContain(forbidden);
    }
  });

  it('of any kind leave the picture well-formed', () => {
    const name = fc.oneof(anyText, fc.constantFrom(...Object.values(hostileNames)));
    fc.assert(
      fc.property(fc.array(name, { minLength: 2, maxLength: 6 }), (classes) => {
        const confusion = classes.map((_, i) => classes.map((__, j) => i * 7 + j));
        readMarkup(confusionChart(confusion, { classes }));
        const shares = classes.map((label, i) => ({
          ...{ label, values: [label], count: i, share: i / 10, fate: 'used' as const },
        }));
        readMarkup(classDistributionChart({ ...audit.distribution, classes: shares }));
      }),
      { numRuns: 60 },
    );
  });
});

describe('drawing', () => {
  it('refuses a coordinate that is no number', () => {
    expect(() => coordinate(NaN)).toThrow(/finite/);
    expect(coordinate(-0.001)).toBe('0');
    expect(coordinate(1 / 3)).toBe('0.33');
  });

  it('breaks lines at spaces and loses nothing but what it marks as cut', () => {
    // room for 18 characters of size 12 at .55 em
    expect(wrapped('Minor, Medium, Substantial, C or B', 120, 12, 3)).toEqual([
      'Minor, Medium,',
      'Substantial, C or',
      'B',
    ]);
    expect(wrapped('Minor, Medium, Substantial, C or B', 120, 12, 2).at(-1)).toBe('Substantial, C or…');
  });
});

describe('scatter', () => {
  const tags = readMarkup(drawScatter());

  it('draws what is inside the range, where it is', () => {
    // The plot is 300 wide and 240 high with a margin of 6 on each side: (1, 1) is a tenth of 288 and of 228 inside.
    const dots = tags.filter(({ name, attributes }) => name === 'circle' && number({ attributes } as Tag, 'cx') < 300);
    const plot = tags.find(({ name }) => name === 'rect')!;
    const at = dots.map((dot) => [number(dot, 'cx') - number(plot, 'x'), number(dot, 'cy') - number(plot, 'y')]);
    expect(at).toContainEqual([6 + 28.8, 240 - 6 - 22.8]);
    expect(at.some(([x]) => x! > 294)).toBe(false);
  });

  it('gives four copies twice the radius of one', () => {
    const radii = tags
      .filter(({ name, attributes }) => name === 'circle' && attributes.has('r'))
      .map((tag) => number(tag, 'r'));
    expect(radii[0]).toBe(2 * radii.find((r, i) => i > 0 && Math.abs(2 * r - radii[0]!) < 1e-9)!);
  });

  it('explains the marks it shows, and no others', () => {
    expect(texts(drawScatter())).toEqual(
      expect.arrayContaining(['common row', 'rare row', 'made rare row', 'repeated row', 'removed common row']),
    );
    expect(texts(drawScatter()).join()).not.toMatch(/made common|removed rare/);
  });
});
