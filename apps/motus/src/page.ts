import fastifyStatic from '@fastify/static';
import fp from 'fastify-plugin';

const YEAR = 31_536_000;

/**
 * The built page. What Vite names by its content may be kept for ever; `index.html`, which names those files, is asked
 * for again each time.
 *
 * @see https://github.com/fastify/fastify-static
 */
export const page = fp<{ root: string }>(
  async (app, { root }) => {
    await app.register(fastifyStatic, {
      root,
      cacheControl: false,
      setHeaders: (response, path) => {
        const named = path.includes('/assets/');
        response.header('cache-control', named ? `public, max-age=${YEAR}, immutable` : 'no-cache');
      },
    });
  },
  { name: 'page' },
);
