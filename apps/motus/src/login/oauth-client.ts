import { createHmac } from 'node:crypto';
import oauth2, { type FastifyOAuth2Options, type OAuth2Namespace } from '@fastify/oauth2';
import {
  AUTH_PATH,
  cookieName,
  LOGIN_ATTEMPT_SECONDS,
  MOTUS_CLIENT_ID,
  PROVIDER_PATHS,
  SCOPE_SCORE_OPERATE,
  SCOPE_SCORE_READ,
} from '@motus/contracts';
import { type InternalClient, RESPONSE_TIMEOUT_MS } from '@motus/internal-client';
import type { Service } from '@motus/service';
import { tryAgain } from '@motus/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notLoggedIn } from '../not-logged-in.ts';
import { idTokenReader } from './id-token.ts';
import { isRefusal, isUnanswered } from './oauth-errors.ts';
import type { PlayerSession, PlayerTokens } from './session-cookie.ts';

declare module 'fastify' {
  interface FastifyInstance {
    oauth2Motus: OAuth2Namespace;
  }
}

/**
 * The game as a client of the auth service, by authorization code with PKCE (RFC 7636), `state` and `nonce`. The
 * browser reaches the provider at the public address; motus fetches tokens through the internal port of HAProxy.
 *
 * @see https://github.com/fastify/fastify-oauth2
 */
export interface OAuthClient {
  /** Starts a login: sets the cookies of `state` and PKCE, and resolves with the address of the provider to go to. */
  startLogin(request: FastifyRequest, reply: FastifyReply): Promise<string>;
  /**
   * Exchanges the code of a callback for the session of its player. Rejects with the error of the plugin (see
   * oauth-errors.ts) or of the ID token.
   */
  finishLogin(request: FastifyRequest, reply: FastifyReply): Promise<PlayerSession>;
  /** Replaces tokens (RFC 6749, section 6). Rejects with a `ServiceError`: 401 where the provider refuses, else 503. */
  refreshTokens(tokens: PlayerTokens): Promise<PlayerTokens>;
}

export interface OAuthClientOptions {
  readonly publicUrl: string;
  readonly internalUrl: string;
  readonly internalClient: InternalClient;
  readonly clientSecret: string;
  /** The key from which the nonces are derived. */
  readonly nonceKey: Buffer;
  /** The clock, in milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** @param app registers the OAuth 2.0 plugin; it must have the parser of cookies already */
export async function createOAuthClient(app: Service, options: OAuthClientOptions): Promise<OAuthClient> {
  const { publicUrl, internalUrl, internalClient, nonceKey, now } = options;
  const readIdToken = idTokenReader({
    issuer: `${publicUrl}${AUTH_PATH}`,
    keysUrl: `${internalUrl}${PROVIDER_PATHS.jwks}`,
    internalClient,
    now,
  });
  await app.register(oauth2, pluginOptions(options));
  const plugin = app.oauth2Motus;

  /** The nonce is derived from `state`, which a cookie binds to the browser: so the nonce is bound to it, too. */
  const nonceOf = (state: string) =>
    createHmac('sha256', nonceKey).update(`nonce ${state}`).digest('base64url');

  /**
   * Sends a code or a refresh token. The provider refuses one that arrives twice, so it is not sent through both
   * HAProxies, as other calls may be: a harmless call finds out first which of them answers.
   */
  async function sendOnce<T>(send: () => Promise<T>): Promise<T> {
    await internalClient.call({ method: 'GET', path: PROVIDER_PATHS.jwks });
    return send().catch((error: unknown) => {
      if (isUnanswered(error)) return send();
      throw error;
    });
  }

  return {
    async startLogin(request, reply) {
      const url = new URL(await plugin.generateAuthorizationUri(request, reply));
      url.searchParams.set('nonce', nonceOf(url.searchParams.get('state') ?? ''));
      return url.href;
    },

    async finishLogin(request, reply) {
      const { token } = await sendOnce(() => plugin.getAccessTokenFromAuthorizationCodeFlow(request, reply));
      const { state } = request.query as { state?: string };
      const player = await readIdToken(token.id_token ?? '', nonceOf(String(state)));
      return { player, tokens: playerTokens(token, now()) };
    },

    async refreshTokens(tokens) {
      try {
        const { token } = await sendOnce(() =>
          plugin.getNewAccessTokenUsingRefreshToken(tokenSet(tokens), {}),
        );
        return playerTokens(token, now(), tokens.refresh);
      } catch (cause) {
        throw isRefusal(cause)
          ? notLoggedIn(cause)
          : tryAgain('La connexion est momentanément indisponible.', cause);
      }
    },
  };
}

function pluginOptions(options: OAuthClientOptions): FastifyOAuth2Options {
  const { publicUrl, internalUrl, internalClient, clientSecret } = options;
  return {
    name: 'oauth2Motus',
    // An account without the operator's role gets tokens without that scope.
    scope: ['openid', SCOPE_SCORE_READ, SCOPE_SCORE_OPERATE],
    credentials: {
      client: { id: MOTUS_CLIENT_ID, secret: clientSecret },
      auth: {
        authorizeHost: publicUrl,
        authorizePath: PROVIDER_PATHS.authorization,
        tokenHost: internalUrl,
        tokenPath: PROVIDER_PATHS.token,
      },
      http: { timeout: RESPONSE_TIMEOUT_MS, agent: internalClient.agent },
    },
    callbackUri: `${publicUrl}/login/callback`,
    pkce: 'S256',
    redirectStateCookieName: cookieName('login_state', publicUrl),
    verifierCookieName: cookieName('login_verifier', publicUrl),
    cookie: {
      path: '/login',
      httpOnly: true,
      sameSite: 'lax',
      secure: publicUrl.startsWith('https:'),
      // Of `state` and the PKCE verifier.
      maxAge: LOGIN_ATTEMPT_SECONDS,
    },
  };
}

/** A token answer of the provider (RFC 6749, section 5.1). */
interface TokenAnswer {
  access_token: string;
  refresh_token?: string;
  /** The granted scopes, which may be fewer than the requested ones. */
  scope?: string;
  /** In seconds. */
  expires_in: number;
}

function playerTokens(token: TokenAnswer, now: number, oldRefresh = ''): PlayerTokens {
  return {
    access: token.access_token,
    operator: token.scope?.split(' ').includes(SCOPE_SCORE_OPERATE) ?? false,
    refresh: token.refresh_token ?? oldRefresh,
    expiresAt: now + token.expires_in * 1000,
  };
}

/** Tokens in the form that the plugin takes. */
function tokenSet(tokens: PlayerTokens) {
  return {
    token_type: 'Bearer' as const,
    access_token: tokens.access,
    refresh_token: tokens.refresh,
    expires_in: 0,
    expires_at: new Date(tokens.expiresAt),
  };
}
