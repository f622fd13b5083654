/** The report as markup: well-formed, self-contained, accessible, complete, and deaf to hostile names. */
import { describe, expect, it } from 'vitest';
import { auditToHtml } from '../../src/report/html/audit-to-html.ts';
import { evaluationToHtml } from '../../src/report/html/evaluation-to-html.ts';
import { escapeHtml, html, nameOf, table, trusted } from '../../src/report/html/markup.ts';
import { readMarkup, type Tag } from '../charts/markup.ts';
import { hostileAudit, hostileMulticlassAudit, hostileNames } from './hostile-audit.ts';
import { sampleAudit, sampleMulticlassAudit } from './sample-audit.ts';

const binaryPage = auditToHtml(sampleAudit());
const multiclassPage = auditToHtml(sampleMulticlassAudit());
const pages: Readonly<Record<string, string>> = {
  binary: binaryPage,
  multiclass: multiclassPage,
  'hostile binary': auditToHtml(hostileAudit()),
  'hostile multiclass': auditToHtml(hostileMulticlassAudit()),
  'binary evaluation': evaluationToHtml(sampleAudit().test!, { name: 'predictions.csv' }),
  'multiclass evaluation': evaluationToHtml(sampleMulticlassAudit().multiclassTest!, { name: hostileNames.script }),
};

const allowed = new Set([
  ...['html', 'head', 'meta', 'title', 'style', 'body', 'header', 'main', 'footer', 'nav', 'section', 'article', 'div'],
  ...['h1', 'h2', 'h3', 'p', 'a', 'ul', 'li', 'dl', 'dt', 'dd', 'strong', 'small', 'span', 'bdi', 'code'],
  ...['table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td', 'figure', 'figcaption', 'details', 'summary'],
  ...['svg', 'desc', 'g', 'text', 'rect', 'circle', 'line', 'path'],
]);

const named = (tags: readonly Tag[], name: string): Tag[] => tags.filter((tag) => tag.name === name);

