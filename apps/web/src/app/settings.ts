import { LANGUAGES } from '../platform/language.ts';
import type { Storage } from '../platform/storage.ts';

export const THEMES = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** The choices of each setting, the default first. `auto` follows the system. */
const CHOICES = {
  language: ['auto', ...LANGUAGES],
  theme: ['auto', ...THEMES],
  /** `safe` has marks that colour-blind players can tell apart. */
  palette: ['classic', 'safe'],
  keyboard: ['auto', 'azerty', 'qwerty', 'qwertz', 'bepo'],
  /** 0 is off. */
  volume: [1, 0, 2, 3],
  vibration: [true, false],
  hardMode: [false, true],
} as const;

/** What a player can set. */
export type Settings = { readonly [Name in keyof typeof CHOICES]: (typeof CHOICES)[Name][number] };

/** Reads the stored settings; a missing or invalid one gets its default. */
export function readSettings(storage: Storage, defaults: Partial<Settings> = {}): Settings {
  const stored = Object(storage.read('settings')) as Record<string, unknown>;
  const settings = Object.entries(CHOICES).map(([name, choices]) => {
    const valid = (choices as readonly unknown[]).includes(stored[name]);
    return [name, valid ? stored[name] : (defaults[name as keyof Settings] ?? choices[0])];
  });
  return Object.fromEntries(settings);
}
