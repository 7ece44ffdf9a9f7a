import { createHmac } from 'node:crypto';
import formbody from '@fastify/formbody';
import oauth2, { type OAuth2Namespace } from '@fastify/oauth2';
import { cookieName, MOTUS_CLIENT_ID, SCOPE_SCORE_OPERATE, SCOPE_SCORE_READ } from '@motus/contracts';
import { type InternalClient, isExpected } from '@motus/service';
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { Counter } from 'prom-client';
import { notLoggedIn, tryAgain } from '../errors.ts';
import { idTokenReader } from './id-token.ts';
import { loginFailedPage } from './login-failed-page.ts';
import { secondChance } from './login-retry-cookie.ts';
import { isBadState, isInvalidGrant, isRefusal, isUnanswered } from './oauth-errors.ts';
import type { PlayerTokens } from './session-cookie.ts';

declare module 'fastify' {
  interface FastifyInstance {
    oauth2Motus: OAuth2Namespace;
  }
}

/**
 * Login and logout: the game as a client of the auth service, by authorization code with PKCE (RFC 7636), `state` and
 * `nonce`. The browser meets the provider at the public address; tokens are fetched by way of HAProxy's inner side.
 *
 * @see https://github.com/fastify/fastify-oauth2
 */
export const login = fp<LoginOptions>(
  async (app, { publicUrl, internalUrl, internalClient, clientSecret, nonceKey, productName }) => {
    const https = publicUrl.startsWith('https:');
    const playerOf = idTokenReader({
      issuer: `${publicUrl}/auth`,
      keysUrl: `${internalUrl}/auth/jwks`,
      internalClient,
    });
    const logins = new Counter({
      name: 'logins_total',
      help: 'Logins that came back from the auth service, by outcome',
      labelNames: ['outcome'] as const,
      registers: [app.metrics],
    });
    /** The state is bound to the browser by its cookie; so is, through it, the nonce. */
    const nonceOf = (state: string) =>
      createHmac('sha256', nonceKey).update(`nonce ${state}`).digest('base64url');

    const again = secondChance({ publicUrl });

    /**
     * A code that is sent twice is refused, so it does not go out by two HAProxies at once, as other calls do; a
     * harmless call finds out first which of them answers.
     */
    async function byOneThatAnswers<T>(send: () => Promise<T>): Promise<T> {
      await internalClient.call({ method: 'GET', path: '/auth/jwks' });
      return send().catch((error: unknown) => {
        if (isUnanswered(error)) return send();
        throw error;
      });
    }

    await app.register(oauth2, {
      name: 'oauth2Motus',
      // Whoever has not got the operator's role gets the tokens without that scope.
      scope: ['openid', SCOPE_SCORE_READ, SCOPE_SCORE_OPERATE],
      credentials: {
        client: { id: MOTUS_CLIENT_ID, secret: clientSecret },
        auth: {
          authorizeHost: publicUrl,
          authorizePath: '/auth/auth',
          tokenHost: internalUrl,
          tokenPath: '/auth/token',
        },
        http: { timeout: 10_000, agent: internalClient.agent },
      },
      callbackUri: `${publicUrl}/login/callback`,
      pkce: 'S256',
      redirectStateCookieName: cookieName('login_state', publicUrl),
      verifierCookieName: cookieName('login_verifier', publicUrl),
      cookie: {
        path: '/login',
        httpOnly: true,
        sameSite: 'lax',
        secure: https,
        maxAge: 3600,
      },
    });

    app.refreshTokens.current = async (tokens) => {
      try {
        const { token } = await byOneThatAnswers(() =>
          app.oauth2Motus.getNewAccessTokenUsingRefreshToken(tokenSet(tokens), {}),
        );
        return playerTokens(token, tokens.refresh);
      } catch (cause) {
        throw isRefusal(cause)
          ? notLoggedIn(cause)
          : tryAgain('La connexion est momentanément indisponible.', cause);
      }
    };

    app.get('/login', async (request, reply) => {
      const uri = new URL(await app.oauth2Motus.generateAuthorizationUri(request, reply));
      uri.searchParams.set('nonce', nonceOf(uri.searchParams.get('state') ?? ''));
      return reply.header('cache-control', 'no-store').redirect(uri.href, 303);
    });

    app.get<{ Querystring: { state?: string } }>('/login/callback', async (request, reply) => {
      try {
        const { token } = await byOneThatAnswers(() =>
          app.oauth2Motus.getAccessTokenFromAuthorizationCodeFlow(request, reply),
        );
        const player = await playerOf(token.id_token ?? '', nonceOf(String(request.query.state)));
        app.sessionCookie.write(reply, { player, tokens: playerTokens(token) });
        logins.inc({ outcome: 'success' });
        again.end(request, reply);
        return reply.header('cache-control', 'no-store').redirect('/', 303);
      } catch (error) {
        // The code was spent, but its tokens were lost with the instance that had made them: HAProxy then sends the
        // request again to the twin. The provider knows the player by now and gives another code without a question.
        if (isInvalidGrant(error) && again.take(request, reply)) {
          logins.inc({ outcome: 'repeated' });
          request.log.info('the code was spent already; the login starts again');
          return reply.header('cache-control', 'no-store').redirect('/login', 303);
        }
        logins.inc({ outcome: 'failed' });
        again.end(request, reply);
        logFailure(error, request);
        return loginFailedPage(request, reply, productName);
      }
    });

    await app.register(async (scope) => {
      // A form without JavaScript posts this type; there is nothing in it that is needed.
      await scope.register(formbody);
      scope.post('/logout', async (request, reply) => {
        // A form on another site comes without the cookies, and so ends no session and takes no guest.
        app.guestCookie.clear(request, reply);
        if (app.sessionCookie.read(request) === undefined) return reply.redirect('/', 303);
        app.sessionCookie.clear(request, reply);
        const end = new URL('/auth/session/end', publicUrl);
        end.searchParams.set('client_id', MOTUS_CLIENT_ID);
        end.searchParams.set('post_logout_redirect_uri', `${publicUrl}/`);
        return reply.redirect(end.href, 303);
      });
    });
  },
  { name: 'login', dependencies: ['session-cookie', 'guest-cookie', 'sessions', 'metrics'] },
);

