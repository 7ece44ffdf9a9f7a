import { ErrorAnswer } from '@motus/contracts';
import type { InternalResponse } from '@motus/internal-client';
import { AnsweredError, ServiceError } from '@motus/service';
import { Value } from 'typebox/value';
import { type Asker, type ScoreCall, type ScoreCalls, unavailable } from './score-calls.ts';

/**
 * Questions to the score service whose refusals are for the player: they reject with a `ServiceError` that has the
 * status, code and message of the refusal, and with 503 where there is no answer.
 */
export interface Asking {
  /** In the name of a player. Resolves with the answer, undefined where it is empty. */
  asPlayer<T>(asker: Asker, method: ScoreCall['method'], path: string, body?: object): Promise<T>;
  /** In the name of the game, for what needs no player. */
  asGame<T>(path: string, requestId?: string): Promise<T>;
}

export function createAsking(calls: ScoreCalls): Asking {
  return {
    asPlayer: async (asker, method, path, json) =>
      answerOf(await calls.asPlayer(asker, { method, path, json })),
    asGame: async (path, requestId) => answerOf(await calls.asGame({ method: 'GET', path }, requestId)),
  };
}

function answerOf<T>({ status, text }: InternalResponse): T {
  if (status >= 200 && status < 300) return (text === '' ? undefined : JSON.parse(text)) as T;
  const refusal = status === 401 || status >= 500 ? undefined : parseRefusal(text);
  if (refusal === undefined) throw unavailable(new AnsweredError('the score service', { status, text }));
  throw new ServiceError(status, refusal.code, refusal.message);
}

function parseRefusal(text: string): ErrorAnswer | undefined {
  try {
    return Value.Parse(ErrorAnswer, JSON.parse(text));
  } catch {
    return undefined;
  }
}
