/** Class names and values in sentences. */

/** How many names a message lists before it stops. */
const mostListed = 12;

/** `a`, `a or b`, `a, b or c`. */
export function joinWords(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`;
}

/** Quoted names for a message, at most a dozen of them: `'a', 'b' and 'c'`. */
export function listNames(names: readonly string[]): string {
  if (names.length <= mostListed)
    return joinWords(
      names.map((name) => `'${name}'`),
      'and',
    );
  const shown = names.slice(0, mostListed).map((name) => `'${name}'`);
  return `${shown.join(', ')} and ${names.length - mostListed} more`;
}
