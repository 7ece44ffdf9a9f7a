import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Instance } from './instance.ts';
import { probeHttp } from './probe.ts';
import { type Environment, type Launch, type LogSink, REPOSITORY } from './process.ts';
import { ensureProgram } from './programs.ts';
import { type PrometheusTarget, writeExporterPasswords, writePrometheusFiles } from './prometheus.ts';

/** Settings that all observers have. */
export interface ObserverOptions {
  /** The port that it listens on, on 127.0.0.1 only. */
  port: number;
  /** The folder of its data and its configuration; created when missing. */
  dir: string;
  log: LogSink;
}

/**
 * Creates a Prometheus, not yet started, with the rules of deploy/prometheus.
 *
 * @throws SystemError when the program is missing
 */
export async function prometheusInstance(
  options: ObserverOptions & { targets: readonly PrometheusTarget[] },
): Promise<Instance> {
  await writePrometheusFiles(options.dir, options.targets);
  return observer('prometheus', options, '/-/ready', {
    command: await ensureProgram('prometheus'),
    args: [
      `--config.file=${join(options.dir, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(options.dir, 'data')}`,
      // As in Compose: the window of the objective.
      '--storage.tsdb.retention.time=30d',
      '--storage.tsdb.retention.size=2GB',
      '--enable-feature=exemplar-storage',
      ...web(options.port),
    ],
  });
}

/**
 * Creates an Alertmanager, not yet started, with the routes of deploy/alertmanager.
 *
 * @param options its `environment` has the settings of deploy/alertmanager/start.sh, as ALERT_WEBHOOK_URL
 * @throws SystemError when the program is missing
 */
export async function alertmanagerInstance(
  options: ObserverOptions & { environment: Environment },
): Promise<Instance> {
  return observer('alertmanager', options, '/-/ready', {
    command: 'sh',
    // The same script as in Compose.
    args: [
      join(REPOSITORY, 'deploy/alertmanager/start.sh'),
      `--storage.path=${join(options.dir, 'data')}`,
      ...web(options.port),
    ],
    env: { ...options.environment, ALERTMANAGER: await ensureProgram('alertmanager') },
  });
}

/**
 * Creates an exporter of the metrics of Redis and Sentinel, not yet started.
 *
 * @param options its `addresses` are those of every Redis and Sentinel, `redis://host:port`
 * @throws SystemError when the program is missing
 */
export async function redisExporterInstance(
  options: ObserverOptions & { secretsDir: string; addresses: readonly string[] },
): Promise<Instance> {
  await mkdir(options.dir, { recursive: true, mode: 0o700 });
  const passwords = join(options.dir, 'passwords.json');
  await writeExporterPasswords(passwords, options.secretsDir, options.addresses);
  return observer('redis-exporter', options, '/health', {
    command: await ensureProgram('redis-exporter'),
    args: [
      '-redis.addr=',
      '-redis.user=metrics',
      `-redis.password-file=${passwords}`,
      // Its user may not use CONFIG GET, which tells the password of the store.
      '-config-command=-',
      '-connection-timeout=2s',
      `-web.listen-address=127.0.0.1:${options.port}`,
    ],
  });
}

/**
 * Creates an exporter of the metrics of this machine, not yet started, with the collectors of Compose.
 *
 * @throws SystemError when the program is missing
 */
export async function nodeExporterInstance(options: ObserverOptions): Promise<Instance> {
  const collectors = ['filesystem', 'meminfo', 'time', 'timex', 'cpu', 'loadavg'];
  return observer('node-exporter', options, '/', {
    command: await ensureProgram('node-exporter'),
    args: [
      '--collector.disable-defaults',
      ...collectors.map((name) => `--collector.${name}`),
      `--web.listen-address=127.0.0.1:${options.port}`,
    ],
  });
}

function web(port: number): string[] {
  return [`--web.listen-address=127.0.0.1:${port}`, `--web.external-url=http://localhost:${port}`];
}

function observer(
  name: string,
  { port, dir, log }: ObserverOptions,
  health: string,
  program: Pick<Launch, 'command' | 'args'> & { env?: Environment },
): Instance {
  return new Instance(
    {
      name,
      port,
      launch: {
        ...program,
        env: { PATH: process.env.PATH, ...program.env },
        cwd: dir,
        stopSignal: 'SIGTERM',
        stopWithin: 10_000,
      },
      ready: async () => (await probeHttp(`http://127.0.0.1:${port}${health}`))?.status === 200,
      readyWithin: 30_000,
    },
    log,
  );
}
