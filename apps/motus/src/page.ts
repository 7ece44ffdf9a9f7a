import { Negotiator } from '@fastify/accept-negotiator';
import type { SiteSettings } from '@motus/site';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { ENCODINGS, type PageFile } from './page-files.ts';
import { fillIn } from './site.ts';

const YEAR = 31_536_000;

/**
 * The built page under the operator's name, from memory: its few small files are answered several times as fast as from the disk. What Vite names
 * by its content may be kept for ever; `index.html`, which names those files, is asked for again each time.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests
 */
export const page = fp<{ files: readonly PageFile[]; site: SiteSettings }>(
  async (app, { files, site }) => {
    for (const file of fillIn(files, site)) {
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
  const named = path.startsWith('/assets/');
  const headers = {
    'cache-control': named ? `public, max-age=${YEAR}, immutable` : 'no-cache',
    // Always: a cache must ask again for a client that takes another encoding.
    vary: 'accept-encoding',
  };
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const encoding = encodings.negotiate(request.headers['accept-encoding'] ?? '');
    const { bytes, etag } = (encoding && compressed[encoding]) || plain;
    reply.headers({ ...headers, etag });
    if (hasOneOf(request.headers['if-none-match'], etag)) return reply.code(304).send();
    if (encoding !== null) reply.header('content-encoding', encoding);
    return reply.type(type).send(bytes);
  };
}

/** Whether the client has these bytes already; a cache on the way may have marked their tag as weak. */
function hasOneOf(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
