import { logAnswer, ServiceError } from '@motus/service';
import type { FastifyError, FastifyInstance } from 'fastify';
import { errorPage } from '../pages/error-page.ts';
import type { Layout } from '../pages/layout.ts';
import { problemOf, wantsPage } from './public-error.ts';

/**
 * Shows errors as pages to people, in the part of the application that it is called on; programs get the JSON of every
 * service.
 */
export function showErrorsAsPages(app: FastifyInstance, layout: Layout): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = problemOf(error);
    const { status, code, message } = problem;
    // The handler of all services answers, and logs, what is thrown here.
    if (!wantsPage(request.headers.accept)) {
      throw status < 500 ? new ServiceError(status, code, message, { cause: error }) : error;
    }
    logAnswer(error, status, request, reply);
    if (status === 503 || status === 507) reply.header('retry-after', '1');
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(layout(errorPage({ ...problem, requestId: request.id })));
  });

  app.setNotFoundHandler(() => {
    throw new ServiceError(404, 'not_found', 'Il n’y a rien à cette adresse.');
  });
}
