import fp from 'fastify-plugin';

declare module 'fastify' {
  interface FastifyInstance {
    /** Says "not ready" from now on, so that HAProxy sends nobody here any more. */
    drain(): void;
  }
}

/** Throws, or rejects, while what it watches is not usable. */
export type ReadinessCheck = () => Promise<void>;

/**
 * Two questions: `/health/live`, is the process worth keeping; `/health/ready`, should it get requests now.
 */
export const health = fp<{ checks: Record<string, ReadinessCheck> }>(
  async (app, { checks }) => {
    let draining = false;
    app.decorate('drain', () => {
      draining = true;
    });

    app.get('/health/live', async () => ({ status: 'live' }));

    app.get('/health/ready', async (request, reply) => {
      if (draining) return reply.code(503).send({ status: 'draining' });
      const failed: string[] = [];
      await Promise.all(
        Object.entries(checks).map(async ([name, check]) => {
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
