import formbody from '@fastify/formbody';
import { MOTUS_CLIENT_ID, PROVIDER_PATHS } from '@motus/contracts';
import { createCounter, isExpected, type LabelledCounter } from '@motus/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Registry } from 'prom-client';
import { loginFailedPage } from './login-failed-page.ts';
import { type LoginRetryCookie, loginRetryCookie } from './login-retry-cookie.ts';
import type { OAuthClient } from './oauth-client.ts';
import { isBadState, isInvalidGrant, isRefusal, isUnanswered } from './oauth-errors.ts';

interface LoginOptions {
  readonly oauthClient: OAuthClient;
  readonly publicUrl: string;
  /** The name that the operator gave the game. */
  readonly productName: string;
}

/** Options of routes that redirect when all goes well. */
const REDIRECTS = { config: { successStatuses: [303] } };

/** Login and logout in the browser: `/login`, `/login/callback` and `/logout`. */
export const login = fp<LoginOptions>(
  async (app, options) => {
    const { oauthClient, publicUrl, productName } = options;
    app.get('/login', REDIRECTS, async (request, reply) =>
      redirect(reply, await oauthClient.startLogin(request, reply)),
    );

    const retryCookie = loginRetryCookie({ publicUrl });
    const logins = loginCounter(app.metrics);
    app.get('/login/callback', REDIRECTS, (request, reply) =>
      finishLogin(request, reply, { oauthClient, retryCookie, logins, productName }),
    );

    await app.register(async (scope) => {
      // A form without JavaScript posts this type; nothing in it is needed.
      await scope.register(formbody);
      scope.post('/logout', REDIRECTS, (request, reply) => logout(app, request, reply, publicUrl));
    });
  },
  { name: 'login', dependencies: ['session-cookie', 'guest-cookie', 'metrics'] },
);

type LoginCounter = LabelledCounter<{ outcome: 'success' | 'restarted' | 'failed' }>;

function loginCounter(registry: Registry): LoginCounter {
  return createCounter({
    name: 'logins_completed_total',
    help: 'Logins that came back from the auth service, by outcome',
    labelSets: [{ outcome: 'success' }, { outcome: 'restarted' }, { outcome: 'failed' }],
    registry,
  });
}

async function finishLogin(
  request: FastifyRequest,
  reply: FastifyReply,
  options: {
    oauthClient: OAuthClient;
    retryCookie: LoginRetryCookie;
    logins: LoginCounter;
    productName: string;
  },
): Promise<FastifyReply> {
  const { oauthClient, retryCookie, logins, productName } = options;
  try {
    const session = await oauthClient.finishLogin(request, reply);
    request.server.sessionCookie.write(reply, session);
    logins.inc({ outcome: 'success' });
    request.log.info({ event: 'login_completed', player: session.player.id }, 'login completed');
    retryCookie.clear(request, reply);
    return redirect(reply, '/');
  } catch (error) {
    // HAProxy repeats a callback whose instance died; by then the code is used, and its tokens are lost. The provider
    // knows the player by now and gives another code without a question.
    if (isInvalidGrant(error) && retryCookie.allowRetry(request, reply)) {
      logins.inc({ outcome: 'restarted' });
      request.log.info('login restarted: the code was used before');
      return redirect(reply, '/login');
    }
    logins.inc({ outcome: 'failed' });
    retryCookie.clear(request, reply);
    logFailure(error, request);
    return loginFailedPage(request, reply, productName);
  }
}

/**
 * Removes session and guest from the browser, then sends it to the provider, where the session ends as well (OpenID Connect
 * RP-Initiated Logout 1.0).
 */
async function logout(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string,
): Promise<FastifyReply> {
  app.guestCookie.clear(request, reply);
  const session = app.sessionCookie.read(request);
  if (session === undefined) return reply.redirect('/', 303);
  app.sessionCookie.clear(request, reply);
  request.log.info({ event: 'logout', player: session.player.id }, 'logout');
  const end = new URL(PROVIDER_PATHS.endSession, publicUrl);
  end.searchParams.set('client_id', MOTUS_CLIENT_ID);
  end.searchParams.set('post_logout_redirect_uri', `${publicUrl}/`);
  return reply.redirect(end.href, 303);
}

function redirect(reply: FastifyReply, to: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(to, 303);
}

/** Logs a failed login: a refusal for debugging, an expected fault once with a count, the rest as an error. */
function logFailure(err: unknown, { id, log, server }: FastifyRequest): void {
  if (isRefusal(err)) log.debug({ err }, 'login refused');
  else if (isBadState(err))
    server.logThrottle.warn('bad state', { reqId: id }, {}, 'login of another browser, or of none');
  else if (isUnanswered(err) || isExpected(err))
    server.logThrottle.warn('auth away', { reqId: id }, { err }, 'login failed');
  else log.error({ err }, 'login failed');
}
