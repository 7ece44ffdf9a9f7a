import { Negotiator } from '@fastify/accept-negotiator';
import type { SiteSettings } from '@motus/site';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { ENCODINGS, type PageFile } from './page-files.ts';
import { applySiteSettings } from './site.ts';

/** In seconds. */
const YEAR = 31_536_000;

/**
 * Serves the built page, with the operator's settings, from memory: for its few small files that is several times as fast
 * as from the disk. Browsers cache files that Vite names by their content for ever, and revalidate `index.html`, which
 * refers to them, each time.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests
 */
export const page = fp<{ files: readonly PageFile[]; site: SiteSettings }>(
  async (app, { files, site }) => {
    for (const file of applySiteSettings(files, site)) {
      const answer = answerWith(file);
      app.get(file.path, answer);
      if (file.path === '/index.html') app.get('/', answer);
    }
  },
  { name: 'page' },
);

function answerWith({ path, type, plain, compressed }: PageFile) {
  const encodings = new Negotiator({
    supportedValues: ENCODINGS.filter((encoding) => encoding in compressed),
  });
  const isImmutable = path.startsWith('/assets/');
  const headers = {
    'cache-control': isImmutable ? `public, max-age=${YEAR}, immutable` : 'no-cache',
    // On every answer: a cache must not give it to a client that accepts other encodings.
    vary: 'accept-encoding',
  };
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const encoding = encodings.negotiate(request.headers['accept-encoding'] ?? '');
    const { bytes, etag } = (encoding && compressed[encoding]) || plain;
    reply.headers({ ...headers, etag });
    if (matchesEtag(request.headers['if-none-match'], etag)) return reply.code(304).send();
    if (encoding !== null) reply.header('content-encoding', encoding);
    return reply.type(type).send(bytes);
  };
}

/** Whether the client has these bytes already; a cache on the way may have turned their tag into a weak one. */
function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
