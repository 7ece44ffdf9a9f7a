import type { InternalClient, InternalRequest, InternalResponse } from '@motus/internal-client';
import { AnsweredError, ServiceError } from '@motus/service';
import { notLoggedIn } from '../login/sessions.ts';
import type { ClientToken } from './client-token.ts';

/** Who asks: a player's access token or the id of a guest, and the id by which the request is known in every log. */
export interface Asker {
  readonly playerToken: string;
  /** Another token in the place of one that was refused; undefined where there is no player. */
  readonly renewPlayerToken: (() => Promise<string>) | undefined;
  readonly guest: string | undefined;
  readonly id: string;
}

/** A call to the score service: its path below `/score/`, and what is sent as JSON. */
export interface ScoreCall {
  readonly method: InternalRequest['method'];
  readonly path: string;
  readonly json?: unknown;
}

/** How the score service is reached: by way of HAProxy, with a token. Rejects with 503 where no answer comes. */
export interface ScoreCalls {
  /**
   * In the name of a player, or of a guest, who has no token: then the game's own is shown, and the path names the guest.
   * A player's token that is refused (by another clock, or as the keys have changed) is replaced once; rejects with 401
   * where that is refused too.
   */
  asPlayer(asker: Asker, call: ScoreCall): Promise<InternalResponse>;
  /** In the name of the game. A token that is refused (the keys have changed) is replaced once. */
  asGame(call: ScoreCall, requestId?: string): Promise<InternalResponse>;
}

export function createScoreCalls(options: {
  internalClient: InternalClient;
  gameToken: ClientToken;
}): ScoreCalls {
  const { internalClient, gameToken } = options;

  async function send({ method, path, json }: ScoreCall, token: string, requestId?: string) {
    try {
      return await internalClient.call({
        method,
        path: `/score/${path}`,
        headers: {
          authorization: `Bearer ${token}`,
          ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      });
    } catch (cause) {
      throw unavailable(cause);
    }
  }

  async function asGame(call: ScoreCall, requestId?: string): Promise<InternalResponse> {
    const token = await gameToken.get();
    const answer = await send(call, token, requestId);
    if (answer.status !== 401) return answer;
    gameToken.forget(token);
    return send(call, await gameToken.get(), requestId);
  }

  return {
    asGame,
    async asPlayer(asker, call) {
      if (asker.guest !== undefined) {
        return asGame({ ...call, path: `guests/${asker.guest}/${call.path}` }, asker.id);
      }
      let answer = await send(call, asker.playerToken, asker.id);
      if (answer.status === 401 && asker.renewPlayerToken !== undefined) {
        answer = await send(call, await asker.renewPlayerToken(), asker.id);
      }
      if (answer.status !== 401) return answer;
      throw notLoggedIn(new AnsweredError('the score service refused the token', answer));
    },
  };
}

/**
 * The answer while the score service cannot be asked, or cannot do it. 507, where its store has no room for writes, is
 * passed on: HAProxy does not send such a request again.
 */
export function unavailable(cause: unknown): ServiceError {
  const status = cause instanceof AnsweredError && cause.status === 507 ? 507 : 503;
  return new ServiceError(status, 'try_again', 'Le service des scores est momentanément indisponible.', {
    cause,
  });
}
