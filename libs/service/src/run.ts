import { flushCompileCache } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import closeWithGrace from 'close-with-grace';
import type { CommonSettings } from './common-settings.ts';
import { createLogger, type Logger } from './logger.ts';
import type { Service } from './service.ts';
import { SettingsError } from './settings.ts';
import { collectGarbage, disableParallelScavenge } from './v8-flags.ts';
import { withoutSecrets } from './without-secrets.ts';

/** How long requests in flight may take to finish before the process ends all the same, in milliseconds. */
const CLOSE_WITHIN = 10_000;

/**
 * The life of a service process: read the settings, build, listen, and on SIGTERM or SIGINT say "not ready", wait until
 * HAProxy has seen it, finish what is in flight, close. A wrong setting ends it with one clear line and exit code 1.
 *
 * @param service      its kind, for the logs
 * @param readSettings reads and checks the environment
 * @param build        makes the application
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
    closeWithGrace({ delay: settings.DRAIN_MS + CLOSE_WITHIN, logger: app.log }, async ({ signal, err }) => {
      if (err) app.log.fatal({ err }, 'ending after an error that nobody caught');
      else app.log.info({ signal }, 'draining');
      app.drain();
      if (signal !== undefined) await wait(settings.DRAIN_MS);
      await app.close();
    });
    await app.listen({ host: settings.HOST, port: settings.PORT });
    // Now, where there is a cache (NODE_COMPILE_CACHE), because a process that is killed could not do it at its end.
    flushCompileCache();
    collectGarbage();
  } catch (error) {
    process.stderr.write(`${withoutSecrets(bootMessage(error))}\n`);
    process.exit(1);
  }
}

function bootMessage(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  if (isTaken(error)) return `port ${error.port} on ${error.address} is already taken`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isTaken(error: unknown): error is Error & { port: number; address: string } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
