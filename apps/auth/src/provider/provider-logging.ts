import type { EventEmitter } from 'node:events';
import { isExpected, type Logger, type LogThrottle } from '@motus/service';
import { StoreFullError } from '@motus/store';
import type { errors, KoaContextWithOIDC, Provider } from 'oidc-provider';

/** Events for requests that the protocol rejects. They are logged because the response itself reveals little on purpose. */
const REJECTION_EVENTS = [
  'authorization.error',
  'grant.error',
  'revocation.error',
  'end_session_confirm.error',
] as const;

/** Logs errors of oidc-provider with the request id, and never a token, a code or a cookie. */
export function logProviderErrors(provider: Provider, logger: Logger, logThrottle: LogThrottle): void {
  // As a plain EventEmitter: the typed overloads lack Koa's own events and need a separate call for each name.
  const events: EventEmitter = provider;
  events.on('server_error', (ctx: KoaContextWithOIDC, err: Error) => {
    // Skip it: the store client logs once that the store is full.
    if (err instanceof StoreFullError) return;
    const request = { reqId: ctx.get('x-request-id'), path: ctx.path };
    if (isExpected(err)) logThrottle.warn(`${err.name} ${err.message}`, request, { err }, 'request refused');
    else logger.error({ event: 'request_failed', ...request, err }, 'request failed');
  });
  // Koa emits `error` when a response cannot be sent, and prints it to stderr when nobody listens.
  events.on('error', (err: Error) => logThrottle.warn(`answer ${err.message}`, {}, { err }, 'answer failed'));
  for (const rejection of REJECTION_EVENTS) {
    events.on(rejection, (ctx: KoaContextWithOIDC, err: errors.OIDCProviderError) => {
      const { error, error_description, error_detail } = err;
      logThrottle.warn(
        [rejection, error, error_description, error_detail].join(' '),
        { reqId: ctx.get('x-request-id') },
        { event: 'oidc_request_refused', rejection, error, error_description, error_detail },
        'request refused',
      );
    });
  }
}
