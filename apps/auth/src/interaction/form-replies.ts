import { logAnswer } from '@motus/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BusyError } from '../hashing/hash-queue.ts';
import type { Layout, Page } from '../pages/layout.ts';

/** The error that every request gets while too many passwords wait; its message is for the player. */
export const BUSY = new BusyError();

/** Sends a page as HTML. */
export function sendPage(reply: FastifyReply, layout: Layout, page: Page): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(layout(page));
}

/** Sends the form again with 503 and `Retry-After`, so that the player can submit it again some seconds later. */
export function sendBusyPage(
  request: FastifyRequest,
  reply: FastifyReply,
  layout: Layout,
  page: Page,
): FastifyReply {
  logAnswer(BUSY, BUSY.statusCode, request, reply);
  reply.code(BUSY.statusCode).header('retry-after', String(BUSY.retryAfter));
  return sendPage(reply, layout, page);
}

/** Turns a rejection with a `BusyError` into `'busy'`; for `Promise.catch`. */
export function catchBusy(error: unknown): 'busy' {
  if (error instanceof BusyError) return 'busy';
  throw error;
}

/**
 * Creates a signal that is aborted when the connection closes before the answer is sent: the client is gone, or HAProxy has
 * sent the request to the twin.
 */
export function abortOnDisconnect({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
