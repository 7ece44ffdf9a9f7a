import { appendFileSync } from 'node:fs';
import { onEveryRoute } from '@motus/testing/routes';

/**
 * Loaded into a service before its own code (`node --import`): writes every route that Fastify gets, `GET /api/me` a line,
 * to `E2E_ROUTES_FILE` followed by the name of the instance.
 */
const file = `${process.env.E2E_ROUTES_FILE}.${process.env.INSTANCE}`;

onEveryRoute(({ method, url }) => appendFileSync(file, `${method} ${url}\n`));
