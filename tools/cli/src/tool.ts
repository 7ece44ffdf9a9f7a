import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensurePrograms, REPOSITORY, say } from '@motus/local-system';
import { buildPage } from './build.ts';
import { endWhenUnread, fail, onOrphaned } from './cli.ts';

/**
 * Runs the drill or the bench with the arguments of this command, and exits with its code.
 *
 * @param needsSystem whether it starts a system on this machine, which needs HAProxy, Redis and the built page
 */
export async function runTool(name: 'drill' | 'bench', needsSystem: boolean): Promise<never> {
  let tool: ReturnType<typeof spawn> | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => tool?.kill(signal));
  onOrphaned(() => tool?.kill('SIGTERM'));
  endWhenUnread();
  try {
    if (needsSystem) {
      await ensurePrograms(['haproxy', 'redis-server'], say);
      await buildPage();
    }
    tool = spawn(
      process.execPath,
      [join(REPOSITORY, 'tools', name, 'src/main.ts'), ...process.argv.slice(2)],
      {
        stdio: 'inherit',
      },
    );
    const [code] = await once(tool, 'close');
    process.exit(code ?? 1);
  } catch (error) {
    fail(error);
  }
}
