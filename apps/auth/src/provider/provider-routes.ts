import type { FastifyPluginAsync, HTTPMethods } from 'fastify';
import type { Provider } from 'oidc-provider';
import { SECURITY_HEADERS } from '../security-headers.ts';

/**
 * The routes of oidc-provider below `/auth`, with the status of their success. They are listed one by one so that metrics
 * have a label for each.
 */
export const PROVIDER_ROUTES: ReadonlyArray<readonly [method: HTTPMethods, path: string, success: number]> = [
  ['GET', '/.well-known/openid-configuration', 200],
  ['GET', '/jwks', 200],
  ['GET', '/auth', 303],
  ['GET', '/auth/:uid', 303],
  ['POST', '/token', 200],
  ['POST', '/token/revocation', 200],
  ['GET', '/session/end', 200],
  ['POST', '/session/end/confirm', 303],
  ['GET', '/session/end/success', 200],
];

/**
 * Passes the requests of the protocol to oidc-provider, which parses the bodies and answers itself.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html
 */
export const providerRoutes: FastifyPluginAsync<{ provider: Provider; publicUrl: string }> = async (
  app,
  { provider, publicUrl },
) => {
  const { host, protocol: scheme } = new URL(publicUrl);
  const handle = provider.callback();

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _body, done) => done(null));

  for (const [method, path, success] of PROVIDER_ROUTES) {
    app.route({
      method,
      url: path,
      exposeHeadRoute: false,
      config: { successStatuses: [success] },
      handler: async (request, reply) => {
        const { raw } = request;
        // The issuer is PUBLIC_URL, whichever address the request came through (the game uses the internal port of HAProxy).
        raw.headers.host = host;
        raw.headers['x-forwarded-host'] = host;
        raw.headers['x-forwarded-proto'] = scheme.replace(':', '');
        raw.headers['x-request-id'] = request.id;
        // Connect's convention for a mounted application; oidc-provider builds its URLs from it.
        Object.assign(raw, { url: raw.url?.slice(app.prefix.length), baseUrl: app.prefix });
        reply.hijack();
        for (const [name, value] of Object.entries(SECURITY_HEADERS)) reply.raw.setHeader(name, value);
        await handle(raw, reply.raw);
      },
    });
  }
};
