import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** How long an answer of the name service is good, in milliseconds: a container that restarts has another address. */
const GOOD_FOR = 1000;

/** How long the name service may take, where there is a former answer, in milliseconds. */
const PATIENCE = 100;

/** Asks for the addresses behind a name; rejects as long as there never was one. */
export type Addresses = () => Promise<readonly string[]>;

/**
 * All addresses of a name, asked for again from time to time. `localhost` is always both loopback addresses (RFC 6761,
 * section 6.3), as for browsers: many a hosts file knows one only.
 *
 * @param host a name, or an address, in brackets where it is one of IPv6
 */
export function addressesOf(host: string): Addresses {
  if (host === 'localhost') return async () => ['127.0.0.1', '::1'];
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) return async () => [bare];
  let known: readonly string[] = [];
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;

  async function ask(): Promise<void> {
    const found = await lookup(host, { all: true });
    known = [...new Set(found.map(({ address }) => address))];
    askedAt = performance.now();
  }

  return async () => {
    if (performance.now() - askedAt < GOOD_FOR) return known;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    // What was true a moment ago is a better guess than nothing, or than a name service that is silent.
    if (known.length > 0) await Promise.race([asking.catch(() => undefined), wait(PATIENCE)]);
    else await asking;
    return known;
  };
}
