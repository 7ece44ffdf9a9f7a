import { html } from '@motus/site';
import type { Page } from './layout.ts';

/** An error as its reader sees it: never a stack, never what a library said. */
export interface ErrorPage {
  title: string;
  message: string;
  /** For programs and for questions to whoever runs the game. */
  code: string;
  requestId: string;
  /** Where to go on. */
  link: { href: string; text: string };
}

export const HOME = { href: '/', text: 'Retour au jeu' } as const;
export const START_AGAIN = { href: '/login', text: 'Recommencer la connexion' } as const;

export function errorPage(error: ErrorPage): Page {
  return {
    title: error.title,
    content: html`<p>${error.message}</p>
      <p><a class="button" href="${error.link.href}">${error.link.text}</a></p>
      <p class="reference">Code&nbsp;: <code>${error.code}</code><br>Référence&nbsp;: <code>${error.requestId}</code></p>`,
  };
}
