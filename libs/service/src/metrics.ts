import fp from 'fastify-plugin';
import { collectDefaultMetrics, type OpenMetricsContentType, Registry } from 'prom-client';
import { measureRequests } from './request-metrics.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The metrics of this instance, to which a service adds its own. */
    metrics: Registry;
  }
}

/**
 * Serves `/metrics` in the OpenMetrics format, which has exemplars: metrics of the process, and of the requests. HAProxy
 * does not expose it to players.
 *
 * @see https://github.com/siimon/prom-client
 * @see https://prometheus.io/docs/specs/om/open_metrics_spec/
 */
export const metrics = fp(
  async (app) => {
    // In the type of the other format, like the registries of services and libraries: their metrics fit into both.
    const registry = new Registry();
    (registry as unknown as Registry<OpenMetricsContentType>).setContentType(
      Registry.OPENMETRICS_CONTENT_TYPE,
    );
    collectDefaultMetrics({ register: registry });
    measureRequests(app, registry);
    app.decorate('metrics', registry);
    app.get('/metrics', async (_request, reply) =>
      reply.type(registry.contentType).send(await registry.metrics()),
    );
  },
  { name: 'metrics' },
);
