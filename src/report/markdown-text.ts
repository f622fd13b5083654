/** Text and tables in GitHub's Markdown, with everything that could become markup taken literally. */
import { visible, withoutEndlessWords } from '../charts/visible.ts';

/** Escapes Markdown and HTML, so that a name cannot make a link, an image, a mention, a cell or an element. */
export function escapeMarkdown(text: string): string {
  return withoutEndlessWords(visible(text))
    .replace(/[\\`*_[\]#|~$]/g, (character) => `\\${character}`)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@/g, '&#64;')
    .replace(/:\/\//g, '&#58;//')
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}&#46;`);
}

/** Cells are finished Markdown on one line; columns named in `right` are set flush right. */
export function markdownTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = heads.map((_, i) => (right.includes(i) ? '---:' : '---'));
  return [row(heads), row(rule), ...rows.map(row)].join('\n');
}
