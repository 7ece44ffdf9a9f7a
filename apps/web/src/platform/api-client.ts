import type { ErrorAnswer, GameView } from '@motus/contracts';

/** A value, or why there is none. */
export type ApiResult<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Why a request has no value. */
export type Problem =
  /** No response, or one from a server that is stopping: the same request may be sent again. */
  | { kind: 'unreachable' }
  /** The request needs a login, and there is no session or it has ended. */
  | { kind: 'logged_out' }
  | Refusal;

/** The server refused the request. */
export interface Refusal {
  kind: 'refused';
  /** The stable code of the error; `unexpected` if the response has none. */
  code: string;
  /** French, for the player; undefined if the response has none. */
  message: string | undefined;
  /** The current play, if the response contains it. */
  game?: GameView;
}

/** The part of the platform's `fetch` that the page needs. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/**
 * Sends requests and reads responses, both JSON. A response without a body becomes `undefined`. Nothing throws: a
 * failure is a {@link Problem}.
 */
export interface ApiClient {
  get<T>(path: string): Promise<ApiResult<T>>;
  send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<ApiResult<T>>;
}

export function createApiClient(fetch: Fetch): ApiClient {
  return {
    get: (path) => call(fetch, path, { cache: 'no-store' }),
    send: (method, path, body) =>
      call(fetch, path, {
        method,
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      }),
  };
}

/** Longer than HAProxy needs to give up on one instance and try its twin. */
const TIMEOUT_MS = 10_000;

/** Sent by HAProxy, or by an instance that is stopping. */
const TEMPORARY_STATUSES = new Set([502, 503, 504]);

const unreachable: ApiResult<never> = { ok: false, problem: { kind: 'unreachable' } };

async function call<T>(fetch: Fetch, path: string, init: RequestInit): Promise<ApiResult<T>> {
  try {
    const response = await fetch(path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (TEMPORARY_STATUSES.has(response.status)) return unreachable;
    if (response.status === 401) return { ok: false, problem: { kind: 'logged_out' } };
    if (!response.ok) return { ok: false, problem: await readRefusal(response) };
    return { ok: true, value: (response.status === 204 ? undefined : await response.json()) as T };
  } catch {
    // No connection, a timeout, or a response that was cut off.
    return unreachable;
  }
}

async function readRefusal(response: Response): Promise<Refusal> {
  const body = (await response.json().catch(() => ({}))) as Partial<ErrorAnswer> & { game?: GameView };
  return {
    kind: 'refused',
    code: body.code ?? 'unexpected',
    message: body.message,
    ...(body.game && { game: body.game }),
  };
}
