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

/** Makes `currentRequestId` known to the `preHandler` hooks and the handlers of an application. */
export function provideRequestId(app: FastifyInstance): void {
  // Not earlier: the body is read in between, in the context of the connection.
  app.addHook('preValidation', (request, _reply, done) => requestIds.run(request.id, done));
}
