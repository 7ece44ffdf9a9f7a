import { effect } from '@preact/signals';
import { applyAppearance, THEME_QUERIES } from './apply-appearance.ts';
import type { SettingsState } from './settings-state.ts';

/** Updates language, theme and palette of the page when the settings, or those of the system, change. */
export function followAppearance(settings: SettingsState): void {
  const root = document.documentElement;
  const themeColour = document.querySelector('meta[name="theme-color"]');
  const apply = () => {
    applyAppearance(root, settings.current.value, window);
    themeColour?.setAttribute('content', getComputedStyle(root).getPropertyValue('--ground'));
  };
  effect(apply);
  for (const query of THEME_QUERIES) matchMedia(query).addEventListener('change', apply);
  // Fires when another tab has changed the settings.
  addEventListener('storage', () => settings.reload());
}
