import fp from 'fastify-plugin';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route answers with data, never with a document. */
    data?: true;
  }
}

/**
 * The headers that tell a browser what this site never does: load anything from elsewhere, run inline code, be framed.
 * Data cannot do such things: of it nobody else may make use, nobody may take it for anything else, and no cache keeps it.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html
 */
export const securityHeaders = fp<{ https: boolean }>(
  async (app, { https }) => {
    const ofDocuments = { ...ALWAYS, ...OF_DOCUMENTS, ...(https ? WITH_TLS : {}) };
    const ofData = { ...ALWAYS, 'cache-control': 'no-store', ...(https ? WITH_TLS : {}) };
    app.addHook('onRequest', (request, reply, done) => {
      reply.headers(request.routeOptions.config.data ? ofData : ofDocuments);
      done();
    });
  },
  { name: 'security-headers' },
);

const ALWAYS = {
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

const OF_DOCUMENTS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
};

/** Promised only where it can be kept: without TLS the first would lock players out, and a browser ignores the others. */
const WITH_TLS = {
  'strict-transport-security': 'max-age=31536000',
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
};
