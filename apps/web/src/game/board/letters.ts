/**
 * The letters A-Z that a typed or pasted text stands for, accents and ligatures undone: `é` is E, `œ` is OE. What
 * is no letter is left out.
 */
export function lettersOf(text: string): string {
  return (
    text
      .toUpperCase()
      // Unicode decomposition does not split ligatures.
      .replaceAll('Œ', 'OE')
      .replaceAll('Æ', 'AE')
      .normalize('NFD')
      .replace(/[^A-Z]/g, '')
  );
}
