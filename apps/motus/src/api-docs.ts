import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fp from 'fastify-plugin';
import type { PageFile } from './page-files.ts';

/**
 * Generates OpenAPI from the route schemas: the document at `/api/docs/json`, a page to read it at `/api/docs`.
 *
 * @param options.productName the name that the operator gave the game
 * @param options.files       the built page, for its icon
 */
export const apiDocs = fp<{ productName: string; files: readonly PageFile[] }>(
  async (app, { productName, files }) => {
    await app.register(swagger, {
      openapi: {
        info: {
          title: productName,
          version: '1',
          description:
            'One word a day, the first letter given, six tries. Every write is idempotent: a repeated request has the ' +
            'same answer and no further effect.',
        },
        tags: [
          { name: 'game', description: 'The game of the day' },
          { name: 'archive', description: 'The games of past days' },
          { name: 'player', description: 'The player and the past plays' },
          { name: 'league', description: 'Players who compare themselves with each other' },
          { name: 'operator', description: 'Reports, coming words, and the actions of operators' },
        ],
      },
      hideUntagged: true,
    });
    const icon = files.find(({ path }) => path === '/icons/icon.svg');
    await app.register(swaggerUi, {
      routePrefix: '/api/docs',
      staticCSP: true,
      theme: {
        title: `${productName} · API`,
        favicon: icon
          ? [{ filename: 'icon.svg', rel: 'icon', type: icon.type, sizes: 'any', content: icon.plain.bytes }]
          : [],
      },
      // The layout without the top bar: there is only one document, and the bar shows the logo of Swagger.
      uiConfig: { layout: 'BaseLayout' },
    });
  },
  { name: 'api-docs' },
);
