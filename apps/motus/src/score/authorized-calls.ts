import type { Endpoint } from '@motus/contracts';
import type { InternalClient, InternalResponse } from '@motus/internal-client';
import { type ServiceError, tryAgain, UnexpectedResponseError } from '@motus/service';
import { notLoggedIn } from '../not-logged-in.ts';
import type { ClientToken } from './client-token.ts';

/** On whose behalf the score service is called: a player with an access token, or a guest. */
export interface Caller {
  readonly playerToken: string;
  /** Fetches a token in place of one that was refused; undefined for a guest. */
  readonly renewPlayerToken: (() => Promise<string>) | undefined;
  readonly guest: string | undefined;
}

/** A request to the score service, without the token. */
export interface ScoreRequest {
  readonly method: Endpoint['method'];
  /** Below `/score`. */
  readonly path: string;
  readonly body: object | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Sends requests to the score service with an access token, and once more with a new one where it is refused. */
export interface AuthorizedCalls {
  /** @throws ServiceError 401 when a player's new token is refused as well; 503 without an answer */
  asPlayer(caller: Caller, request: ScoreRequest): Promise<InternalResponse>;
  /** @throws ServiceError 503 without an answer */
  asGame(request: ScoreRequest): Promise<InternalResponse>;
}

export function createAuthorizedCalls(options: {
  internalClient: InternalClient;
  gameToken: ClientToken;
}): AuthorizedCalls {
  const { internalClient, gameToken } = options;

  async function send(
    { method, path, body, headers }: ScoreRequest,
    token: string,
  ): Promise<InternalResponse> {
    try {
      return await internalClient.call({
        method,
        path: `/score${path}`,
        headers: {
          authorization: `Bearer ${token}`,
          ...headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw scoreUnavailable(cause);
    }
  }

  async function asGame(request: ScoreRequest): Promise<InternalResponse> {
    const token = await gameToken.get();
    const answer = await send(request, token);
    if (answer.status !== 401) return answer;
    gameToken.forget(token);
    return send(request, await gameToken.get());
  }

  return {
    asGame,
    async asPlayer(caller, request) {
      if (caller.guest !== undefined) {
        return asGame({ ...request, path: `/guests/${caller.guest}${request.path}` });
      }
      let answer = await send(request, caller.playerToken);
      if (answer.status === 401 && caller.renewPlayerToken !== undefined) {
        answer = await send(request, await caller.renewPlayerToken());
      }
      if (answer.status !== 401) return answer;
      throw notLoggedIn(new UnexpectedResponseError('the score service refused the token', answer));
    },
  };
}

/** 507 where the store of the score service has no room for writes, 503 otherwise. */
export function scoreUnavailable(cause: unknown): ServiceError {
  const status = cause instanceof UnexpectedResponseError && cause.status === 507 ? 507 : 503;
  return tryAgain('Le service des scores est momentanément indisponible.', cause, status);
}
