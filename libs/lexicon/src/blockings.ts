/** A word that was blocked once: `active` while it still is. */
export interface Blocking {
  readonly word: string;
  readonly active: boolean;
}

/**
 * Deals anew where words are blocked: one that is blocked is never dealt, and all others stay where they were but for as
 * many as were blocked.
 *
 * In the order in which they were made, each blocking moves its word to the end of the deal, before those that are there
 * already, and the word from there takes its place. So another blocking changes one day, and one of the last days of the
 * deal; and all words that are not blocked are dealt before the first of them returns: on one of those last days, which
 * have to be somebody's. A word whose blocking was lifted is dealt where it was moved to.
 *
 * @param dealt     the words in the order of their days
 * @param blockings all that were ever made, the first one first; a word that is not dealt moves nothing
 * @throws {RangeError} where every word is blocked
 */
export function dealAround(dealt: readonly string[], blockings: readonly Blocking[]): string[] {
  const moved = [...dealt];
  const blocked = new Set<string>();
  let end = dealt.length;
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
    // A word that was moved away from one of the last days may have come to a day that was over: there it is dealt.
    blocked.has(word) ? ([dealt[i], open[i % open.length]].find(isOpen) as string) : word,
  );

  function isOpen(word: string | undefined): boolean {
    return word !== undefined && !blocked.has(word);
  }
}
