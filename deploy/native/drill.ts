import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensurePrograms, REPOSITORY } from '../../libs/system/src/index.ts';
import { buildPage } from './build.ts';
import { fail, onOrphaned, say } from './cli.ts';

/** `npm run drill -- …`: what a drill needs on this machine, then the drill of apps/e2e. */
const args = process.argv.slice(2);
let drill: ReturnType<typeof spawn> | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => drill?.kill(signal));
onOrphaned(() => drill?.kill('SIGTERM'));

try {
  if (!args.includes('--compose') && !args.includes('--help')) {
    await ensurePrograms(['haproxy', 'redis-server'], say);
    await buildPage();
  }
  drill = spawn(process.execPath, [join(REPOSITORY, 'apps/e2e/src/drill/main.ts'), ...args], {
    stdio: 'inherit',
  });
  const [code] = await once(drill, 'close');
  process.exit(code ?? 1);
} catch (error) {
  fail(error);
}
