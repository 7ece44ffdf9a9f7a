import { AUTH_PATH, PROVIDER_PATHS } from '@motus/contracts';
import type { FastifyPluginAsync, HTTPMethods } from 'fastify';
import type { Configuration, Provider } from 'oidc-provider';
import { SECURITY_HEADERS } from '../security-headers.ts';

/** The paths of the endpoints, below AUTH_PATH, as oidc-provider takes them; that of the discovery document is fixed. */
export const PROVIDER_ENDPOINTS = {
  authorization: belowAuth(PROVIDER_PATHS.authorization),
  token: belowAuth(PROVIDER_PATHS.token),
  revocation: belowAuth(PROVIDER_PATHS.revocation),
  jwks: belowAuth(PROVIDER_PATHS.jwks),
  end_session: belowAuth(PROVIDER_PATHS.endSession),
} satisfies Configuration['routes'];

/**
 * The routes of oidc-provider below AUTH_PATH, with the status of their success. They are listed one by one so that metrics
 * have a label for each.
 */
export const PROVIDER_ROUTES: ReadonlyArray<readonly [method: HTTPMethods, path: string, success: number]> = [
  ['GET', belowAuth(PROVIDER_PATHS.discovery), 200],
  ['GET', PROVIDER_ENDPOINTS.jwks, 200],
  ['GET', PROVIDER_ENDPOINTS.authorization, 303],
  ['GET', `${PROVIDER_ENDPOINTS.authorization}/:uid`, 303],
  ['POST', PROVIDER_ENDPOINTS.token, 200],
  ['POST', PROVIDER_ENDPOINTS.revocation, 200],
  ['GET', PROVIDER_ENDPOINTS.end_session, 200],
  ['POST', `${PROVIDER_ENDPOINTS.end_session}/confirm`, 303],
  ['GET', `${PROVIDER_ENDPOINTS.end_session}/success`, 200],
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

function belowAuth(path: string): string {
  return path.slice(AUTH_PATH.length);
}
