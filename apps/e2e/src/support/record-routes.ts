import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';

/**
 * Loaded into a service before its own code (`node --import`): writes every route that Fastify gets, `GET /api/me` a line,
 * to `E2E_ROUTES_FILE` followed by the name of the instance. A list that the test kept itself would miss the next route.
 *
 * @see https://fastify.dev/docs/latest/Reference/Hooks/#diagnostics-channel-hooks
 */
const file = `${process.env.E2E_ROUTES_FILE}.${process.env.INSTANCE}`;

interface Application {
  addHook(name: 'onRoute', hook: (route: { method: string | string[]; url: string }) => void): void;
}

subscribe('fastify.initialization', (message) => {
  (message as { fastify: Application }).fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) appendFileSync(file, `${one} ${url}\n`);
  });
});
