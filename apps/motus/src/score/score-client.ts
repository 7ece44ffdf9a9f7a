import type {
  Attempt,
  AttemptResult,
  AttemptResults,
  DayRecord,
  Leaderboard,
  Period,
  Play,
  PlayHistory,
  Statistics,
} from '@motus/contracts';
import { type Edge, ServiceError } from '@motus/service';
import { notLoggedIn } from '../login/sessions.ts';
import type { ClientToken } from './client-token.ts';

/** Who asks: the player's access token, and the id by which the request is known in every log. */
export interface Asker {
  readonly playerToken: string;
  readonly id: string;
}

/** The score service, by way of HAProxy. Everything rejects with a `ServiceError`: 503 where it cannot be reached. */
export interface ScoreClient {
  append(attempts: readonly Attempt[], requestId: string): Promise<AttemptResult[]>;
  recordDay(record: DayRecord): Promise<DayRecord>;
  play(asker: Asker, day: string): Promise<Play>;
  history(asker: Asker): Promise<PlayHistory>;
  statistics(asker: Asker): Promise<Statistics>;
  leaderboard(asker: Asker, period: Period): Promise<Leaderboard>;
}

export function createScoreClient(options: { edge: Edge; gameToken: ClientToken }): ScoreClient {
  const { edge, gameToken } = options;

  async function call(method: 'GET' | 'POST' | 'PUT', path: string, token: string, more: More = {}) {
    try {
      const { status, text } = await edge.call({
        method,
        path: `/score/${path}`,
        headers: {
          authorization: `Bearer ${token}`,
          ...(more.requestId === undefined ? {} : { 'x-request-id': more.requestId }),
          ...(more.json === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(more.json === undefined ? {} : { body: JSON.stringify(more.json) }),
      });
      return { status, answer: status === 200 ? JSON.parse(text) : text };
    } catch (cause) {
      throw unavailable(cause);
    }
  }

  /** Writes with the game's token; one that is refused (the keys have changed) is replaced once. */
  async function write(method: 'POST' | 'PUT', path: string, more: More): Promise<unknown> {
    const token = await gameToken.get();
    let reply = await call(method, path, token, more);
    if (reply.status === 401) {
      gameToken.forget(token);
      reply = await call(method, path, await gameToken.get(), more);
    }
    if (reply.status !== 200) throw unavailable(new Error(`${path}: ${reply.status} ${reply.answer}`));
    return reply.answer;
  }

  async function read(asker: Asker, path: string): Promise<unknown> {
    const { status, answer } = await call('GET', path, asker.playerToken, { requestId: asker.id });
    if (status === 401) throw notLoggedIn(new Error(`the score service refused the token: ${answer}`));
    if (status !== 200) throw unavailable(new Error(`${path}: ${status} ${answer}`));
    return answer;
  }

  return {
    append: async (attempts, requestId) => {
      const answer = await write('POST', 'attempts', { json: { attempts }, requestId });
      return (answer as AttemptResults).results;
    },
    recordDay: async ({ day, sealedAnswer }) =>
      (await write('PUT', `days/${day}`, { json: { sealedAnswer } })) as DayRecord,
    play: async (asker, day) => (await read(asker, `plays/${day}`)) as Play,
    history: async (asker) => (await read(asker, 'plays')) as PlayHistory,
    statistics: async (asker) => (await read(asker, 'statistics')) as Statistics,
    leaderboard: async (asker, period) => (await read(asker, `leaderboards/${period}`)) as Leaderboard,
  };
}

interface More {
  readonly json?: unknown;
  readonly requestId?: string;
}

/** The answer while the score service cannot be asked. */
export function unavailable(cause: unknown): ServiceError {
  return new ServiceError(503, 'try_again', 'Le service des scores est momentanément indisponible.', {
    cause,
  });
}
