import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { ServiceError } from './service-error.ts';

/** Methods that change nothing (RFC 9110, section 9.2.1). */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** What a browser says in `Sec-Fetch-Site` of a request that no other site has caused. */
const OWN_FETCH_SITES: ReadonlySet<string> = new Set(['same-origin', 'none']);

/**
 * Refuses unsafe requests that a page of another origin makes a browser send (cross-site request forgery): 403
 * `foreign_origin`, on every route. SameSite cookies alone do not stop a page of the same site: of another port of this
 * host, or of a neighbouring name.
 *
 * - `Origin` decides where there is one. Browsers send it with every unsafe request, as `null` where they hide it.
 * - Without it `Sec-Fetch-Site` decides.
 * - A request with neither comes from a program, which sends only the cookies that it was given, so nobody can abuse it to
 *   act for somebody else: other services, the drill, `curl`.
 *
 * The own origin is PUBLIC_URL, and the address that the request was sent to where that is `localhost` or an IP address: the
 * game in the LAN, or a development server in front of it. Other names do not count, because whoever owns a name can let it
 * lead here, and so make its page one of the "same" origin (DNS rebinding).
 *
 * The check is a `preParsing` hook: after the `onRequest` hooks, which set the security headers of the refusal as well, and
 * before the body is read.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export const ownOrigin = fp<{ publicUrl: string }>(
  async (app, { publicUrl }) => {
    app.addHook('preParsing', (request, _reply, _body, done) => {
      if (SAFE_METHODS.has(request.method) || isOwn(request, publicUrl)) done();
      else done(foreignOrigin(publicUrl));
    });
  },
  { name: 'own-origin' },
);

function isOwn({ headers }: FastifyRequest, publicUrl: string): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (origin !== undefined) return origin === publicUrl || origin === originOfAddress(publicUrl, host);
  // Repeated headers are joined by a comma, or an array in the types: neither is a value of the set.
  return site === undefined || OWN_FETCH_SITES.has(String(site));
}

/** The origin of the address that a request was sent to, with the scheme of PUBLIC_URL; undefined where it is a name. */
function originOfAddress(publicUrl: string, host: string | undefined): string | undefined {
  const url = URL.parse(`${URL.parse(publicUrl)?.protocol}//${host}`);
  if (url === null) return undefined;
  const isAddress = url.hostname === 'localhost' || isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0;
  return isAddress ? url.origin : undefined;
}

/** Names the right address for a player whose operator has set another one. */
function foreignOrigin(publicUrl: string): ServiceError {
  return new ServiceError(
    403,
    'foreign_origin',
    `Cette requête ne vient pas du jeu, dont l’adresse est ${publicUrl}.`,
  );
}
