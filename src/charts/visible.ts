/**
 * Names from other people's files, made safe to show on one line: control characters become visible signs, direction
 * overrides go, broken surrogates are replaced. This does not escape markup; that is the job of whoever writes it.
 */

const newline = /\r\n|[\n\r\u2028\u2029\u0085]/g;
const tab = /\t/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is what this is for
const control = /[\u0000-\u001f\u007f-\u009f]/g;
/** Direction marks, embeddings, overrides and isolates, and characters that are nothing at all. */
const invisible = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const broken = /[\p{Cs}\ufffe\uffff]/gu;

/** The text on one line, every character either visible or harmless. */
export function visible(text: string): string {
  return text
    .replace(newline, '↵')
    .replace(tab, '⇥')
    .replace(control, (character) => controlPicture(character.charCodeAt(0)))
    .replace(invisible, '')
    .replace(broken, '\ufffd');
}

/** A name made visible and cut where it is absurdly long; one with nothing to see is shown as `(blank)`. */
export function visibleName(name: string, longest: number = 120): string {
  const shown = visible(name);
  return shown.trim() === '' ? '(blank)' : shorten(shown, longest);
}

/** Cuts words of more than 120 characters, which no line has room for: sentences carry names of any length. */
export function withoutEndlessWords(text: string): string {
  return text.replace(/\S{121,}/gu, (word) => shorten(word, 80));
}

/** Unicode has a picture for each of the old control characters; the later ones share one. */
function controlPicture(code: number): string {
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

/** At most `length` characters, the last of them an ellipsis where something was cut. Never cuts a surrogate pair. */
export function shorten(text: string, length: number): string {
  const characters = [...text];
  if (characters.length <= length) return text;
  return `${characters
    .slice(0, Math.max(0, length - 1))
    .join('')
    .trimEnd()}…`;
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const combining = /\p{Mn}|\p{Me}|\u200d/u;

/** Character cells a text takes in a fixed-width font: two for East Asian and emoji, none for combining marks. */
export function cells(text: string): number {
  let total = 0;
  for (const character of text) total += combining.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return total;
}

/** Like `shorten`, but by cells. */
export function shortenToCells(text: string, width: number): string {
  if (cells(text) <= width) return text;
  let shown = '';
  let used = 0;
  for (const character of text) {
    used += cells(character);
    if (used > width - 1) break;
    shown += character;
  }
  return `${shown.trimEnd()}…`;
}
