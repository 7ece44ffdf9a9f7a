import { languageFor } from '../platform/language.ts';
import type { Settings, Theme } from './settings.ts';

/** The part of the platform's `window` that tells the preferences of the system and its user. */
type Preferences = Pick<Window, 'matchMedia' | 'navigator'>;

/** Sets language, theme and palette on the root element, where the style sheets select them. */
export function applyAppearance(root: HTMLElement, settings: Settings, preferences: Preferences): void {
  const { language, theme, palette } = settings;
  root.lang = language === 'auto' ? languageFor(preferences.navigator.languages) : language;
  root.dataset.theme = theme === 'auto' ? systemTheme(preferences) : theme;
  root.dataset.palette = palette;
}

function systemTheme({ matchMedia }: Preferences): Theme {
  if (matchMedia(MORE_CONTRAST).matches) return 'contrast';
  return matchMedia(LIGHT).matches ? 'light' : 'dark';
}

const MORE_CONTRAST = '(prefers-contrast: more)';
const LIGHT = '(prefers-color-scheme: light)';

/** The media queries whose change may change the theme. */
export const THEME_QUERIES = [MORE_CONTRAST, LIGHT];
