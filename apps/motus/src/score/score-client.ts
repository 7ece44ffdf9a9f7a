import {
  type Endpoint,
  type EndpointInput,
  type EndpointOutput,
  ErrorAnswer,
  type RequestInput,
  requestPath,
} from '@motus/contracts';
import type { InternalClient, InternalResponse } from '@motus/internal-client';
import { ServiceError, UnexpectedResponseError } from '@motus/service';
import { Value } from 'typebox/value';
import {
  type Caller,
  createAuthorizedCalls,
  type ScoreRequest,
  scoreUnavailable,
} from './authorized-calls.ts';
import type { ClientToken } from './client-token.ts';

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

export function createScoreClient(options: {
  internalClient: InternalClient;
  gameToken: ClientToken;
}): ScoreClient {
  const calls = createAuthorizedCalls(options);
  return {
    async asPlayer(caller, endpoint, input, refusals) {
      const answer = await calls.asPlayer(caller, requestOf(endpoint, input as RequestInput));
      return outputOf(endpoint, answer, refusals);
    },
    async asGame(endpoint, input, refusals, headers) {
      const answer = await calls.asGame({ ...requestOf(endpoint, input as RequestInput), headers });
      return outputOf(endpoint, answer, refusals);
    },
  };
}

function requestOf({ method, path }: Endpoint, input: RequestInput): ScoreRequest {
  return { method, path: requestPath(path, input), body: input.body };
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
    throw scoreUnavailable(new UnexpectedResponseError(`${method} /score${path}`, answer));
  throw new ServiceError(status, passedOn.code, passedOn.message);
}

function parseRefusal(text: string): ErrorAnswer | undefined {
  try {
    return Value.Parse(ErrorAnswer, JSON.parse(text));
  } catch {
    return undefined;
  }
}
