import { normaliseWord } from '../src/normalise.ts';

/** Ways of writing words, by the letters that the game knows: PECHER has `pêcher` and `pécher`. */
export type Spellings = ReadonlyMap<string, readonly string[]>;

/** Puts what is spelt with the same letters together, each spelling once, in the order in which they come. */
export function byLetters(spellings: Iterable<string>): Spellings {
  const found = new Map<string, Set<string>>();
  for (const spelling of spellings) {
    const word = normaliseWord(spelling);
    found.set(word, (found.get(word) ?? new Set()).add(spelling));
  }
  return new Map(Array.from(found, ([word, ways]) => [word, [...ways]]));
}

/**
 * Derives data/spellings.txt: how the valid words are written, for those that are not written in plain letters.
 *
 * @param options.sources where spellings are found, the best place first: what is in one is not sought in the next
 * @param options.common the most common spellings, which come first; the rest follows by the alphabet
 * @param options.chosen what goes before all that, in this order
 * @throws {Error} when an answer may be written in several ways and none was chosen, or one that no source has
 */
export function deriveSpellings(options: {
  valid: Iterable<string>;
  answers: ReadonlySet<string>;
  sources: readonly Spellings[];
  common: readonly string[];
  chosen: Spellings;
}): Map<string, readonly string[]> {
  const { sources, answers, chosen } = options;
  const rank = new Map(options.common.map((spelling, i) => [spelling, i]));
  const rankOf = (spelling: string) => rank.get(spelling) ?? options.common.length;

  for (const [word, ways] of chosen) {
    const known = new Set(sources.flatMap((source) => source.get(word) ?? []));
    for (const way of ways) if (!known.has(way)) throw new Error(`No source writes ${word} as ${way}`);
  }

  function spellingsOf(word: string): readonly string[] {
    const ways = chosen.get(word);
    if (ways !== undefined) return ways;
    const found = sources.find((source) => source.has(word))?.get(word) ?? [word.toLowerCase()];
    if (found.length > 1 && answers.has(word)) {
      throw new Error(`${word} may be ${found.join(' or ')}: say which in spellings-chosen.txt`);
    }
    return found.toSorted((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  }

  const derived = new Map<string, readonly string[]>();
  for (const word of options.valid) {
    const ways = spellingsOf(word);
    if (ways.length > 1 || ways[0] !== word.toLowerCase()) derived.set(word, ways);
  }
  return derived;
}
