import type {
  AttemptRequest,
  ErrorAnswer,
  GameView,
  Leaderboard,
  Period,
  Player,
  Statistics,
  Today,
} from '@motus/contracts';
import { texts } from './texts/texts.ts';

/** Why there is no value. */
export type Problem =
  /** No answer, or one from a server that is going away: the same request may be sent again. */
  | { kind: 'unreachable' }
  | { kind: 'logged_out' }
  /** The server said no. `message` is French and for the player; `game` is the true state, where it came along. */
  | { kind: 'refused'; code: string; message: string; game?: GameView };

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** The game's API as the page uses it. Nothing here throws: what goes wrong is a {@link Problem}. */
export interface Api {
  me(): Promise<Answer<{ player: Player }>>;
  today(): Promise<Answer<Today>>;
  /** Safe to repeat: the same day, row and word is one attempt, however often it is sent. */
  attempt(attempt: AttemptRequest): Promise<Answer<GameView>>;
  leaderboard(period: Period): Promise<Answer<Leaderboard>>;
  statistics(): Promise<Answer<Statistics>>;
}

/** The part of the platform's `fetch` that the client needs. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

export function createApi(fetch: Fetch): Api {
  const get = <T>(path: string) => call<T>(fetch, path, { cache: 'no-store' });
  return {
    me: () => get('/api/me'),
    today: () => get('/api/today'),
    attempt: (attempt) =>
      call(fetch, '/api/attempts', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(attempt),
      }),
    leaderboard: (period) => get(`/api/leaderboards/${period}`),
    statistics: () => get('/api/statistics'),
  };
}

/** Longer than the edge needs to give up on one instance and ask the other. */
const PATIENCE_MS = 10_000;

/** What HAProxy or an instance that is stopping answers. */
const PASSING_STATUSES = new Set([502, 503, 504]);

const unreachable: Answer<never> = { ok: false, problem: { kind: 'unreachable' } };

async function call<T>(fetch: Fetch, path: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const response = await fetch(path, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
    if (PASSING_STATUSES.has(response.status)) return unreachable;
    if (response.status === 401) return { ok: false, problem: { kind: 'logged_out' } };
    if (!response.ok) return { ok: false, problem: await refusal(response) };
    return { ok: true, value: (await response.json()) as T };
  } catch {
    // No connection, no answer in time, or one that broke off in the middle.
    return unreachable;
  }
}

async function refusal(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Partial<ErrorAnswer> & { game?: GameView };
  return {
    kind: 'refused',
    code: body.code ?? 'unexpected',
    message: body.message ?? texts.value.unexpected,
    ...(body.game && { game: body.game }),
  };
}
