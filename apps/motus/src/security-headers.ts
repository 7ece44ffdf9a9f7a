import fp from 'fastify-plugin';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True for a route that answers with data, never with a document. */
    data?: true;
  }
}

/**
 * Sets the security headers. Documents may load nothing from other sites, run no inline code and not be framed. Data may
 * not be read by other sites, not be interpreted as another type, and not be cached.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html
 */
export const securityHeaders = fp<{ https: boolean }>(
  async (app, { https }) => {
    const documentHeaders = { ...COMMON_HEADERS, ...DOCUMENT_HEADERS, ...(https ? TLS_HEADERS : {}) };
    const dataHeaders = { ...COMMON_HEADERS, 'cache-control': 'no-store', ...(https ? TLS_HEADERS : {}) };
    app.addHook('onRequest', (request, reply, done) => {
      reply.headers(request.routeOptions.config.data ? dataHeaders : documentHeaders);
      done();
    });
  },
  { name: 'security-headers' },
);

const COMMON_HEADERS = {
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

const DOCUMENT_HEADERS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
};

/** Only with TLS: without it the first would lock players out, and a browser ignores the others. */
const TLS_HEADERS = {
  'strict-transport-security': 'max-age=31536000',
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
};
