import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { Instance } from './instance.ts';
import { SENTINEL_NAMES } from './names.ts';
import { DEFAULT_PORTS, type PortName, type Ports } from './ports.ts';
import { probeHttp } from './probe.ts';
import { COMPILE_CACHE, type Environment, type LogSink, REPOSITORY } from './process.ts';

/** auth1, auth2, motus1, …: the names of service instances among those of the ports. */
export type ServiceName = Extract<PortName, `${ServiceKind}${number}`>;
export type ServiceKind = 'auth' | 'motus' | 'score';

export const SERVICE_NAMES = Object.keys(DEFAULT_PORTS).filter((name): name is ServiceName =>
  /^(auth|motus|score)\d+$/.test(name),
);

/** The settings of a service instance. */
export interface ServiceOptions {
  name: ServiceName;
  /** The path of the Node.js that runs it. */
  node: string;
  /** The folder with `<kind>/src/server.ts`. */
  apps: string;
  ports: Ports;
  secretsDir: string;
  publicUrl: string;
  /** More settings; those that the system sets win. */
  environment: Environment;
  /** Modules that the process imports first. */
  preload: readonly string[];
  /** More options of Node.js. */
  nodeOptions: readonly string[];
  log: LogSink;
}

/** Creates an instance of a service, not yet started. */
export function serviceInstance(options: ServiceOptions): Instance {
  const { name, node, apps, ports, secretsDir, publicUrl, environment, preload, nodeOptions, log } = options;
  const kind = kindOf(name);
  const port = ports[name];
  return new Instance(
    {
      name,
      port,
      launch: {
        command: node,
        args: [
          ...nodeOptions,
          ...preload.map((module) => `--import=${module}`),
          join(apps, kind, 'src/server.ts'),
        ],
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          NODE_COMPILE_CACHE: COMPILE_CACHE,
          // Not by `--env-file`, which Node.js reads after malloc has read its settings.
          ...runtime(kind),
          ...environment,
          INSTANCE: name,
          HOST: '127.0.0.1',
          PORT: `${port}`,
          PUBLIC_URL: publicUrl,
          INTERNAL_URL: `http://localhost:${ports.internal}`,
          ...serviceSettings(kind, ports, secretsDir),
        },
        cwd: REPOSITORY,
        stopSignal: 'SIGTERM',
        // Longer than a service takes to drain and to finish the requests in flight.
        stopWithin: 15_000,
      },
      ready: async () => (await probeHttp(`http://127.0.0.1:${port}/health/ready`))?.status === 200,
      readyWithin: 60_000,
    },
    log,
  );
}

/** The environment in which Node.js runs a service, from the same files as in docker-compose.yml. */
function runtime(kind: ServiceKind): Environment {
  const files = ['service.env', ...(kind === 'auth' ? ['auth.env'] : [])];
  return Object.assign(
    {},
    ...files.map((file) => parseEnv(readFileSync(join(REPOSITORY, 'deploy', file), 'utf8'))),
  );
}

export function kindOf(name: ServiceName): ServiceKind {
  return name.replace(/\d+$/, '') as ServiceKind;
}

/** The settings that only one kind of service has: its secrets, and the address of its store. */
export function serviceSettings(kind: ServiceKind, ports: Ports, secretsDir: string): Environment {
  const secret = (path: string) => join(secretsDir, kind, path);
  const sentinels = SENTINEL_NAMES.map((name) => `127.0.0.1:${ports[name]}`).join(',');
  switch (kind) {
    case 'auth':
      return {
        AUTH_STORE_SENTINELS: sentinels,
        AUTH_STORE_PASSWORD_FILE: secret('store-password'),
        SENTINEL_PASSWORD_FILE: secret('sentinel-password'),
        AUTH_JWKS_FILE: secret('jwks.json'),
        AUTH_COOKIE_KEY_FILE: secret('cookie-key'),
        MOTUS_CLIENT_SECRET_FILE: secret('motus-client-secret'),
      };
    case 'motus':
      return {
        MOTUS_CLIENT_SECRET_FILE: secret('client-secret'),
        SESSION_KEY_FILE: secret('session-key'),
        DAILY_WORD_KEY_FILE: secret('daily-word-key'),
      };
    case 'score':
      return {
        SCORE_STORE_SENTINELS: sentinels,
        SCORE_STORE_PASSWORD_FILE: secret('store-password'),
        SENTINEL_PASSWORD_FILE: secret('sentinel-password'),
      };
  }
}
