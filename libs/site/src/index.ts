export { type Html, html } from './html.ts';
export { type SiteSettings, siteSettings } from './site-settings.ts';
export { GROUND, PALETTE, SITE_STYLE_PATH, siteStyle } from './site-style.ts';
