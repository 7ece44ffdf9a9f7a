import { type HaproxyName, serverStates } from '@motus/local-system';
import type { Monitor } from './monitor.ts';

/** Failed connections, or three failed checks: `default-server` in haproxy.cfg. A hanging server takes until their timeouts. */
const KILL_WITHIN_MS = 2000;
const SILENCE_WITHIN_MS = 4000;

/** HAProxy reports a service instance when one of the routers no longer has it as up. */
export function haproxyMonitor(statsPort: number, haproxies: readonly HaproxyName[]): Monitor {
  return {
    name: 'HAProxy',
    observe({ kind, instance, fault }) {
      if (kind !== 'service') return undefined;
      return {
        within: fault === 'kill' ? KILL_WITHIN_MS : SILENCE_WITHIN_MS,
        async isReported() {
          const states = await Promise.all(haproxies.map((haproxy) => serverStates(statsPort, haproxy)));
          // `UP 2/3` is up as well: one check of three has failed.
          return states.some((servers) => servers?.get(instance)?.startsWith('UP') === false);
        },
      };
    },
  };
}
