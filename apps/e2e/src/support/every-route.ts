import { SERVICE_NAMES, type ServiceName } from '@motus/local-system';

/** What is sent to a route besides the path: anything may be wrong about it. */
export interface Parcel {
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

/** Longer than a service waits for its store. In milliseconds. */
const PATIENCE = 15_000;

/** How many requests are sent at the same time: without a store most of them wait for seconds. */
const AT_ONCE = 64;

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
 * Sends a parcel to routes, and waits for all the answers; what they are does not matter.
 *
 * @param parameters the values of `:name`; others get `x`
 * @param originsOf  the addresses at which a route is reached, each of which gets the parcel
 * @returns how many requests were answered
 */
export async function sendToRoutes(
  routes: readonly Route[],
  parcel: Parcel,
  parameters: Readonly<Record<string, string>>,
  originsOf: (route: Route) => readonly string[],
): Promise<number> {
  const requests = routes.flatMap((route) => {
    const path = route.path
      .replace(/:(\w+)/g, (_, name: string) => parameters[name] ?? 'x')
      .replace('*', 'x');
    const bodies = ['GET', 'HEAD'].includes(route.method) ? [undefined] : parcel.bodies;
    return originsOf(route).flatMap((origin) =>
      bodies.map((body) => ({ url: `${origin}${path}?${parcel.query}`, method: route.method, body })),
    );
  });
  let answered = 0;
  const next = requests.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const { url, method, body } of next) {
        const headers = { ...parcel.headers, ...(body && { 'content-type': body[0] }) };
        const signal = AbortSignal.timeout(PATIENCE);
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
