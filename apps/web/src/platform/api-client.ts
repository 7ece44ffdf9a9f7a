import {
  type EndpointInput,
  type EndpointOutput,
  type ErrorAnswer,
  type GameView,
  type PublicEndpointName,
  type PublicEndpointOf,
  type RequestInput,
  requestPath,
} from '@motus/contracts';

/** A value, or why there is none. */
export type ApiResult<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Why a request has no value. */
export type Problem =
  /** No response, or one from a server that is stopping: the same request may be sent again. */
  | { kind: 'unreachable' }
  /** The request needs a login, and there is no session or it has ended. */
  | { kind: 'logged_out' }
  /** Nobody waits for the response any more, for instance because another visitor uses the page now. */
  | { kind: 'abandoned' }
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

/** The input of an endpoint; no argument if it has neither parameters nor query nor body. */
type Arguments<Name extends PublicEndpointName> = keyof EndpointInput<PublicEndpointOf<Name>> extends never
  ? []
  : [input: EndpointInput<PublicEndpointOf<Name>>];

/**
 * Sends requests and reads responses, both JSON. A response without a body becomes `undefined`. Nothing throws: a
 * failure is a {@link Problem}.
 */
export interface ApiClient {
  /** @param name method and path of an endpoint, as `@motus/contracts` declares it: `PUT /leagues/:id` */
  call<Name extends PublicEndpointName>(
    name: Name,
    ...input: Arguments<Name>
  ): Promise<ApiResult<EndpointOutput<PublicEndpointOf<Name>>>>;
}

export function createApiClient(fetch: Fetch): ApiClient {
  return {
    call(name, ...args) {
      const [method = '', path = ''] = name.split(' ');
      const input = (args[0] ?? {}) as RequestInput;
      const { body } = input;
      return request(fetch, `/api${requestPath(path, input)}`, {
        method,
        ...(method === 'GET' && { cache: 'no-store' }),
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
    },
  };
}

/**
 * How long the page waits for a response before it sends the request again, in milliseconds: as long as HAProxy waits for
 * an instance that hangs before it tries the twin (`timeout server` in haproxy.cfg).
 */
const TIMEOUT_MS = 10_000;

/** Sent by HAProxy, or by an instance that is stopping. */
const TEMPORARY_STATUSES = new Set([502, 503, 504]);

const unreachable: ApiResult<never> = { ok: false, problem: { kind: 'unreachable' } };

async function request<T>(fetch: Fetch, path: string, init: RequestInit): Promise<ApiResult<T>> {
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
