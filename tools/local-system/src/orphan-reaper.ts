import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * A shell that reads "+pid" and "-pid" lines. When its input ends, because this process has ended (also by SIGKILL),
 * it kills the remaining process groups. This works on every Unix and after any end, because the kernel closes the pipe.
 */
const SCRIPT = `
left=' '
while read -r change; do
  pid=\${change#?}
  case $change in
    +*) left="$left$pid " ;;
    -*) left="\${left%% $pid *} \${left#* $pid }" ;;
  esac
done
for pid in $left; do kill -KILL "-$pid"; done`;

let orphanReaper: ChildProcess | undefined;

/** Has a process group killed when the current process ends. @param pid the leader of the group */
export function killWithParent(pid: number): void {
  orphanReaper ??= startOrphanReaper();
  orphanReaper.stdin?.write(`+${pid}\n`);
}

/** Must be called once a process has ended, because the kernel may reuse its id. */
export function stopWatching(pid: number): void {
  orphanReaper?.stdin?.write(`-${pid}\n`);
}

function startOrphanReaper(): ChildProcess {
  // In a session of its own, so that neither Ctrl-C nor the end of the terminal reaches it.
  const shell = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.unref();
  // The pipe alone must not keep this process alive either. It is a net.Socket, which @types/node does not say.
  (shell.stdin as unknown as { unref(): void }).unref();
  shell.stdin.on('error', () => undefined);
  void once(shell, 'exit').then(() => {
    orphanReaper = undefined;
  });
  return shell;
}
