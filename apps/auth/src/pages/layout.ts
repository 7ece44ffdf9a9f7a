import {
  GROUND,
  type Html,
  html,
  LIGHT_GROUND,
  SITE_STYLE_PATH,
  type SiteSettings,
  siteStyle,
} from '@motus/site';
import { STYLESHEET_URL } from './stylesheet.ts';

/** The part of a page that differs between pages. */
export interface Page {
  title: string;
  content: Html;
}

/** Renders the whole HTML document of a page. */
export type Layout = (page: Page) => string;

/**
 * Creates the frame of every page, with the product name and the footer of the operator. The game and the accounts share
 * one origin, so links start at `/`, and the operator's colours come with the game's stylesheet.
 */
export function createLayout(site: SiteSettings): Layout {
  const { PRODUCT_NAME: name, FOOTER_TEXT: footer, COLOR_GROUND: ground } = site;
  const style = siteStyle(site) === '' ? undefined : html`<link rel="stylesheet" href="${SITE_STYLE_PATH}">`;
  const footerElement = footer === '' ? undefined : html`<footer>${footer}</footer>`;
  const brand = html`<a class="brand" href="/" aria-label="${name}, retour au jeu">${tiles(name)}</a>`;
  return ({ title, content }) =>
    html`<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="theme-color" media="(prefers-color-scheme: light)" content="${LIGHT_GROUND}">
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
    ${footerElement}
  </body>
</html>
`.text;
}

/** How many large tiles fit in a row of a page of 320 px. */
const MAX_LARGE_TILES = 6;

/** The classes of the tiles, in turn. */
const TILE_CLASSES = ['correct', 'present', 'absent', 'present'] as const;

/** Renders the product name as letter tiles, with a gap for each space. */
function tiles(name: string): Html {
  const size = name.length > MAX_LARGE_TILES ? 'small' : 'large';
  let index = 0;
  const words = name
    .toLocaleUpperCase('fr')
    .split(/ +/)
    .map((word) => {
      const letters = [...word].map((letter) => {
        const tileClass = TILE_CLASSES[index++ % TILE_CLASSES.length] ?? '';
        return html`<i class="${tileClass}">${letter}</i>`;
      });
      return html`<span class="word">${letters}</span>`;
    });
  return html`<span class="tiles ${size}" aria-hidden="true">${words}</span>`;
}
