const LIGATURES: Readonly<Record<string, string>> = { Œ: 'OE', Æ: 'AE' };

/**
 * Normalises a word as a person types it (`cœur`, ` Été `) to the form of the lists and the grid (`COEUR`, `ETE`): trims
 * white space, converts to upper case, expands ligatures, removes accents and cedillas.
 *
 * Does not validate: other characters stay, for the caller to refuse.
 *
 * @param input any text, in composed or decomposed Unicode
 * @returns the normalised text; the function is idempotent
 */
export function normaliseWord(input: string): string {
  // The page sends words in this form; the test takes a tenth of the time of the conversion.
  if (/^[A-Z]*$/.test(input)) return input;
  return (
    input
      .trim()
      .toUpperCase()
      // Before the decomposition, which splits é into e and an accent but keeps œ.
      .replace(/[ŒÆ]/g, (ligature) => LIGATURES[ligature] ?? ligature)
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
  );
}
