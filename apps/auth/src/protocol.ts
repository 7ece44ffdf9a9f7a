import type { FastifyPluginAsync, HTTPMethods } from 'fastify';
import type { Provider } from 'oidc-provider';
import { SECURITY_HEADERS } from './headers.ts';

/** What oidc-provider serves below `/auth`. Named here one by one, so that metrics have its routes. */
export const ROUTES: ReadonlyArray<readonly [method: HTTPMethods, path: string]> = [
  ['GET', '/.well-known/openid-configuration'],
  ['GET', '/jwks'],
  ['GET', '/auth'],
  ['GET', '/auth/:uid'],
  ['POST', '/token'],
  ['POST', '/token/revocation'],
  ['GET', '/session/end'],
  ['POST', '/session/end/confirm'],
  ['GET', '/session/end/success'],
];

/**
 * Hands the protocol's requests to oidc-provider, which reads the bodies and answers by itself.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html
 */
export const protocol: FastifyPluginAsync<{ provider: Provider; publicUrl: string }> = async (
  app,
  { provider, publicUrl },
) => {
  const { host, protocol: scheme } = new URL(publicUrl);
  const answer = provider.callback();

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _body, done) => done(null));

  for (const [method, path] of ROUTES) {
    app.route({
      method,
      url: path,
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        const { raw } = request;
        // Whoever asks, and through whichever address (the game asks through INTERNAL_URL), the provider is PUBLIC_URL.
        raw.headers.host = host;
        raw.headers['x-forwarded-host'] = host;
        raw.headers['x-forwarded-proto'] = scheme.replace(':', '');
        raw.headers['x-request-id'] = request.id;
        // How Connect tells where an application is mounted; oidc-provider makes its own addresses with it.
        Object.assign(raw, { url: raw.url?.slice(app.prefix.length), baseUrl: app.prefix });
        reply.hijack();
        for (const [name, value] of Object.entries(SECURITY_HEADERS)) reply.raw.setHeader(name, value);
        await answer(raw, reply.raw);
      },
    });
  }
};
