import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';

const requestIds = new AsyncLocalStorage<string>();

/**
 * The id of the request that caused the code that calls this, however many promises and timers are in between; undefined
 * outside of a request. Calls to other services carry it, so that one id finds the log lines of every hop.
 */
export function currentRequestId(): string | undefined {
  return requestIds.getStore();
}

/** Runs code on behalf of a request, for work that several requests share: its calls to other services carry this id. */
export function runAsRequest<Result>(requestId: string, work: () => Result): Result {
  return requestIds.run(requestId, work);
}

/** Makes `currentRequestId` known to the hooks that are added later, and to the handlers. */
export function provideRequestId(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => requestIds.run(request.id, done));
}
