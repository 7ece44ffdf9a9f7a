import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { REPOSITORY, serviceSettings } from '@motus/local-system';
import { endWhenUnread, fail } from '../cli.ts';
import { askPorts } from '../control.ts';
import { STATE_DIR } from '../state.ts';

/** `npm run operator -- …`: grants, revokes and lists the operator's role in the running game. */
endWhenUnread();
try {
  const settings = serviceSettings('auth', await askPorts(), join(STATE_DIR, 'secrets'));
  const command = spawn(
    process.execPath,
    [join(REPOSITORY, 'apps/auth/src/operator-cli.ts'), ...process.argv.slice(2)],
    // Through this process, which handles a closed output (endWhenUnread).
    { env: settings, stdio: ['inherit', 'pipe', 'pipe'] },
  );
  command.stdout.pipe(process.stdout);
  command.stderr.pipe(process.stderr);
  const [code] = await once(command, 'close');
  process.exitCode = code ?? 1;
} catch (error) {
  fail(error);
}
