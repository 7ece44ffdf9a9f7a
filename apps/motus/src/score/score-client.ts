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
import { ServiceError } from '@motus/service';
import { type Dispatcher, interceptors, Pool } from 'undici';
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
  close(): Promise<void>;
}

/** Every request may be sent again, the writes too; so a connection that broke on the way costs nothing. */
const RETRY = {
  maxRetries: 2,
  minTimeout: 50,
  maxTimeout: 500,
  methods: ['GET', 'PUT', 'POST'] as Dispatcher.HttpMethod[],
  // HAProxy has tried the twin already before it says 502, 503 or 504.
  statusCodes: [],
  errorCodes: ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'UND_ERR_SOCKET'],
};

export function createScoreClient(options: { edgeUrl: string; gameToken: ClientToken }): ScoreClient {
  const { edgeUrl, gameToken } = options;
  const pool = new Pool(edgeUrl, { connections: 64, headersTimeout: 12_000, bodyTimeout: 12_000 });
  const http = pool.compose(interceptors.retry(RETRY));

  async function call(method: 'GET' | 'POST' | 'PUT', path: string, token: string, more: More = {}) {
    try {
      const { statusCode, body } = await http.request({
        method,
        path: `/score/${path}`,
        headers: {
          authorization: `Bearer ${token}`,
          ...(more.requestId === undefined ? {} : { 'x-request-id': more.requestId }),
          ...(more.json === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: more.json === undefined ? null : JSON.stringify(more.json),
      });
      if (statusCode === 200) return { statusCode, answer: await body.json() };
      return { statusCode, answer: await body.text() };
    } catch (cause) {
      throw unavailable(cause);
    }
  }

  /** Writes with the game's token; one that is refused (the keys have changed) is replaced once. */
  async function write(method: 'POST' | 'PUT', path: string, more: More): Promise<unknown> {
    const token = await gameToken.get();
    let reply = await call(method, path, token, more);
    if (reply.statusCode === 401) {
      gameToken.forget(token);
      reply = await call(method, path, await gameToken.get(), more);
    }
    if (reply.statusCode !== 200)
      throw unavailable(new Error(`${path}: ${reply.statusCode} ${reply.answer}`));
    return reply.answer;
  }

  async function read(asker: Asker, path: string): Promise<unknown> {
    const { statusCode, answer } = await call('GET', path, asker.playerToken, { requestId: asker.id });
    if (statusCode === 401) throw notLoggedIn(new Error(`the score service refused the token: ${answer}`));
    if (statusCode !== 200) throw unavailable(new Error(`${path}: ${statusCode} ${answer}`));
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
    close: () => pool.close(),
  };
}

interface More {
  readonly json?: unknown;
  readonly requestId?: string;
}

function unavailable(cause: unknown): ServiceError {
  return new ServiceError(503, 'try_again', 'Le service des scores est momentanément indisponible.', {
    cause,
  });
}
