import { effect } from '@preact/signals';
import { applyAppearance, THEME_QUERIES } from './apply-appearance.ts';
import type { SettingsState } from './settings-state.ts';

/** Keeps the look of the page that of the player's settings and, where these leave it open, of the system. */
export function followAppearance(settings: SettingsState): void {
  const root = document.documentElement;
  const themeColour = document.querySelector('meta[name="theme-color"]');
  const dress = () => {
    applyAppearance(root, settings.current.value, window);
    themeColour?.setAttribute('content', getComputedStyle(root).getPropertyValue('--ground'));
  };
  effect(dress);
  for (const query of THEME_QUERIES) matchMedia(query).addEventListener('change', dress);
  // Another tab has changed them.
  addEventListener('storage', () => settings.reload());
}
