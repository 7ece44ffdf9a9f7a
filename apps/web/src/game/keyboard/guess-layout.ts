import type { LayoutName } from './layouts.ts';

/** The part of `navigator` that describes the keyboard; only some browsers know the physical keys. */
export interface KeyboardInfo {
  readonly language: string;
  readonly keyboard?: { getLayoutMap(): Promise<KeyMap> };
}

/** The character of each key, by its code on a US keyboard: `KeyQ` is `a` on AZERTY. */
export type KeyMap = Pick<ReadonlyMap<string, string>, 'get'>;

/**
 * Guesses the layout that the player uses: that of the physical keyboard if the browser knows it, otherwise the usual
 * one of the language.
 *
 * @see https://wicg.github.io/keyboard-map/
 */
export async function guessLayout({ language, keyboard }: KeyboardInfo): Promise<LayoutName> {
  // Browsers refuse it inside a frame, for instance.
  const keys = await keyboard?.getLayoutMap().catch(() => undefined);
  return (keys && layoutOfKeys(keys)) ?? layoutOfLanguage(language);
}

/** Returns the layout with these keys; undefined if the game has no such layout, or for letters other than A-Z. */
export function layoutOfKeys(keys: KeyMap): LayoutName | undefined {
  switch (keys.get('KeyQ')) {
    case 'a':
      return 'azerty';
    case 'b':
      return 'bepo';
    case 'q':
      return keys.get('KeyY') === 'z' ? 'qwertz' : 'qwerty';
    default:
      return undefined;
  }
}

/**
 * Returns the usual layout of the region of a language.
 *
 * @param language as in `navigator.language`: `fr`, `fr-CH`
 */
export function layoutOfLanguage(language: string): LayoutName {
  const [spoken = '', region = ''] = language.split('-');
  if (region === 'BE') return 'azerty';
  if (QWERTZ_REGIONS.has(region) || QWERTZ_LANGUAGES.has(spoken)) return 'qwertz';
  return spoken === 'fr' && region !== 'CA' ? 'azerty' : 'qwerty';
}

const QWERTZ_REGIONS = new Set(['CH', 'LI', 'LU']);
const QWERTZ_LANGUAGES = new Set(['de', 'cs', 'sk', 'hu', 'sl', 'hr', 'bs', 'lb', 'sq']);
