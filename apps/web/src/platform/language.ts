/** The languages of the page. French is first, because the words to find are French. */
export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * Returns the first language of the page that the reader knows; French if there is none.
 *
 * @param preferred language tags (BCP 47), the preferred one first, as in `navigator.languages`
 */
export function languageFor(preferred: readonly string[]): Language {
  const known = preferred.map((tag) => tag.toLowerCase().split('-')[0]);
  return known.map((tag) => LANGUAGES.find((each) => each === tag)).find(Boolean) ?? 'fr';
}
