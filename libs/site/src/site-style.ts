import type { SiteSettings } from './site-settings.ts';

/** Where the game serves that style sheet; the account pages, of the same origin, link it too. */
export const SITE_STYLE_PATH = '/site.css';

/**
 * The style sheet with the operator's colours, as the style sheets of all pages read them (`--site-ground` …); empty
 * where no colour is set.
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
