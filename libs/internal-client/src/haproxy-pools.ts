import { Pool } from 'undici';
import { type Addresses, addressesOf } from './addresses.ts';

/** Gives up an address that no host has any more. */
const CONNECT_TIMEOUT_MS = 500;

/** The connections to the HAProxies behind the host name of INTERNAL_URL, by address. */
export interface HaproxyPools {
  /** All addresses; the preferred one comes first. */
  readonly addresses: Addresses;
  poolOf(address: string): Pool;
  /** Makes an address the preferred one. */
  prefer(address: string): void;
  /** Closes the connections, after the responses that are due. */
  close(): Promise<void>;
}

/**
 * @param internalUrl       scheme, host name and port of HAProxy's internal port
 * @param responseTimeoutMs milliseconds to wait for the header of a response, and between two parts of its body
 */
export function createHaproxyPools(internalUrl: string, responseTimeoutMs: number): HaproxyPools {
  const { hostname, port } = new URL(internalUrl);
  const resolve = addressesOf(hostname);
  const pools = new Map<string, Pool>();
  let preferred = '';

  /** Closes the connections to addresses that the host name no longer resolves to. */
  function closeUnknownPools(known: readonly string[]): void {
    for (const [address, pool] of pools) {
      if (known.includes(address)) continue;
      pools.delete(address);
      pool.close().catch(() => undefined);
    }
  }

  return {
    async addresses() {
      const known = await resolve();
      closeUnknownPools(known);
      return known.includes(preferred)
        ? [preferred, ...known.filter((address) => address !== preferred)]
        : known;
    },
    poolOf(address) {
      const existing = pools.get(address);
      if (existing !== undefined) return existing;
      const host = address.includes(':') ? `[${address}]` : address;
      const pool = new Pool(`http://${host}:${port || 80}`, {
        connections: 64,
        // Shorter than HAProxy keeps an idle connection (60 s), so that no request goes out on one that it has just closed.
        keepAliveTimeout: 30_000,
        connect: { timeout: CONNECT_TIMEOUT_MS },
        headersTimeout: responseTimeoutMs,
        bodyTimeout: responseTimeoutMs,
      });
      pools.set(address, pool);
      return pool;
    },
    prefer(address) {
      preferred = address;
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}
