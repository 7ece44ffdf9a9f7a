import { HAPROXY_NAMES } from './haproxy.ts';
import type { Instance } from './instance.ts';
import { SENTINEL_NAMES, STORE_NODE_NAMES } from './names.ts';
import type { LogSink } from './process.ts';
import { type ShipperOptions, shipperInstance } from './shipper.ts';
import { createSyslogClient, type SyslogClient } from './syslog-client.ts';

/** The shipper of a system, and the lines on their way to it. */
export interface Shipping {
  /** The shipper, not yet started; none in a system without one. */
  readonly instances: readonly Instance[];
  /** Takes every line of the system. */
  readonly log: LogSink;
  /** Delivers the last lines, and stops the shipper. */
  stop(): Promise<void>;
  /** Stops sending lines to a shipper that has ended. */
  close(): Promise<void>;
}

/** @param isWanted whether the system has a shipper */
export function createShipping(isWanted: boolean, options: ShipperOptions): Shipping {
  const { log, ports } = options;
  const none = async () => undefined;
  if (!isWanted) return { instances: [], log, stop: none, close: none };
  const client = createSyslogClient(ports['shipper-syslog']);
  const ownLog = withShipping(log, client);
  const shipper = shipperInstance({ ...options, log: ownLog });
  return {
    instances: [shipper],
    log: ownLog,
    async stop() {
      await client.close();
      await shipper.stop();
    },
    close: () => client.close(),
  };
}

/** A sink that also sends lines to the shipper: those of HAProxies and stores, and those about any instance. Services send their own. */
function withShipping(log: LogSink, client: SyslogClient): LogSink {
  const others: readonly string[] = [...HAPROXY_NAMES, ...STORE_NODE_NAMES, ...SENTINEL_NAMES];
  return (instance, line, by) => {
    log(instance, line, by);
    if (by === 'runner') client.send('runner', instance, line);
    else if (others.includes(instance)) client.send('-', instance, line);
  };
}