/** A refusal is logged by who refused; what is expected is said once; the rest may be a bug. */
function logFailure(err: unknown, { id, log, server }: FastifyRequest): void {
  if (isRefusal(err)) log.debug({ err }, 'login refused');
  else if (isBadState(err))
    server.faults.say('bad state', { reqId: id }, {}, 'login of another browser, or none');
  else if (isUnanswered(err) || isExpected(err))
    server.faults.say('auth away', { reqId: id }, { err }, 'login failed');
  else log.error({ err }, 'login failed');
}

interface LoginOptions {
  publicUrl: string;
  internalUrl: string;
  internalClient: InternalClient;
  clientSecret: string;
  /** From it the nonces are made. */
  nonceKey: Buffer;
  /** The name that the operator gave the game. */
  productName: string;
}

interface TokenAnswer {
  access_token: string;
  refresh_token?: string;
  /** What was granted of what was asked for (RFC 6749, section 5.1). */
  scope?: string;
  expires_at: Date;
}

function playerTokens(token: TokenAnswer, oldRefresh = ''): PlayerTokens {
  return {
    access: token.access_token,
    operator: token.scope?.split(' ').includes(SCOPE_SCORE_OPERATE) ?? false,
    refresh: token.refresh_token ?? oldRefresh,
    expiresAt: new Date(token.expires_at).getTime(),
  };
}

/** The form in which the plugin wants to see a token again. */
function tokenSet(tokens: PlayerTokens) {
  return {
    token_type: 'Bearer' as const,
    access_token: tokens.access,
    refresh_token: tokens.refresh,
    expires_in: 0,
    expires_at: new Date(tokens.expiresAt),
  };
}
