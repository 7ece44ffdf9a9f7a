import { ErrorAnswer } from '@motus/contracts';
import { type Edge, type EdgeCall, ServiceError } from '@motus/service';
import { Value } from 'typebox/value';
import { notLoggedIn } from '../login/sessions.ts';
import type { ClientToken } from './client-token.ts';
import { type Asker, unavailable } from './score-client.ts';

/**
 * Questions to the score service whose refusals are for the player: they reject with a `ServiceError` that has the
 * status, code and message of the refusal, and with 503 where there is no answer.
 */
export interface Asking {
  /** In the name of a player. Resolves with the answer, undefined where it is empty. */
  asPlayer<T>(asker: Asker, method: EdgeCall['method'], path: string, body?: object): Promise<T>;
  /** In the name of the game, for what needs no player. */
  asGame<T>(path: string, requestId?: string): Promise<T>;
}

export function createAsking(options: { edge: Edge; gameToken: ClientToken }): Asking {
  const { edge, gameToken } = options;

  async function send(call: Omit<EdgeCall, 'headers'>, token: string, requestId?: string) {
    try {
      return await edge.call({
        ...call,
        path: `/score/${call.path}`,
        headers: {
          authorization: `Bearer ${token}`,
          ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
      });
    } catch (cause) {
      throw unavailable(cause);
    }
  }

  return {
    async asPlayer(asker, method, path, body) {
      const call = { method, path, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      const { status, text } = await send(call, asker.playerToken, asker.id);
      if (status === 401) throw notLoggedIn(new Error(`the score service refused the token: ${text}`));
      return answerOf(status, text);
    },

    async asGame(path, requestId) {
      const call = { method: 'GET', path } as const;
      const token = await gameToken.get();
      const reply = await send(call, token, requestId);
      if (reply.status !== 401) return answerOf(reply.status, reply.text);
      // The keys have changed: one more try with another token.
      gameToken.forget(token);
      const { status, text } = await send(call, await gameToken.get(), requestId);
      return answerOf(status, text);
    },
  };
}

function answerOf<T>(status: number, text: string): T {
  if (status >= 200 && status < 300) return (text === '' ? undefined : JSON.parse(text)) as T;
  const refusal = status === 401 || status >= 500 ? undefined : parseRefusal(text);
  if (refusal === undefined) throw unavailable(new Error(`${status} ${text}`));
  throw new ServiceError(status, refusal.code, refusal.message);
}

function parseRefusal(text: string): ErrorAnswer | undefined {
  try {
    return Value.Parse(ErrorAnswer, JSON.parse(text));
  } catch {
    return undefined;
  }
}
