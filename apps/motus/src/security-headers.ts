import fp from 'fastify-plugin';

/**
 * The headers that tell a browser what this site never does: load anything from elsewhere, run inline code, be framed.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html
 */
export const securityHeaders = fp<{ https: boolean }>(
  async (app, { https }) => {
    const headers = { ...ALWAYS, ...(https ? WITH_TLS : {}) };
    app.addHook('onRequest', (_request, reply, done) => {
      reply.headers(headers);
      done();
    });
  },
  { name: 'security-headers' },
);

const ALWAYS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/** Promised only where it can be kept: without TLS the first would lock players out, and a browser ignores the others. */
const WITH_TLS = {
  'strict-transport-security': 'max-age=31536000',
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
};
