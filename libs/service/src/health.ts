import fp from 'fastify-plugin';

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
            app.faults.say(`not ready: ${name}`, { reqId: request.id }, { err, check: name }, 'not ready');
          }
        }),
      );
      if (failed.length > 0) return reply.code(503).send({ status: 'not ready', failed });
      return { status: 'ready' };
    });
  },
  { name: 'health' },
);
