import { SERVICE_NAMES, type ServiceName } from '@motus/local-system';

/** What is sent to a route besides the path; it need not be valid. */
export interface RequestTemplate {
  readonly headers: Readonly<Record<string, string>>;
  /** After the `?`. */
  readonly query: string;
  /** The bodies to send one after the other, each with its type, where the method has one. */
  readonly bodies: readonly (readonly [type: string, text: string])[];
}

/** A route of a service, as Fastify knows it. */
export interface Route {
  readonly service: ServiceName;
  readonly method: string;
  /** With `:name` for its parameters. */
  readonly path: string;
}

/** Longer than a service waits for its store. */
const REQUEST_TIMEOUT_MS = 15_000;

/** High, because without a store most requests wait for seconds. */
const MAX_IN_FLIGHT = 64;

/** The routes in the files of `record-routes.ts`, of the first instance of each kind. */
export function readRoutes(textOf: (service: ServiceName) => string): Route[] {
  return SERVICE_NAMES.filter((name) => name.endsWith('1')).flatMap((service) => {
    const lines = new Set(textOf(service).split('\n').filter(Boolean));
    return [...lines].map((line) => {
      const [method = '', path = ''] = line.split(' ');
      return { service, method, path };
    });
  });
}

/**
 * Sends a request to each route, and waits for all answers, which may be errors.
 *
 * @param parameters the values of `:name`; others get `x`
 * @param originsOf  the addresses at which a route is reached, each of which gets the request
 * @returns how many requests were answered
 */
export async function sendToRoutes(
  routes: readonly Route[],
  template: RequestTemplate,
  parameters: Readonly<Record<string, string>>,
  originsOf: (route: Route) => readonly string[],
): Promise<number> {
  const requests = routes.flatMap((route) => {
    const path = route.path
      .replace(/:(\w+)/g, (_, name: string) => parameters[name] ?? 'x')
      .replace('*', 'x');
    const bodies = ['GET', 'HEAD'].includes(route.method) ? [undefined] : template.bodies;
    return originsOf(route).flatMap((origin) =>
      bodies.map((body) => ({ url: `${origin}${path}?${template.query}`, method: route.method, body })),
    );
  });
  let answered = 0;
  const next = requests.values();
  await Promise.all(
    Array.from({ length: MAX_IN_FLIGHT }, async () => {
      for (const { url, method, body } of next) {
        const headers = { ...template.headers, ...(body && { 'content-type': body[0] }) };
        const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
        const init = { method, headers, redirect: 'manual', signal, ...(body && { body: body[1] }) } as const;
        await fetch(url, init).then(
          async (response) => {
            await response.arrayBuffer();
            answered++;
          },
          () => undefined,
        );
      }
    }),
  );
  return answered;
}
