/** A word that was blocked once; `active` while it still is. */
export interface Blocking {
  readonly word: string;
  readonly active: boolean;
}

/**
 * Replaces blocked words in the order of answers: a blocked word is never an answer, and every blocking changes as few
 * days as possible.
 *
 * Blockings are applied in the order in which they were made. Each one swaps its word with the last word of the order that
 * no earlier blocking has moved there. So a blocking changes one day, and one of the last days of the order. The blocked
 * words at the end are replaced by words that are not blocked, so that all of these come once before the first one
 * returns, on one of those last days. A word whose blocking was lifted stays where it was moved to.
 *
 * @param order     the answers in the order of their days
 * @param blockings all that were ever made, the oldest first; words that are not in the order are ignored
 * @throws {RangeError} when every word is blocked
 */
export function applyBlockings(order: readonly string[], blockings: readonly Blocking[]): string[] {
  const moved = [...order];
  const blocked = new Set<string>();
  let end = order.length;
  for (const { word, active } of blockings) {
    const place = moved.indexOf(word);
    if (place === -1) continue;
    if (active) blocked.add(word);
    end -= 1;
    moved[place] = moved[end] as string;
    moved[end] = word;
  }
  const open = moved.filter((word) => !blocked.has(word));
  if (open.length === 0) throw new RangeError('Every word is blocked');
  return moved.map((word, i) =>
    // Prefers the word that had this day before: it may have been moved away, to a day that is over by now.
    blocked.has(word) ? ([order[i], open[i % open.length]].find(isOpen) as string) : word,
  );

  function isOpen(word: string | undefined): boolean {
    return word !== undefined && !blocked.has(word);
  }
}
