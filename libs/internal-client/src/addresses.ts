import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** How long a DNS answer is used, in milliseconds: a container that restarts gets another address. */
const TTL_MS = 1000;

/** How long DNS may take when there is an earlier answer, in milliseconds. */
const REFRESH_TIMEOUT_MS = 100;

/** Resolves with the addresses of a host name; rejects as long as DNS has never answered. */
export type Addresses = () => Promise<readonly string[]>;

/**
 * All addresses of a host, looked up again every second. `localhost` always means both loopback addresses (RFC 6761,
 * section 6.3), as in browsers: many hosts files know only one.
 *
 * @param host a host name or an address; an IPv6 address in brackets
 */
export function addressesOf(host: string): Addresses {
  if (host === 'localhost') return async () => ['127.0.0.1', '::1'];
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) return async () => [bare];
  let known: readonly string[] = [];
  let refreshedAt = Number.NEGATIVE_INFINITY;
  let refreshing: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    const found = await lookup(host, { all: true });
    known = [...new Set(found.map(({ address }) => address))];
    refreshedAt = performance.now();
  }

  return async () => {
    if (performance.now() - refreshedAt < TTL_MS) return known;
    refreshing ??= refresh().finally(() => {
      refreshing = undefined;
    });
    // The earlier addresses are a better guess than none while DNS fails or is slow.
    if (known.length > 0) await Promise.race([refreshing.catch(() => undefined), wait(REFRESH_TIMEOUT_MS)]);
    else await refreshing;
    return known;
  };
}
