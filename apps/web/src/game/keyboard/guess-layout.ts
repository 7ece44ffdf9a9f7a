import type { LayoutName } from './layouts.ts';

/** The part of the browser's `navigator` that tells about keyboards; only some browsers know the real keys. */
export interface KeyboardTeller {
  readonly language: string;
  readonly keyboard?: { getLayoutMap(): Promise<KeyMap> };
}

/** What each key writes, by its place on a US keyboard: `KeyQ` writes `a` on AZERTY. */
export type KeyMap = Pick<ReadonlyMap<string, string>, 'get'>;

/**
 * The layout that the player is probably used to: that of the real keyboard where the browser tells it, else that of the
 * language.
 *
 * @see https://wicg.github.io/keyboard-map/
 */
export async function guessLayout({ language, keyboard }: KeyboardTeller): Promise<LayoutName> {
  // It is refused inside a frame, for instance.
  const keys = await keyboard?.getLayoutMap().catch(() => undefined);
  return (keys && layoutOfKeys(keys)) ?? layoutOfLanguage(language);
}

/** The layout with these keys; undefined for one that the game does not have, and for keys that write other letters. */
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
 * The layout that is usual where a language is spoken.
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
