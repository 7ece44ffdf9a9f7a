import type { EventEmitter } from 'node:events';
import { type Faults, isExpected, type Logger } from '@motus/service';
import { StoreFullError } from '@motus/store';
import type { errors, KoaContextWithOIDC, Provider } from 'oidc-provider';

/** Requests that the protocol refuses: worth a line, since the answer itself says little on purpose. */
const REFUSALS = [
  'authorization.error',
  'grant.error',
  'revocation.error',
  'end_session_confirm.error',
] as const;

/** Logs what goes wrong inside oidc-provider, with the id of the request; never a token, a code or a cookie. */
export function logProvider(provider: Provider, logger: Logger, faults: Faults): void {
  // By its plain type: the typed events do not know Koa's own, and want each name in a call of its own.
  const events: EventEmitter = provider;
  events.on('server_error', (ctx: KoaContextWithOIDC, err: Error) => {
    // That it has no room the store says itself, once.
    if (err instanceof StoreFullError) return;
    const request = { reqId: ctx.get('x-request-id'), path: ctx.path };
    if (isExpected(err)) faults.say(`${err.name} ${err.message}`, request, { err }, 'request refused');
    else logger.error({ ...request, err }, 'request failed');
  });
  // Koa's own: an answer that could not be sent. Without a listener it would print to stderr.
  events.on('error', (err: Error) => faults.say(`answer ${err.message}`, {}, { err }, 'answer failed'));
  for (const event of REFUSALS) {
    events.on(event, (ctx: KoaContextWithOIDC, err: errors.OIDCProviderError) => {
      const { error, error_description, error_detail } = err;
      faults.say(
        [event, error, error_description, error_detail].join(' '),
        { reqId: ctx.get('x-request-id') },
        { event, error, error_description, error_detail },
        'request refused',
      );
    });
  }
}
