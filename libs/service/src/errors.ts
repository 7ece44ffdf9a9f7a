import type { ErrorAnswer } from '@motus/contracts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { errorLine } from './error-line.ts';
import type { Faults } from './faults.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Logs what befalls many requests. */
    faults: Faults;
  }
}

/** An error that its reader may see: a stable code, a message for people, a status, and what else helps. */
export class ServiceError extends Error {
  override name = 'ServiceError';
  readonly statusCode: number;
  readonly code: string;
  readonly details: Record<string, unknown>;
  /** For `Retry-After`, in seconds. */
  readonly retryAfter: number;

  /**
   * @param statusCode HTTP status
   * @param code       stable, for programs
   * @param message    for people, in French
   * @param options    `details` become members of the answer; `cause` is logged only; `retryAfter`, in seconds, goes with a
   *                   503 (default: 1)
   */
  constructor(
    statusCode: number,
    code: string,
    message: string,
    options: { details?: Record<string, unknown>; cause?: unknown; retryAfter?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.statusCode = statusCode;
    this.code = code;
    this.details = options.details ?? {};
    this.retryAfter = options.retryAfter ?? 1;
  }
}

const TRY_AGAIN = [
  'try_again',
  'Le service est momentanément indisponible ; réessayez dans un instant.',
] as const;

/** Another service answered a call, but not with what was asked for. Where it said 503 it has logged why. */
export class AnsweredError extends Error {
  override name = 'AnsweredError';
  readonly status: number;

  /** @param what the call, without anything that is secret */
  constructor(what: string, { status, text }: { status: number; text: string }) {
    super(`${what}: ${status} ${text.slice(0, LONGEST_QUOTE)}`);
    this.status = status;
  }
}

/** How much of an answer is logged, in characters. */
const LONGEST_QUOTE = 200;

/** What a framework error tells by its status alone; its own words stay in the log. */
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
  // A store has no room for writes (@motus/store); HAProxy tells players 503.
  507: TRY_AGAIN,
};
const INTERNAL = ['internal_error', 'Une erreur interne est survenue.'] as const;

/**
 * Gives every error the one shape of the contracts: a code, a message, the id of the request. Only a `ServiceError`
 * speaks for itself; what a framework or a bug says is logged and stays inside.
 */
export const errors = fp(
  async (app) => {
    app.setErrorHandler<FastifyError | ServiceError>(answerError);
    app.setNotFoundHandler((request, reply) => {
      const [code, message] = BY_STATUS[404] ?? INTERNAL;
      return answer(reply.code(404), request, code, message);
    });
  },
  { name: 'errors' },
);

/** Answers with an error; also for what happens before a route is found. */
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
    return answer(reply.code(status), request, error.code, error.message, error.details);
  }
  const [code, message] = BY_STATUS[status] ?? (status < 500 ? BY_STATUS[400] : undefined) ?? INTERNAL;
  const details = error.validation === undefined ? {} : { faults: error.message };
  return answer(reply.code(status), request, code, message, details);
}

/**
 * Logs an error that is answered with a status: a bug with its stack; a refusal for who debugs; an outage once, where it was
 * met first, and then how often. That a store has no room (507) it says itself, once.
 */
export function logAnswer(error: Error, status: number, request: FastifyRequest, reply: FastifyReply): void {
  if (status >= 500 && status !== 503 && status !== 507) {
    request.log.error({ err: error, req: request }, 'request failed');
  } else if (status < 500 || status === 507 || isSaidElsewhere(error, request, reply)) {
    request.log.debug({ err: error }, 'request refused');
  } else {
    const { type, message, cause } = errorLine(error);
    const fault = [type, message, cause?.type, cause?.code].join(' ');
    request.server.faults.say(fault, { reqId: request.id, req: request }, { err: error }, 'request refused');
  }
}

/** Nobody waits for this answer any more, or somebody else has given it already: they log it. */
function isSaidElsewhere(error: Error, { headers }: FastifyRequest, { raw }: FastifyReply): boolean {
  if (raw.destroyed || headers['x-sent-again'] !== undefined) return true;
  return error.cause instanceof AnsweredError && error.cause.status === 503;
}

function answer(
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
