import { flushCompileCache } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import closeWithGrace from 'close-with-grace';
import type { CommonSettings } from './common-settings.ts';
import { createLogger, type Logger } from './logger.ts';
import { redactSecrets } from './redact-secrets.ts';
import type { Service } from './service.ts';
import { SettingsError } from './settings.ts';
import { collectGarbage, disableParallelScavenge } from './v8-flags.ts';

/** How long requests in flight may take to finish before the process exits anyway, in milliseconds. */
const CLOSE_TIMEOUT_MS = 10_000;

/**
 * Runs a service process: reads the settings, builds the application and listens. On SIGTERM or SIGINT it drains: answers
 * "not ready", waits DRAIN_MS until HAProxy has noticed, finishes the requests in flight, and closes. A wrong setting or a
 * taken port ends the process with one clear line and exit code 1.
 *
 * @param service      the kind of service, for the logs: auth, motus or score
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
    const logger = createLogger({
      service,
      instance: settings.INSTANCE,
      level: settings.LOG_LEVEL,
      lokiUrl: settings.LOKI_URL,
    });
    const app = await build(settings, logger);
    closeWithGrace(
      { delay: settings.DRAIN_MS + CLOSE_TIMEOUT_MS, logger: app.log },
      async ({ signal, err }) => {
        if (err) app.log.fatal({ err }, 'ending after an uncaught error');
        else app.log.info({ signal }, 'draining');
        app.drain();
        if (signal !== undefined) await wait(settings.DRAIN_MS);
        await app.close();
      },
    );
    await app.listen({ host: settings.HOST, port: settings.PORT });
    // Writes the compile cache (NODE_COMPILE_CACHE) now, because a process that is killed cannot write it when it ends.
    flushCompileCache();
    collectGarbage();
  } catch (error) {
    process.stderr.write(`${redactSecrets(startupMessage(error))}\n`);
    process.exit(1);
  }
}

function startupMessage(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  if (isPortTaken(error)) return `port ${error.port} on ${error.address} is already taken`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isPortTaken(error: unknown): error is Error & { port: number; address: string } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
