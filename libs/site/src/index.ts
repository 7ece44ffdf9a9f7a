export { type Html, html } from './html.ts';
export { type SiteSettings, siteSettings } from './site-settings.ts';
export { GROUND, LIGHT_GROUND, LIGHT_PALETTE, PALETTE, SITE_STYLE_PATH, siteStyle } from './site-style.ts';
