import type { ErrorAnswer } from '@motus/contracts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { LogThrottle } from './log-throttle.ts';
import { serializeError } from './serialize-error.ts';
import { ServiceError, TRY_AGAIN, UnexpectedResponseError } from './service-error.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Logs warnings that many requests cause. */
    logThrottle: LogThrottle;
  }
}

/**
 * Answers every error in the shape of `ErrorAnswer` (libs/contracts): code, message, id of the request. Only a
 * `ServiceError` chooses its code and message; those of the framework, and of bugs, are logged and not sent.
 */
export const errorHandler = fp(
  async (app) => {
    app.setErrorHandler<FastifyError | ServiceError>(answerError);
    app.setNotFoundHandler((request, reply) => {
      const [code, message] = BY_STATUS[404] ?? INTERNAL;
      return send(reply.code(404), request, code, message);
    });
  },
  { name: 'errors' },
);

/** What the client is told about an error that is not a `ServiceError`, by its HTTP status. */
const BY_STATUS: Record<number, readonly [code: string, message: string]> = {
  400: ['bad_request', 'La requête est mal formée.'],
  404: ['not_found', 'Il n’y a rien à cette adresse.'],
  405: ['method_not_allowed', 'Cette méthode n’est pas admise ici.'],
  406: ['not_acceptable', 'Ce format n’est pas disponible.'],
  408: ['request_timeout', 'La requête a mis trop de temps à arriver.'],
  413: ['body_too_large', 'La requête est trop grande.'],
  414: ['uri_too_long', 'L’adresse est trop longue.'],
  415: ['unsupported_media_type', 'Ce type de contenu n’est pas admis.'],
  429: ['too_many_requests', 'Trop de requêtes ; réessayez dans un instant.'],
  503: TRY_AGAIN,
  // A store has no room for writes (@motus/store). HAProxy changes the status to 503 for players.
  507: TRY_AGAIN,
};
const INTERNAL = ['internal_error', 'Une erreur interne est survenue.'] as const;

/** Logs an error and answers with it; also called for errors that Fastify meets before it finds a route. */
export function answerError(
  error: FastifyError | ServiceError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const status = statusOf(error);
  logAnswer(error, status, request, reply);
  if (status === 503 || status === 507)
    reply.header('retry-after', String(error instanceof ServiceError ? error.retryAfter : 1));
  if (error instanceof ServiceError) {
    return send(reply.code(status), request, error.code, error.message, error.details);
  }
  const [code, message] = BY_STATUS[status] ?? (status < 500 ? BY_STATUS[400] : undefined) ?? INTERNAL;
  const details = error.validation === undefined ? {} : { faults: error.message };
  return send(reply.code(status), request, code, message, details);
}

/**
 * Logs an error that is answered with a status:
 *
 * - a bug at level error, with its stack;
 * - a refused request at level debug;
 * - an outage (503) at level warn, once, and then a count of the requests that it affects;
 * - a full store (507) at level debug, because the store client logs it.
 */
export function logAnswer(error: Error, status: number, request: FastifyRequest, reply: FastifyReply): void {
  if (status >= 500 && status !== 503 && status !== 507) {
    request.log.error({ event: 'request_failed', err: error, req: request }, 'request failed');
  } else if (status < 500 || status === 507 || isLoggedElsewhere(error, request, reply)) {
    request.log.debug({ err: error }, 'request refused');
  } else {
    const { type, message, cause } = serializeError(error);
    const key = [type, message, cause?.type, cause?.code].join(' ');
    request.server.logThrottle.warn(
      key,
      { reqId: request.id, req: request },
      { err: error },
      'request refused',
    );
  }
}

/** True when the client is gone, the request is a repeated one, or the service that answered 503 has logged the reason. */
function isLoggedElsewhere(error: Error, { headers }: FastifyRequest, { raw }: FastifyReply): boolean {
  if (raw.destroyed || headers['x-sent-again'] !== undefined) return true;
  return error.cause instanceof UnexpectedResponseError && error.cause.status === 503;
}

function send(
  reply: FastifyReply,
  request: FastifyRequest,
  code: string,
  message: string,
  details: Record<string, unknown> = {},
): FastifyReply {
  const body: ErrorAnswer = { ...details, code, message, requestId: request.id };
  return reply
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(body));
}

function statusOf(error: FastifyError | ServiceError): number {
  const status = error.statusCode ?? 500;
  return status >= 400 && status <= 599 ? status : 500;
}
