import {
  type Endpoint,
  type EndpointInput,
  type EndpointOutput,
  ErrorAnswer,
  requestPath,
} from '@motus/contracts';
import type { InternalClient, InternalResponse } from '@motus/internal-client';
import { ServiceError, tryAgain, UnexpectedResponseError } from '@motus/service';
import { Value } from 'typebox/value';
import { notLoggedIn } from '../errors.ts';
import type { ClientToken } from './client-token.ts';

/** On whose behalf the score service is called: a player with an access token, or a guest. */
export interface Caller {
  readonly playerToken: string;
  /** Fetches a token in place of one that was refused; undefined for a guest. */
  readonly renewPlayerToken: (() => Promise<string>) | undefined;
  readonly guest: string | undefined;
}

/**
 * What the player receives when the score service refuses a call, with an answer 4xx and an `ErrorAnswer`:
 *
 * - `pass-on`: the status, code and message of the refusal;
 * - `unavailable`: 503, because only the game itself can have caused the refusal.
 */
export type RefusalPolicy = 'pass-on' | 'unavailable';

/**
 * Calls the score service, by way of HAProxy. Every call rejects with a `ServiceError`: 503 without a usable answer, 507
 * where the store has no room for writes, and refusals as the call's policy says.
 */
export interface ScoreClient {
  /**
   * Calls an endpoint in the name of a player, or of a guest. A guest has no token: then the call has the token of the
   * game, and its path names the guest. A refused player's token (another clock, or new keys) is replaced once; rejects
   * with 401 when the next one is refused as well.
   */
  asPlayer<const E extends Endpoint>(
    caller: Caller,
    endpoint: E,
    input: EndpointInput<E>,
    refusals: RefusalPolicy,
  ): Promise<EndpointOutput<E>>;
  /**
   * Calls an endpoint in the name of the game. A refused token (new keys) is replaced once.
   *
   * @param headers more headers of the call
   */
  asGame<const E extends Endpoint>(
    endpoint: E,
    input: EndpointInput<E>,
    refusals: RefusalPolicy,
    headers?: Readonly<Record<string, string>>,
  ): Promise<EndpointOutput<E>>;
}

/** The members of an `EndpointInput`, whichever the endpoint has. */
interface Input {
  readonly params?: Record<string, string>;
  readonly query?: object;
  readonly body?: object;
}

export function createScoreClient(options: {
  internalClient: InternalClient;
  gameToken: ClientToken;
}): ScoreClient {
  const { internalClient, gameToken } = options;

  async function send(
    method: Endpoint['method'],
    path: string,
    body: object | undefined,
    token: string,
    headers?: Readonly<Record<string, string>>,
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
      throw unavailable(cause);
    }
  }

  async function sendAsGame(
    method: Endpoint['method'],
    path: string,
    body: object | undefined,
    headers?: Readonly<Record<string, string>>,
  ): Promise<InternalResponse> {
    const token = await gameToken.get();
    const answer = await send(method, path, body, token, headers);
    if (answer.status !== 401) return answer;
    gameToken.forget(token);
    return send(method, path, body, await gameToken.get(), headers);
  }

  async function sendAsPlayer(
    caller: Caller,
    method: Endpoint['method'],
    path: string,
    body: object | undefined,
  ): Promise<InternalResponse> {
    if (caller.guest !== undefined) {
      return sendAsGame(method, `/guests/${caller.guest}${path}`, body);
    }
    let answer = await send(method, path, body, caller.playerToken);
    if (answer.status === 401 && caller.renewPlayerToken !== undefined) {
      answer = await send(method, path, body, await caller.renewPlayerToken());
    }
    if (answer.status !== 401) return answer;
    throw notLoggedIn(new UnexpectedResponseError('the score service refused the token', answer));
  }

  return {
    async asPlayer(caller, endpoint, input, refusals) {
      const { path, body } = requestOf(endpoint, input as Input);
      return outputOf(endpoint, await sendAsPlayer(caller, endpoint.method, path, body), refusals);
    },
    async asGame(endpoint, input, refusals, headers) {
      const { path, body } = requestOf(endpoint, input as Input);
      return outputOf(endpoint, await sendAsGame(endpoint.method, path, body, headers), refusals);
    },
  };
}

function requestOf(endpoint: Endpoint, input: Input): { path: string; body: object | undefined } {
  return { path: requestPath(endpoint.path, input), body: input.body };
}

function outputOf<E extends Endpoint>(
  { method, path }: E,
  answer: InternalResponse,
  refusals: RefusalPolicy,
): EndpointOutput<E> {
  const { status, text } = answer;
  if (status >= 200 && status < 300) return (text === '' ? undefined : JSON.parse(text)) as EndpointOutput<E>;
  const passedOn = refusals === 'pass-on' && status !== 401 && status < 500 ? parseRefusal(text) : undefined;
  if (passedOn === undefined)
    throw unavailable(new UnexpectedResponseError(`${method} /score${path}`, answer));
  throw new ServiceError(status, passedOn.code, passedOn.message);
}

function parseRefusal(text: string): ErrorAnswer | undefined {
  try {
    return Value.Parse(ErrorAnswer, JSON.parse(text));
  } catch {
    return undefined;
  }
}

function unavailable(cause: unknown): ServiceError {
  const status = cause instanceof UnexpectedResponseError && cause.status === 507 ? 507 : 503;
  return tryAgain('Le service des scores est momentanément indisponible.', cause, status);
}
