import fp from 'fastify-plugin';
import { Gauge } from 'prom-client';

declare module 'fastify' {
  interface FastifyInstance {
    /** Makes `/health/ready` depend on a check, for instance on a store. @param name names it in logs and answers */
    addReadinessCheck(name: string, check: ReadinessCheck): void;
    /** Makes `/health/ready` answer 503 from now on, so that HAProxy sends no more requests. */
    drain(): void;
  }
}

/** Rejects while the service cannot use what the check is about. */
export type ReadinessCheck = () => Promise<void>;

/** `/health/live`: whether the process runs. `/health/ready`: whether it should get requests now. */
export const health = fp(
  async (app) => {
    const checks = new Map<string, ReadinessCheck>();
    let draining = false;
    app.decorate('addReadinessCheck', (name, check) => {
      checks.set(name, check);
    });
    app.decorate('drain', () => {
      draining = true;
    });
    new Gauge({
      name: 'instance_draining',
      help: 'Whether this instance is about to end and wants no more requests (1)',
      registers: [app.metrics],
      collect() {
        this.set(draining ? 1 : 0);
      },
    });

    app.get('/health/live', async () => ({ status: 'live' }));

    app.get('/health/ready', async (request, reply) => {
      if (draining) return reply.code(503).send({ status: 'draining' });
      const failed: string[] = [];
      await Promise.all(
        Array.from(checks, async ([name, check]) => {
          try {
            await check();
          } catch (err) {
            failed.push(name);
            app.logThrottle.warn(
              `not ready: ${name}`,
              { reqId: request.id },
              { err, check: name },
              'not ready',
            );
          }
        }),
      );
      if (failed.length > 0) return reply.code(503).send({ status: 'not ready', failed });
      return { status: 'ready' };
    });
  },
  { name: 'health', dependencies: ['metrics'] },
);
