import { logAnswer, ServiceError } from '@motus/service';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { ErrorLayout } from '../pages/error-page.ts';
import { acceptsHtml, toPublicError } from './public-error.ts';

/** Sets an error handler that answers browsers with an HTML page, and other clients with the JSON of every service. */
export function setHtmlErrorHandler(app: FastifyInstance, errorLayout: ErrorLayout): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const publicError = toPublicError(error);
    const { status, code, message, retryAfter } = publicError;
    if (!acceptsHtml(request.headers.accept)) {
      // Rethrow to the handler of the service frame, which logs the error and answers in JSON.
      throw status < 500 ? new ServiceError(status, code, message, { cause: error }) : error;
    }
    logAnswer(error, status, request, reply);
    if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(errorLayout({ ...publicError, requestId: request.id }));
  });

  app.setNotFoundHandler(() => {
    throw new ServiceError(404, 'not_found', 'Il n’y a rien à cette adresse.');
  });
}
