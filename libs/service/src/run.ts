import { flushCompileCache } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { collectGarbage, redactSecrets, startLogThread } from '@motus/log-delivery';
import { startTracing, type Tracing } from '@motus/tracing';
import closeWithGrace from 'close-with-grace';
import type { CommonSettings } from './common-settings.ts';
import { countLogLines } from './log-metrics.ts';
import { createLogger, type Logger } from './logger.ts';
import type { Service } from './service.ts';
import { SettingsError } from './settings.ts';
import { countSpans } from './span-metrics.ts';
import { deliverStartupFailure, startupFailureLine } from './startup-failure.ts';
import { disableParallelScavenge } from './v8-flags.ts';

/** How long requests in flight may take to finish before the process exits anyway, in milliseconds. */
const CLOSE_TIMEOUT_MS = 10_000;

/**
 * Runs a service process: reads the settings, builds the application and listens. On SIGTERM or SIGINT it drains: answers
 * "not ready", waits DRAIN_MS until HAProxy has noticed, finishes the requests in flight, and closes. A wrong setting or a
 * taken port ends the process with one clear line and exit code 1; any other failure also logs a line of JSON.
 *
 * @param service      the kind of service, for the logs, as `motus`
 * @param readSettings reads and checks the environment; throws a `SettingsError`
 * @param build        builds the application
 */
export async function runService<Settings extends CommonSettings>(
  service: string,
  readSettings: (env: NodeJS.ProcessEnv) => Settings,
  build: (settings: Settings, logger: Logger) => Promise<Service>,
): Promise<void> {
  disableParallelScavenge();
  try {
    const settings = readSettings(process.env);
    const { INSTANCE: instance, LOG_LEVEL: level, LOKI_URL: url } = settings;
    const loki = url === undefined ? undefined : startLogThread({ url, labels: { service, instance } });
    const traces = await tracesOf(service, settings);
    const app = await build(settings, createLogger({ service, instance, level, loki, traces }));
    if (loki !== undefined) countLogLines(app.metrics, loki);
    if (traces !== undefined) countSpans(app.metrics, traces);
    traces?.onProblem((err) => app.logThrottle.warn('traces', {}, { err }, 'traces are incomplete'));
    closeWithGrace(
      { delay: settings.DRAIN_MS + CLOSE_TIMEOUT_MS, logger: app.log },
      async ({ signal, err }) => {
        if (err) app.log.fatal({ event: 'instance_failed', err }, 'ending after an uncaught error');
        else app.log.info({ event: 'instance_draining', signal }, 'draining');
        app.drain();
        if (signal !== undefined) await wait(settings.DRAIN_MS);
        await app.close();
        await traces?.stop();
      },
    );
    const address = await app.listen({ host: settings.HOST, port: settings.PORT });
    app.log.info({ event: 'instance_up', address }, 'instance up');
    // Writes the compile cache (NODE_COMPILE_CACHE) now, because a process that is killed cannot write it when it ends.
    flushCompileCache();
    collectGarbage();
  } catch (error) {
    const message = redactSecrets(startupMessage(error));
    process.stderr.write(`${message}\n`);
    if (!(error instanceof SettingsError))
      process.stderr.write(`${startupFailureLine(service, message, process.env)}\n`);
    await deliverStartupFailure(service, message, process.env);
    process.exit(1);
  }
}

/** Starts tracing where a collector is set; otherwise loads nothing for it. */
async function tracesOf(service: string, settings: CommonSettings): Promise<Tracing | undefined> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, INSTANCE: instance } = settings;
  return endpoint === '' ? undefined : startTracing({ endpoint, service, instance });
}

function startupMessage(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  if (isPortTaken(error)) return `port ${error.port} on ${error.address} is already taken`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isPortTaken(error: unknown): error is Error & { port: number; address: string } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
