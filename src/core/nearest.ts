/** "Did you mean": the nearest of some names to one that was not found. */

/** Edits (insert, delete, replace, swap of neighbours) between two words. O(length a × length b). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(replaced, previous[j]! + 1, current[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      current.push(best);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length]!;
}

/**
 * The name nearest to `name`, ignoring case and outer spaces, or undefined where nothing is near (more than about a third of
 * the letters would have to change and neither contains the other). Among equals the first.
 */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const wanted = name.trim().toLowerCase().slice(0, 200);
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of names) {
    const word = candidate.trim().toLowerCase().slice(0, 200);
    const allowed = Math.max(1, Math.floor(Math.max(wanted.length, word.length) / 3));
    const contained = wanted.length >= 3 && word.includes(wanted);
    const distance = contained ? 0.5 : editDistance(wanted, word);
    if ((contained || distance <= allowed) && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
