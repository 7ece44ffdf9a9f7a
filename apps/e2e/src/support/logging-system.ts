import { startTestLoki, type TestLoki, until } from '@motus/testing';
import { HttpPlayer } from '@motus/testing/player';
import { startTestSystem, type TestSystem } from './test-system.ts';

/** A system that logs at every level, to stdout and to a stand-in for Loki. */
export interface LoggingSystem {
  readonly motus: TestSystem;
  readonly loki: TestLoki;
  /** Everything that any process has written, and all that Loki was sent. */
  allLines(): string;
  /** Starts killed instances, and waits until requests succeed again. */
  startAgain(names: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** The parameters are those of `startTestSystem`. */
export async function startLoggingSystem(
  environment: Record<string, string> = {},
  options: Parameters<typeof startTestSystem>[1] = {},
): Promise<LoggingSystem> {
  const loki = await startTestLoki();
  const settings = { ...environment, LOKI_URL: loki.url, LOG_LEVEL: 'trace' };
  const motus = await startTestSystem(settings, options).catch(async (error: unknown) => {
    await loki.stop();
    throw error;
  });
  return {
    motus,
    loki,
    allLines: () => [...motus.logs, ...loki.lines.map((line) => JSON.stringify(line))].join('\n'),
    async startAgain(names) {
      await Promise.all(names.map((name) => motus.system.start(name)));
      const guest = () => new HttpPlayer(motus.system.urls.public, 'personne');
      for (const path of ['/api/today', '/login'])
        await until(async () => (await guest().get(path)).status === 200);
    },
    async stop() {
      await motus.stop();
      await loki.stop();
    },
  };
}
