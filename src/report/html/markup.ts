/**
 * HTML by tagged templates: whatever is put into a template is escaped unless it is itself finished markup. So a name from a
 * file cannot become markup by being forgotten.
 */
import { escapeXml } from '../../charts/svg.ts';
import { visible, visibleName, withoutEndlessWords } from '../../charts/visible.ts';

/** Finished markup. Only `html` and `trusted` make it. */
export interface Html {
  readonly html: string;
}

export type Part = Html | string | number | null | undefined | false | readonly Part[];

/** html`<p>${text}</p>`: strings are made harmless and escaped, lists are joined, null and false vanish. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.map((text, i) => text + (i < parts.length ? partText(parts[i]) : '')).join('') };
}

/** Markup made by this project itself (charts, the style sheet). Never text from a result. */
export function trusted(markup: string): Html {
  return { html: markup };
}

function partText(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return part === '' ? '' : escapeHtml(part);
  if ('html' in part) return part.html;
  return part.map(partText).join('');
}

/** Text for element content and quoted attributes; a number and its percent sign stay on one line. */
export function escapeHtml(text: string): string {
  return escapeXml(withoutEndlessWords(visible(text))).replace(/(\d) %/g, '$1\u00a0%');
}

/** A name from the data: isolated from the direction of the text around it. Empty names are shown as such. */
export function nameOf(text: string): Html {
  const shown = visibleName(text);
  return shown.endsWith('…') ? html`<bdi title="${text}">${shown}</bdi>` : html`<bdi>${shown}</bdi>`;
}

/** A figure: a chart and what it says. */
export function figure(chart: string, caption: Part = null): Html {
  return html`<figure>${trusted(chart)}${caption === null ? null : html`<figcaption>${caption}</figcaption>`}</figure>`;
}

/** A chart in a wide and a narrow drawing, of which the page shows the one that fits. */
export function responsiveFigure(wide: string, narrow: string, caption: Part = null): Html {
  return html`<figure><div class="wide">${trusted(wide)}</div><div class="narrow">${trusted(narrow)}</div>${
    caption === null ? null : html`<figcaption>${caption}</figcaption>`
  }</figure>`;
}

export interface TableColumn {
  readonly head: Part;
  /** What the value is called where a narrow screen stacks the cells; defaults to a head that is plain text. */
  readonly label?: string;
  /** Numbers are set flush right in tabular figures. */
  readonly number?: boolean;
}

export interface TableOptions {
  /** Few narrow columns: stays a table on a narrow screen, where others stack the cells of a row. Defaults to false. */
  readonly compact?: boolean;
}

/** A table with a caption; the first cell of every row is its heading. Scrolls by itself where it is too wide. */
export function table(
  caption: Part,
  columns: readonly TableColumn[],
  rows: readonly (readonly Part[])[],
  { compact = false }: TableOptions = {},
): Html {
  const classOf = (i: number): Html | null => (columns[i]?.number === true ? trusted(' class="number"') : null);
  const head = columns.map((column, i) => html`<th scope="col"${classOf(i)}>${column.head}</th>`);
  const body = rows.map(
    (row) =>
      html`<tr>${row.map((cell, i) =>
        i === 0
          ? html`<th scope="row"${classOf(i)}>${cell}</th>`
          : html`<td${classOf(i)} data-label="${labelOf(columns[i])}">${cell}</td>`,
      )}</tr>\n`,
  );
  return html`<div class="table ${compact ? 'compact' : 'stacks'}" tabindex="0" role="group" aria-label="${captionText(caption)}"><table><caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>${body}</tbody></table></div>\n`;
}

function labelOf(column: TableColumn | undefined): string {
  return column?.label ?? (typeof column?.head === 'string' ? column.head : '');
}

function captionText(caption: Part): string {
  return typeof caption === 'string' ? caption : 'table';
}

/** A section of a page with its heading. */
export function section(id: string, title: Part, ...content: readonly Part[]): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${content}</section>\n`;
}
