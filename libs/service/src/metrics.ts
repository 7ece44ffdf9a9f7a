import fp from 'fastify-plugin';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

declare module 'fastify' {
  interface FastifyInstance {
    /** The metrics of this instance, to which a service adds its own. */
    metrics: Registry;
  }
}

/** Upper bounds in seconds: an attempt takes some milliseconds, a login some hundred. */
const DURATION_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/**
 * Serves `/metrics` in the Prometheus text format: metrics of the process, and requests by route template, method and
 * status. HAProxy does not expose it to players.
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
      buckets: DURATION_BUCKETS,
      registers: [registry],
    });

    // Keeps the series by their labels, because prom-client takes longer to find a series than to count in it.
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
      // The route template, not the path: clients choose paths, and each would create a series.
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
