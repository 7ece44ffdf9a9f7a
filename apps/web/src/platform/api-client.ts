import type { ErrorAnswer, GameView } from '@motus/contracts';
import { texts } from '../ui/texts/texts.ts';

/** Why there is no value. */
export type Problem =
  /** No answer, or one from a server that is going away: the same request may be sent again. */
  | { kind: 'unreachable' }
  /** That needs somebody who is logged in: there is no session, or none any more. */
  | { kind: 'logged_out' }
  /** The server said no. `message` is French and for the player; `game` is the true state, where it came along. */
  | { kind: 'refused'; code: string; message: string; game?: GameView };

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** The part of the platform's `fetch` that the page needs. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** Requests with JSON both ways; an answer without a body is `undefined`. Nothing throws: what goes wrong is a {@link Problem}. */
export interface Caller {
  get<T>(path: string): Promise<Answer<T>>;
  send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Answer<T>>;
}

export function createCaller(fetch: Fetch): Caller {
  return {
    get: (path) => call(fetch, path, { cache: 'no-store' }),
    send: (method, path, body) =>
      call(fetch, path, {
        method,
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      }),
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
    return { ok: true, value: (response.status === 204 ? undefined : await response.json()) as T };
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
