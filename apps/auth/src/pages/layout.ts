import { GROUND, type Html, html, SITE_STYLE_PATH, type SiteSettings, siteStyle } from '@motus/site';
import { STYLESHEET_URL } from './stylesheet.ts';

/** What a page says. */
export interface Page {
  title: string;
  content: Html;
}

/** Makes the whole document of a page. */
export type Layout = (page: Page) => string;

/**
 * The frame of every page, under the operator's name. Links start at `/`, since the game and its accounts share one
 * origin; so the game's style sheet with the operator's colours serves here too.
 */
export function createLayout(site: SiteSettings): Layout {
  const { PRODUCT_NAME: name, FOOTER_TEXT: footer, COLOR_GROUND: ground } = site;
  const style = siteStyle(site) === '' ? undefined : html`<link rel="stylesheet" href="${SITE_STYLE_PATH}">`;
  const foot = footer === '' ? undefined : html`<footer>${footer}</footer>`;
  const brand = html`<a class="brand" href="/" aria-label="${name}, retour au jeu">${tiles(name)}</a>`;
  return ({ title, content }) =>
    html`<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="theme-color" content="${ground || GROUND}">
    <title>${title} · ${name}</title>
    <link rel="icon" type="image/svg+xml" href="/icons/icon.svg">
    <link rel="stylesheet" href="${STYLESHEET_URL}">
    ${style}
  </head>
  <body>
    <header>
      ${brand}
    </header>
    <main>
      <h1>${title}</h1>
      ${content}
    </main>
    ${foot}
  </body>
</html>
`.text;
}

/** How many large tiles a page of 320 px has room for in a row. */
const LARGE = 6;

const MARKS = ['correct', 'present', 'absent', 'present'] as const;

/** The name spelled in tiles, its spaces as gaps. */
function tiles(name: string): Html {
  const size = name.length > LARGE ? 'small' : 'large';
  let index = 0;
  const words = name
    .toLocaleUpperCase('fr')
    .split(/ +/)
    .map((word) => {
      const letters = [...word].map((letter) => {
        const mark = MARKS[index++ % MARKS.length] ?? '';
        return html`<i class="${mark}">${letter}</i>`;
      });
      return html`<span class="word">${letters}</span>`;
    });
  return html`<span class="tiles ${size}" aria-hidden="true">${words}</span>`;
}
