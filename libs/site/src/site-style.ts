import { readFileSync } from 'node:fs';
import type { SiteSettings } from './site-settings.ts';

const lightRules = readFileSync(new URL('light-palette.css', import.meta.url), 'utf8');

/** The style sheet with the colours that all pages share. It precedes every other style sheet. */
export const PALETTE = readFileSync(new URL('palette.css', import.meta.url), 'utf8');

/** What the light theme changes, for the pages that have no script to choose a theme; it follows {@link PALETTE}. */
export const LIGHT_PALETTE = `@media (prefers-color-scheme: light) {
${lightRules.replace('[data-theme="light"]', '')}}
`;

/** The background colour of the light theme, as #rrggbb, for `theme-color`. */
export const LIGHT_GROUND = /--ground: (#[\da-f]{6})/.exec(lightRules)?.[1] ?? '';

/** The default background colour, as #rrggbb, for `theme-color`. */
export const GROUND = /--site-ground, (#[\da-f]{6})\)/.exec(PALETTE)?.[1] ?? '';

/** The path of the operator's style sheet. The game serves it; the login pages, of the same origin, link it too. */
export const SITE_STYLE_PATH = '/site.css';

/**
 * Makes the style sheet with the operator's colours, as custom properties that {@link PALETTE} reads (`--site-ground` …);
 * empty if no colour is set.
 */
export function siteStyle(site: SiteSettings): string {
  const colors = {
    ground: site.COLOR_GROUND,
    accent: site.COLOR_ACCENT,
    correct: site.COLOR_CORRECT,
    present: site.COLOR_PRESENT,
    absent: site.COLOR_ABSENT,
  };
  const lines = Object.entries(colors).flatMap(([name, value]) =>
    value !== '' ? [`  --site-${name}: ${value};\n`] : [],
  );
  return lines.length === 0 ? '' : `:root {\n${lines.join('')}}\n`;
}
