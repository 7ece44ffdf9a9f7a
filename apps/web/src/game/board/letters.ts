/**
 * Converts a typed or pasted text to the letters A-Z: accents are removed and ligatures split (`é` is E, `œ` is OE);
 * other characters are dropped.
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
