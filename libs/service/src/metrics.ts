import fp from 'fastify-plugin';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

declare module 'fastify' {
  interface FastifyInstance {
    /** The metrics of this instance; a service adds its own counters here. */
    metrics: Registry;
  }
}

/** From a tenth of a millisecond to five seconds: a guess is a few of the first, a login some hundreds. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/**
 * `/metrics` in the Prometheus text format: the process, and each request by route template, method and status.
 * HAProxy does not let anybody reach it from outside.
 *
 * @see https://github.com/siimon/prom-client
 */
export const metrics = fp(
  async (app) => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const labelNames = ['method', 'route', 'status'] as const;
    const requests = new Counter({
      name: 'http_requests_total',
      help: 'Requests answered',
      labelNames,
      registers: [registry],
    });
    const durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the request to the end of its answer',
      labelNames,
      buckets: SECONDS,
      registers: [registry],
    });

    // To find a series by its labels takes longer than to count in it.
    const series = new Map<string, { requests: Counter.Internal; durations: Histogram.Internal<string> }>();
    function seriesOf(method: string, route: string, status: number) {
      const name = `${method} ${status} ${route}`;
      const known = series.get(name);
      if (known !== undefined) return known;
      const labels = { method, route, status: String(status) };
      const made = { requests: requests.labels(labels), durations: durations.labels(labels) };
      series.set(name, made);
      return made;
    }

    app.decorate('metrics', registry);
    app.addHook('onResponse', (request, reply, done) => {
      // The template, never the path: a path is chosen by the client and would make series without end.
      const found = seriesOf(request.method, request.routeOptions.url ?? 'none', reply.statusCode);
      found.requests.inc();
      found.durations.observe(reply.elapsedTime / 1000);
      done();
    });
    app.get('/metrics', async (_request, reply) =>
      reply.type(registry.contentType).send(await registry.metrics()),
    );
  },
  { name: 'metrics' },
);
