import type { FastifyBaseLogger, FastifyInstance } from 'fastify';

/**
 * The logger of a request, which creates its pino child with the first line. Hardly any request writes a line, since
 * HAProxy logs all of them, and creating the child takes 3 of the 80 microseconds of an attempt.
 *
 * @see https://fastify.dev/docs/latest/Reference/Server/#childloggerfactory
 */
export const lazyRequestLogger: FastifyInstance['childLoggerFactory'] = (parent, bindings, options) =>
  new LazyLogger(() => parent.child(bindings, options), parent.level);

class LazyLogger implements FastifyBaseLogger {
  readonly level: string;
  readonly #create: () => FastifyBaseLogger;
  #created: FastifyBaseLogger | undefined;

  constructor(create: () => FastifyBaseLogger, level: string) {
    this.#create = create;
    this.level = level;
  }

  get #logger(): FastifyBaseLogger {
    this.#created ??= this.#create();
    return this.#created;
  }

  fatal(...line: Parameters<FastifyBaseLogger['fatal']>): void {
    this.#logger.fatal(...line);
  }
  error(...line: Parameters<FastifyBaseLogger['error']>): void {
    this.#logger.error(...line);
  }
  warn(...line: Parameters<FastifyBaseLogger['warn']>): void {
    this.#logger.warn(...line);
  }
  info(...line: Parameters<FastifyBaseLogger['info']>): void {
    this.#logger.info(...line);
  }
  debug(...line: Parameters<FastifyBaseLogger['debug']>): void {
    this.#logger.debug(...line);
  }
  trace(...line: Parameters<FastifyBaseLogger['trace']>): void {
    this.#logger.trace(...line);
  }
  silent(...line: Parameters<FastifyBaseLogger['silent']>): void {
    this.#logger.silent(...line);
  }
  child(...of: Parameters<FastifyBaseLogger['child']>): FastifyBaseLogger {
    return this.#logger.child(...of);
  }
}
