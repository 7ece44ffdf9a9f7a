export { type Html, html } from './html.ts';
export { GROUND, PALETTE } from './palette.ts';
export { type SiteSettings, siteSettings } from './site-settings.ts';
export { SITE_STYLE_PATH, siteStyle } from './site-style.ts';
