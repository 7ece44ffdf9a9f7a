/** A sorted list of words of one length. */
export interface WordList {
  readonly size: number;
  has(word: string): boolean;
  /** Returns the word at an index. */
  at(index: number): string;
}

/**
 * Packs words of one length for the transfer to the browser (front coding): each word without the prefix that it shares
 * with the word before, its last letter in lower case. Compressed, the result has half the size of the plain list.
 *
 * @param words A-Z, all of one length, sorted
 */
export function pack(words: readonly string[]): string {
  let before = '';
  let packed = '';
  for (const word of words) {
    let shared = 0;
    while (shared < before.length && before.charAt(shared) === word.charAt(shared)) shared += 1;
    packed += word.slice(shared, -1) + word.slice(-1).toLowerCase();
    before = word;
  }
  return packed;
}

/**
 * Unpacks the result of {@link pack}. The words stay in one string that a binary search reads, because 58,455 separate
 * strings take ten times the memory.
 *
 * @param length letters in each word
 */
export function unpack(packed: string, length: number): WordList {
  let words = '';
  let word = '';
  for (const [part] of packed.matchAll(/[A-Z]*[a-z]/g)) {
    word = word.slice(0, length - part.length) + part.toUpperCase();
    words += word;
  }
  const size = words.length / length;
  const at = (index: number) => words.slice(index * length, (index + 1) * length);
  return {
    size,
    at,
    has(wanted) {
      let low = 0;
      let high = size;
      while (low < high) {
        const middle = (low + high) >>> 1;
        const found = at(middle);
        if (found === wanted) return true;
        if (found < wanted) low = middle + 1;
        else high = middle;
      }
      return false;
    },
  };
}
