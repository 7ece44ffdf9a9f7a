import { subscribe } from 'node:diagnostics_channel';

/** A route as Fastify knows it. */
export interface Route {
  readonly method: string;
  /** With `:name` for its parameters. */
  readonly url: string;
}

interface Application {
  addHook(name: 'onRoute', hook: (route: { method: string | string[]; url: string }) => void): void;
}

/**
 * Calls back with each route that the Fastify applications of this process get from now on. A list that a test kept itself
 * would miss the next route.
 *
 * @see https://fastify.dev/docs/latest/Reference/Hooks/#diagnostics-channel-hooks
 */
export function onEveryRoute(onRoute: (route: Route) => void): void {
  subscribe('fastify.initialization', (message) => {
    (message as { fastify: Application }).fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) onRoute({ method: one, url });
    });
  });
}

/** The routes that the Fastify applications of this process get from now on; the list grows with them. */
export function recordRoutes(): readonly Route[] {
  const routes: Route[] = [];
  onEveryRoute((route) => void routes.push(route));
  return routes;
}