describe.each(Object.entries(pages))('the page of %s', (_, page) => {
  const tags = readMarkup(page, { html: true });

  it('holds only elements and attributes of our own', () => {
    for (const { name, attributes } of tags) {
      expect(allowed).toContain(name);
      for (const [attribute, value] of attributes) {
        expect(attribute).not.toMatch(/^on|^style$|^src$|^srcdoc$/);
        if (attribute === 'href') expect(value).toMatch(/^#[a-z-]+$/);
      }
    }
  });

  it('loads nothing and forbids scripts', () => {
    const policy = named(tags, 'meta').find((tag) => tag.attributes.get('http-equiv') === 'Content-Security-Policy');
    expect(policy!.attributes.get('content')).toMatch(/^default-src &#39;none&#39;|^default-src 'none'/);
    expect(page).not.toMatch(/url\(|@import|<script|<link|<iframe/);
  });

  it('has no broken value and no control character', () => {
    expect(page).not.toMatch(/NaN|undefined to|Infinity|\[object|>null</);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is what this is for
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
  });

  it('can be read by ear: one h1, labelled sections, captions, named pictures, unique ids, working links', () => {
    expect(named(tags, 'h1')).toHaveLength(1);
    expect(named(tags, 'html')[0]!.attributes.get('lang')).toBe('en');
    const ids = tags.flatMap((tag) => tag.attributes.get('id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of named(tags, 'a')) expect(ids).toContain(link.attributes.get('href')!.slice(1));
    for (const part of named(tags, 'section')) expect(ids).toContain(part.attributes.get('aria-labelledby'));
    expect(named(tags, 'caption')).toHaveLength(named(tags, 'table').length);
    for (const cell of named(tags, 'th')) expect(cell.attributes.get('scope')).toMatch(/^(row|col)$/);
    for (const picture of named(tags, 'svg')) expect(picture.attributes.get('role')).toBe('img');
  });
});

describe('the report of an audit', () => {
  const text = (page: string): string =>
    readMarkup(page, { html: true })
      .filter(({ name }) => name === 'body')
      .map((tag) => tag.text.replaceAll('\u00a0', ' '))
      .join('');

  it('tells the numbers of a binary audit', () => {
    const body = text(binaryPage);
    const point = sampleAudit().test!.points[1]!.confusion;
    for (const words of [
      `it flags ${point.truePositive} at threshold 0.1712`,
      '1,061 of 10,000 rows (10.6 %, about 1 in 9)',
      'Always answering “None” would be right in 89.4 % of the rows and catch none.',
      'Cost Total $ looks known only after the outcome',
      'bring it back with --keep',
      'would have read 0.612 instead of 0.384',
      'hurts',
      '−0.019 (−0.030 to −0.008)',
      '8,000 out-of-fold rows, 849 positives',
      'average precision',
    ]) {
      expect(body).toContain(words);
    }
  });

  it('has every part, critical findings first', () => {
    const ids = (page: string): (string | undefined)[] =>
      named(readMarkup(page, { html: true }), 'section').map((tag) => tag.attributes.get('id'));
    const common = ['findings', 'classes', 'trap', 'strategies'];
    const data = ['split', 'columns', 'settings'];
    expect(ids(binaryPage)).toEqual([...common, ...['threshold', 'decisions', 'ranking', 'probabilities'], ...data]);
    expect(ids(multiclassPage)).toEqual([...common, 'decisions', 'per-class', ...data]);
    const calm = { ...sampleAudit(), findings: [] };
    expect(ids(auditToHtml(calm)).slice(0, 3)).toEqual(['classes', 'trap', 'findings']);
  });

  it('says what could not be done', () => {
    const base = sampleAudit();
    const threshold = {
      ...base.threshold!,
      threshold: null,
      infeasible: 'No threshold reaches recall 0.99.',
      objectiveTitle: 'recall at least 0.99',
    };
    const body = text(
      auditToHtml({ ...base, threshold, test: { ...base.test!, points: base.test!.points.slice(0, 1) } }),
    );
    expect(body).toContain('No threshold reaches recall 0.99.');
    expect(body).toContain('no threshold gives recall at least 0.99');
  });

  it('leaves out probabilities where scores are none', () => {
    const base = sampleAudit();
    const page = auditToHtml({ ...base, test: { ...base.test!, probability: [], reliability: [] } });
    expect(page).not.toContain('id="probabilities"');
  });

  it('gives the reason once for findings of one kind', () => {
    const base = sampleAudit();
    const twin = { ...base.findings[0]!, title: 'Cost Repair looks known only after the outcome' };
    const page = auditToHtml({ ...base, findings: [base.findings[0]!, twin, ...base.findings.slice(1)] });
    expect(page.split(base.findings[0]!.why)).toHaveLength(2);
    expect(page).toContain(twin.title);
  });

  it('is the same every time', () => expect(auditToHtml(sampleAudit())).toBe(binaryPage));
});

describe('markup', () => {
  it('escapes what it is given and not what is finished', () => {
    expect(html`<p>${'<b>&"'}</p>${trusted('<hr>')}${['a', html`<i>b</i>`]}${null}${0}`.html).toBe(
      '<p>&lt;b&gt;&amp;&quot;</p><hr>a<i>b</i>0',
    );
  });

  it('keeps a number and its percent sign together', () => {
    expect(escapeHtml('10.6 % of')).toBe('10.6\u00a0% of');
  });

  it('isolates names and shortens absurd ones, whole in the tooltip as far as lines allow', () => {
    expect(nameOf(hostileNames.image).html).toBe('<bdi>&lt;img src=x onerror=alert(1)&gt;</bdi>');
    expect(nameOf(hostileNames.long).html).toMatch(/^<bdi title="x+…">x{119}…<\/bdi>$/);
  });

  it('labels stacked cells with the head of their column', () => {
    const markup = table('t', [{ head: 'Name' }, { head: 'a"b', number: true }], [['x', '1']]).html;
    expect(markup).toContain('<td class="number" data-label="a&quot;b">1</td>');
  });
});
