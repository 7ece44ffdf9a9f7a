import { type Static, type TNull, type TObject, type TSchema, Type } from 'typebox';
import { ErrorAnswer } from '../error.ts';

/** An endpoint of the HTTP API of a service: the one declaration for its server, its forwarder and its callers. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the prefix of the service (`/api` or `/score`); `:name` is a member of `params`. */
  readonly path: `/${string}`;
  /** One line for the OpenAPI document. */
  readonly summary?: string;
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TObject;
  /** The body of the answer 200; without it the answer is 204. */
  readonly response?: TSchema;
  /** The bodies of error answers with more members than `ErrorAnswer`, by status. */
  readonly errors?: Readonly<Record<number, TSchema>>;
}

/** What a caller of an endpoint sends. */
export type EndpointInput<E extends Endpoint> = (E extends { params: infer P extends TSchema }
  ? { params: Static<P> }
  : unknown) &
  (E extends { query: infer Q extends TSchema } ? { query: Static<Q> } : unknown) &
  (E extends { body: infer B extends TSchema } ? { body: Static<B> } : unknown);

/** What a caller of an endpoint receives: the body of the answer, undefined where there is none. */
export type EndpointOutput<E extends Endpoint> = E extends { response: infer R extends TSchema }
  ? Static<R>
  : undefined;

/**
 * The route options that serve an endpoint: `app.route({ ...routeOf(endpoint), handler })`.
 *
 * @param tag the group of the endpoint in the OpenAPI document
 */
export function routeOf<const E extends Endpoint>(endpoint: E, tag?: string): EndpointRoute<E> {
  const { method, path, summary, params, query, body, response, errors } = endpoint;
  const schema = {
    ...(tag && { tags: [tag] }),
    ...(summary && { summary }),
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    response: {
      ...(response ? { 200: response } : { 204: Type.Null() }),
      '4xx': ErrorAnswer,
      503: ErrorAnswer,
      ...errors,
    },
  };
  // The spread of optional members loses their types; EndpointRoute states them.
  return { method, url: path, schema } as unknown as EndpointRoute<E>;
}

/** The part of Fastify's route options that an endpoint determines, typed for the TypeBox type provider. */
export interface EndpointRoute<E extends Endpoint> {
  readonly method: E['method'];
  readonly url: E['path'];
  readonly schema: RouteSchema<E>;
}

type RouteSchema<E extends Endpoint> = (E extends { params: infer P } ? { params: P } : unknown) &
  (E extends { query: infer Q } ? { querystring: Q } : unknown) &
  (E extends { body: infer B } ? { body: B } : unknown) & { response: RouteResponses<E> };

type RouteResponses<E extends Endpoint> = (E extends { response: infer R } ? { 200: R } : { 204: TNull }) &
  (E extends { errors: infer R } ? R : unknown) & { '4xx': typeof ErrorAnswer; 503: typeof ErrorAnswer };
