import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { Instance } from './instance.ts';
import type { Ports } from './ports.ts';
import { probeHttp } from './probe.ts';
import { COMPILE_CACHE, type Environment, type LogSink, REPOSITORY } from './process.ts';

/** The settings of the shipper. */
export interface ShipperOptions {
  /** The path of the Node.js that runs it. */
  node: string;
  ports: Ports;
  /** More settings, for instance LOKI_URL; those that the system sets win. */
  environment: Environment;
  /** Where it takes lines: the path of a Unix socket. Default: the port `shipper-syslog`. */
  socket?: string | undefined;
  log: LogSink;
}

/** Creates the shipper (apps/shipper), not yet started: it takes the lines of HAProxy, Redis and Sentinel. */
export function shipperInstance({ node, ports, environment, socket, log }: ShipperOptions): Instance {
  const port = ports.shipper;
  return new Instance(
    {
      name: 'shipper',
      port,
      launch: {
        command: node,
        args: [join(REPOSITORY, 'apps/shipper/src/server.ts')],
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          NODE_COMPILE_CACHE: COMPILE_CACHE,
          ...parseEnv(readFileSync(join(REPOSITORY, 'deploy/shipper.env'), 'utf8')),
          ...environment,
          // It has no requests to trace.
          OTEL_EXPORTER_OTLP_ENDPOINT: '',
          INSTANCE: 'shipper',
          HOST: '127.0.0.1',
          PORT: `${port}`,
          SYSLOG_LISTEN: socket ?? `127.0.0.1:${ports['shipper-syslog']}`,
        },
        cwd: REPOSITORY,
        stopSignal: 'SIGTERM',
        stopWithin: 15_000,
      },
      ready: async () => (await probeHttp(`http://127.0.0.1:${port}/health/ready`))?.status === 200,
      readyWithin: 60_000,
    },
    log,
  );
}
