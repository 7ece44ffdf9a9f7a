import { normaliseWord } from '../src/normalise.ts';

/** Spellings by normalised word: PECHER has `pêcher` and `pécher`. */
export type Spellings = ReadonlyMap<string, readonly string[]>;

/** Groups spellings by their normalised word, each spelling once, in the given order. */
export function byLetters(spellings: Iterable<string>): Spellings {
  const found = new Map<string, Set<string>>();
  for (const spelling of spellings) {
    const word = normaliseWord(spelling);
    found.set(word, (found.get(word) ?? new Set()).add(spelling));
  }
  return new Map(Array.from(found, ([word, ways]) => [word, [...ways]]));
}

/**
 * Derives data/spellings.txt: the spellings of the valid words that have accents or ligatures.
 *
 * @param options.sources the sources of spellings, the best one first; only the first that has a word is used for it
 * @param options.common  common spellings, the most common one first; they come first, the others follow alphabetically
 * @param options.chosen  spellings that were chosen by hand; they replace those of the sources
 * @throws {Error} when an answer has several spellings and none was chosen, or when no source has a chosen one
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
