import { type Html, html } from './html.ts';
import { STYLESHEET_URL } from './stylesheet.ts';

/** The frame of every page. Links start at `/`, since the game and its accounts share one origin. */
export function layout(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="theme-color" content="#0b2a6f">
    <title>${title} · Motus</title>
    <link rel="icon" type="image/svg+xml" href="/icons/icon.svg">
    <link rel="stylesheet" href="${STYLESHEET_URL}">
  </head>
  <body>
    <header>
      <a class="brand" href="/" aria-label="Motus, retour au jeu">
        <span aria-hidden="true" class="correct">M</span>
        <span aria-hidden="true" class="present"><i>O</i></span>
        <span aria-hidden="true">T</span>
        <span aria-hidden="true" class="present"><i>U</i></span>
        <span aria-hidden="true" class="correct">S</span>
      </a>
    </header>
    <main>
      <h1>${title}</h1>
      ${content}
    </main>
  </body>
</html>
`.text;
}
