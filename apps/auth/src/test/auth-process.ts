import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort, makeSecrets } from '@motus/local-system';
import { startTestStore, type TestStore } from '@motus/testing';
import { environment } from './twins.ts';

/** The service as a separate process, as in production, with logs at the trace level. */
export interface AuthProcess {
  origin: string;
  port: number;
  store: TestStore;
  child: ChildProcess;
  /** The lines that it has written to stdout and stderr. */
  lines: string[];
  stop(): Promise<void>;
}

/** Starts the service on a free port, with a store and secrets of its own. */
export async function startProcess(): Promise<AuthProcess> {
  const store = await startTestStore('auth-store');
  const secrets = await mkdtemp(join(tmpdir(), 'motus-auth-'));
  await makeSecrets(secrets);
  const port = await freePort();
  const child = spawn(process.execPath, ['src/server.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      ...environment(store, secrets, 'auth1'),
      PORT: String(port),
      LOG_LEVEL: 'trace',
      DRAIN_MS: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const listening = new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the process exited early: ${lines.join('\n')}`)));
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (line.includes('Server listening')) resolve();
      });
    }
  });
  await listening;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    store,
    child,
    lines,
    async stop() {
      if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit');
      await store.stop();
      await rm(secrets, { recursive: true });
    },
  };
}
