import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { tracing } from '@motus/tracing';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawServerDefault,
} from 'fastify';
import { answerError, errorHandler } from './error-handler.ts';
import { health } from './health.ts';
import { createLogThrottle } from './log-throttle.ts';
import type { Logger } from './logger.ts';
import { metrics } from './metrics.ts';
import { ownOrigin } from './own-origin.ts';
import { provideRequestId } from './request-context.ts';
import { requestLogger } from './request-logger.ts';

/** A Fastify application whose handlers get their types from TypeBox schemas. */
export type Service = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** Ids of requests are in logs, headers and exemplars, so anything else (from a client without HAProxy) is replaced. */
const REQUEST_ID = /^[\w-]{1,64}$/;

/**
 * Creates a Fastify application with what all services share: timeouts, request ids, errors, metrics, health, and the refusal
 * of unsafe requests from other origins.
 *
 * @param options.publicUrl the setting PUBLIC_URL
 */
export async function createService(options: { logger: Logger; publicUrl: string }): Promise<Service> {
  const app = Fastify({
    loggerInstance: options.logger as FastifyBaseLogger,
    // HAProxy logs each request with the same id; a second line would add nothing.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: requestLogger,
    // HAProxy overwrites the id that a client sends, so an id that arrives is HAProxy's or another service's.
    requestIdHeader: false,
    genReqId: ({ headers }) => {
      const id = headers['x-request-id'];
      return typeof id === 'string' && REQUEST_ID.test(id) ? id : randomUUID();
    },
    // HAProxy buffers a whole request so that it can repeat it at the twin; players send nothing larger.
    bodyLimit: 8 * 1024,
    connectionTimeout: 20_000,
    requestTimeout: 15_000,
    // Longer than HAProxy keeps an idle connection to a server, so that it never sends a request on a closing one.
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
    routerOptions: { maxParamLength: 128 },
  }).withTypeProvider<TypeBoxTypeProvider>();
  const traces = tracing();
  if (traces !== undefined) await app.register(traces.requestSpans);
  const logThrottle = createLogThrottle(app.log);
  app.decorate('logThrottle', logThrottle);
  app.addHook('onClose', async () => logThrottle.close());
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  // Accepts JSON only: a form on another site can send text/plain without a CORS preflight.
  app.removeContentTypeParser('text/plain');
  provideRequestId(app);
  await app.register(errorHandler);
  await app.register(metrics);
  await app.register(health);
  await app.register(ownOrigin, { publicUrl: options.publicUrl });
  return app;
}
