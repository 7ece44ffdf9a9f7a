import { html } from '@motus/site';
import type { AuthSettings } from '../settings.ts';
import type { Layout } from './layout.ts';

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

/** Renders the HTML document that shows an error. */
export type ErrorLayout = (error: ErrorPage) => string;

/**
 * Creates the page that shows an error. With GRAFANA_URL, its request id is a link to all log lines of that request. A Grafana
 * that only this machine reaches is linked only from a game that only this machine reaches.
 */
export function createErrorLayout(
  layout: Layout,
  { PUBLIC_URL, GRAFANA_URL }: Pick<AuthSettings, 'PUBLIC_URL' | 'GRAFANA_URL'>,
): ErrorLayout {
  const isReachable = GRAFANA_URL !== undefined && (isLoopback(PUBLIC_URL) || !isLoopback(GRAFANA_URL));
  const reference = (id: string) => {
    if (!isReachable) return html`<code>${id}</code>`;
    const href = `${GRAFANA_URL}/d/motus-logs?var-request_id=${encodeURIComponent(id)}`;
    return html`<a href="${href}" rel="noreferrer"><code>${id}</code></a>`;
  };
  return ({ title, message, code, requestId, link }) =>
    layout({
      title,
      content: html`<p>${message}</p>
      <p><a class="button" href="${link.href}">${link.text}</a></p>
      <p class="reference">Code&nbsp;: <code>${code}</code><br>Référence&nbsp;: ${reference(requestId)}</p>`,
    });
}

/** Hosts that only the machine itself reaches (RFC 6761, section 6.3; RFC 1122, section 3.2.1.3; RFC 4291, section 2.5.3). */
function isLoopback(origin: string): boolean {
  const { hostname } = new URL(origin);
  return /^(?:.+\.)?localhost$|^127(?:\.\d+){3}$|^\[::1\]$/.test(hostname);
}
