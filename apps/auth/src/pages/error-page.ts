import { html } from '@motus/site';
import type { Page } from './layout.ts';

/** What a person sees of an error: never a stack trace or the message of a library. */
export interface ErrorPage {
  title: string;
  message: string;
  /** A stable code, which the player can quote to the operator. */
  code: string;
  requestId: string;
  /** The link that continues from here. */
  link: { href: string; text: string };
}

export const HOME_LINK = { href: '/', text: 'Retour au jeu' } as const;
export const RESTART_LOGIN_LINK = { href: '/login', text: 'Recommencer la connexion' } as const;

/** The page that shows an error. */
export function errorPage(error: ErrorPage): Page {
  return {
    title: error.title,
    content: html`<p>${error.message}</p>
      <p><a class="button" href="${error.link.href}">${error.link.text}</a></p>
      <p class="reference">Code&nbsp;: <code>${error.code}</code><br>Référence&nbsp;: <code>${error.requestId}</code></p>`,
  };
}
