import type { StoreLogger } from './connection-log.ts';

/**
 * Counts and logs the failovers of a store, which are connections to another primary than before. The address is the one
 * that the Sentinels announce, since a node that restarts in a container may get another IP address.
 */
export class Failovers {
  count = 0;
  readonly #name: string;
  readonly #logger: StoreLogger;
  #announced = '';
  /** The primary of the last connection. */
  #primary: string | undefined;

  constructor(name: string, logger: StoreLogger) {
    this.#name = name;
    this.#logger = logger;
  }

  /** To be called with the address of the primary, `host:port`, when a Sentinel announces it. */
  onAnnounced(address: string): void {
    this.#announced = address;
  }

  /** To be called when the announced primary is connected. */
  onConnected(): void {
    const [from, to] = [this.#primary, this.#announced];
    this.#primary = to;
    if (from === undefined || from === to) return;
    this.count += 1;
    this.#logger.warn({ event: 'store_failover', store: this.#name, from, to }, 'store has another primary');
  }
}
