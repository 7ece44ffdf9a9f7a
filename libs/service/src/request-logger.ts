import type { FastifyBaseLogger, FastifyInstance } from 'fastify';

/**
 * The logger of a request: it adds the id of the request, and what a child of it adds, to each line. It creates no pino
 * child, because hardly any request writes more than one line, and the child costs more than the line.
 *
 * @see https://fastify.dev/docs/latest/Reference/Server/#childloggerfactory
 */
export const requestLogger: FastifyInstance['childLoggerFactory'] = (parent, bindings, options) =>
  Object.keys(options).length === 0 ? new RequestLogger(parent, bindings) : parent.child(bindings, options);

type Bindings = Parameters<FastifyBaseLogger['child']>[0];
type Line = Parameters<FastifyBaseLogger['info']>;

class RequestLogger implements FastifyBaseLogger {
  readonly level: string;
  readonly #parent: FastifyBaseLogger;
  readonly #bindings: Bindings;

  constructor(parent: FastifyBaseLogger, bindings: Bindings) {
    this.level = parent.level;
    this.#parent = parent;
    this.#bindings = bindings;
  }

  fatal(...line: Line): void {
    this.#parent.fatal(...this.#withBindings(line));
  }
  error(...line: Line): void {
    this.#parent.error(...this.#withBindings(line));
  }
  warn(...line: Line): void {
    this.#parent.warn(...this.#withBindings(line));
  }
  info(...line: Line): void {
    this.#parent.info(...this.#withBindings(line));
  }
  debug(...line: Line): void {
    this.#parent.debug(...this.#withBindings(line));
  }
  trace(...line: Line): void {
    this.#parent.trace(...this.#withBindings(line));
  }
  silent(): void {}
  child(...[bindings, options = {}]: Parameters<FastifyBaseLogger['child']>): FastifyBaseLogger {
    const all = { ...this.#bindings, ...bindings };
    return Object.keys(options).length === 0
      ? new RequestLogger(this.#parent, all)
      : this.#parent.child(all, options);
  }

  /** Pino's arguments: fields or an error, then the message; or the message alone. */
  #withBindings([first, ...rest]: Line): Line {
    if (typeof first === 'string') return [this.#bindings, first, ...rest] as Line;
    if (first instanceof Error)
      return [{ ...this.#bindings, err: first }, ...(rest.length > 0 ? rest : [first.message])] as Line;
    return [{ ...this.#bindings, ...(first as object) }, ...rest] as Line;
  }
}
