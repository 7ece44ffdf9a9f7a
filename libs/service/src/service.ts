import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawServerDefault,
} from 'fastify';
import { answerError, errors } from './errors.ts';
import { createFaults } from './faults.ts';
import { health, type ReadinessCheck } from './health.ts';
import type { Logger } from './logger.ts';
import { metrics } from './metrics.ts';
import { requestLogger } from './request-logger.ts';

/** A Fastify application whose handlers are typed by their TypeBox schemas. */
export type Service = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/**
 * A Fastify application with what every service shares: timeouts, request ids, errors, metrics, health.
 *
 * @param options.checks what readiness depends on, by name
 */
export async function createService(options: {
  logger: Logger;
  checks?: Record<string, ReadinessCheck>;
}): Promise<Service> {
  const app = Fastify({
    loggerInstance: options.logger as FastifyBaseLogger,
    // HAProxy logs each request with the same id; a second line here would say nothing new.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: requestLogger,
    // The edge overwrites what a client sends, so an id that arrives here is the edge's or another service's.
    requestIdHeader: 'x-request-id',
    genReqId: () => randomUUID(),
    // All that a player sends is small; HAProxy must be able to hold a request to send it to the twin.
    bodyLimit: 8 * 1024,
    connectionTimeout: 20_000,
    requestTimeout: 15_000,
    // Longer than HAProxy keeps an idle connection to a server, so that it never writes into one that closes.
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
    routerOptions: { maxParamLength: 128 },
  }).withTypeProvider<TypeBoxTypeProvider>();
  const faults = createFaults(app.log);
  app.decorate('faults', faults);
  app.addHook('onClose', async () => faults.close());
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  // Only JSON: what a form on another site can send without asking is not taken.
  app.removeContentTypeParser('text/plain');
  await app.register(errors);
  await app.register(metrics);
  await app.register(health, { checks: options.checks ?? {} });
  return app;
}
