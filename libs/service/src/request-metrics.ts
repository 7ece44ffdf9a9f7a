import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { Counter, Gauge, type Registry } from 'prom-client';
import { DurationHistogram, type DurationSeries } from './duration-histogram.ts';

/** The reply of a request that is counted as in flight. */
type ReplyInFlight = FastifyReply | undefined;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Statuses of a route's answers when all goes well; by default those of its schema, or else 200. */
    successStatuses?: readonly number[];
    /** The series of a route; undefined for health checks and `/metrics`. */
    requestSeries?: RouteSeries;
  }
  interface FastifyRequest {
    replyInFlight: ReplyInFlight;
  }
}

/** Upper bounds in seconds: a guess takes some milliseconds, a login some hundred, and HAProxy waits 10 s for an answer. */
export const REQUEST_BUCKETS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.3, 0.5, 1, 2.5, 5, 10, 15,
];

/** The status of a request whose client closed the connection before the answer: a number that HTTP does not use. */
const CLIENT_CLOSED = 499;

/** Refusals of a route that declares `4xx` answers, which then have series from the start. */
const REFUSALS = [400, 401, 403, 404, 409];

/** These would dominate the durations, and nobody waits for them. */
const UNMEASURED = /^\/(health\/|metrics$)/;

type Label = 'method' | 'route' | 'status';

/**
 * Counts requests and measures how long they take, by method, route template and status. The route template, not the path:
 * clients choose paths, and each would create a series.
 *
 * Every route that is registered afterwards has its series from the start, at zero: those of its success with the
 * durations, those of its errors as a count. Prometheus' `increase()` does not see the first request of a series otherwise.
 */
export function measureRequests(app: FastifyInstance, registry: Registry): void {
  const { addRoute, seriesOf } = createRouteSeries(registry);
  let inFlight = 0;
  new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests that are not answered yet',
    registers: [registry],
    collect() {
      this.set(inFlight);
    },
  });

  app.addHook('onRoute', (route) => {
    if (UNMEASURED.test(route.url)) return;
    const requestSeries = addRoute(String(route.method), route.url);
    if (route.method !== 'HEAD') requestSeries.initialise(statusesOf(route));
    route.config = { ...route.config, requestSeries };
  });

  app.decorateRequest('replyInFlight', undefined);
  app.addHook('onRequest', (request, reply, done) => {
    if (seriesOf(request) !== undefined) {
      request.replyInFlight = reply;
      inFlight += 1;
      // Not `onRequestAbort`: Fastify does not call it once the body of a request has been read.
      reply.raw.on('close', () =>
        end(request, reply.raw.writableFinished ? reply.statusCode : CLIENT_CLOSED),
      );
    }
    done();
  });
  /** Counts a request once: the connection of an answered request closes, too, and an answer may fail while it is sent. */
  function end(request: FastifyRequest, status: number): void {
    const { replyInFlight } = request;
    if (replyInFlight === undefined) return;
    request.replyInFlight = undefined;
    inFlight -= 1;
    seriesOf(request)
      ?.withStatus(status)
      .observe(replyInFlight.elapsedTime / 1000, request.id);
  }
  app.addHook('onResponse', (request, reply, done) => {
    end(request, reply.statusCode);
    done();
  });
}

/** Registers the durations and the counter; adds the series of a route, and finds those of a request. */
function createRouteSeries(registry: Registry): {
  addRoute(method: string, route: string): RouteSeries;
  seriesOf(request: FastifyRequest): RouteSeries | undefined;
} {
  const durations = new DurationHistogram<Label>({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its answer; status 499: the client closed the connection before',
    buckets: REQUEST_BUCKETS,
    registry,
  });
  const routes: RouteSeries[] = [];
  countRequests(registry, routes);

  function addRoute(method: string, route: string): RouteSeries {
    const series = new RouteSeries(durations, method, route);
    routes.push(series);
    return series;
  }

  /** Series of requests to no route, by method. */
  const unrouted = new Map<string, RouteSeries>();
  function seriesOf(request: FastifyRequest): RouteSeries | undefined {
    if (!request.is404) return request.routeOptions.config.requestSeries;
    const known = unrouted.get(request.method) ?? addRoute(request.method, 'none');
    unrouted.set(request.method, known);
    return known;
  }

  return { addRoute, seriesOf };
}

/** Registers the counter, which has the counts of the durations. */
function countRequests(registry: Registry, routes: readonly RouteSeries[]): void {
  new Counter({
    name: 'http_requests_total',
    help: 'Requests answered; status 499: the client closed the connection before',
    labelNames: ['method', 'route', 'status'] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const route of routes) {
        for (const { labels, count } of route.counts()) this.inc(labels, count);
      }
    },
  });
}

/** The series of one method and route template, by status. */
class RouteSeries {
  readonly #durations: DurationHistogram<Label>;
  readonly #method: string;
  readonly #route: string;
  readonly #byStatus = new Map<number, DurationSeries<Label>>();
  /** Statuses that are counted from the start, although they may never occur. */
  #errors: readonly number[] = [];

  constructor(durations: DurationHistogram<Label>, method: string, route: string) {
    this.#durations = durations;
    this.#method = method;
    this.#route = route;
  }

  initialise({ success, errors }: Statuses): void {
    for (const status of success) this.withStatus(status);
    this.#errors = errors;
  }

  withStatus(status: number): DurationSeries<Label> {
    const known = this.#byStatus.get(status);
    if (known !== undefined) return known;
    const made = this.#durations.addSeries(this.#labels(status));
    this.#byStatus.set(status, made);
    return made;
  }

  counts(): { labels: Readonly<Record<Label, string>>; count: number }[] {
    const unseen = this.#errors.filter((status) => !this.#byStatus.has(status));
    return [
      ...this.#byStatus.values(),
      ...unseen.map((status) => ({ labels: this.#labels(status), count: 0 })),
    ];
  }

  #labels(status: number): Record<Label, string> {
    return { method: this.#method, route: this.#route, status: String(status) };
  }
}

interface Statuses {
  readonly success: readonly number[];
  readonly errors: readonly number[];
}

/** The statuses that a route declares; any may have an error 500. */
function statusesOf({ schema, config }: RouteOptions): Statuses {
  const declared = Object.keys((schema?.response ?? {}) as object);
  const numbers = declared.map(Number).filter(Number.isInteger);
  const success = config?.successStatuses ?? numbers.filter((status) => status < 400);
  const refusals = declared.includes('4xx') ? REFUSALS : [];
  return {
    success: success.length > 0 ? success : [200],
    errors: [...new Set([...refusals, ...numbers.filter((status) => status >= 400), 500])],
  };
}
