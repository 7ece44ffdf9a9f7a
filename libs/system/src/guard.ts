import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * A shell that reads "+pid" and "-pid", and when its input ends, because this process did, by SIGKILL as well, kills
 * whoever is left, with its children. Portable, and it cannot be forgotten: the kernel closes the pipe.
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

let guard: ChildProcess | undefined;

/** From now on the process with this id, which leads a group of its own, does not outlive this one. */
export function guardProcess(pid: number): void {
  guard ??= startGuard();
  guard.stdin?.write(`+${pid}\n`);
}

/** The process with this id is gone; somebody else may get its number. */
export function releaseProcess(pid: number): void {
  guard?.stdin?.write(`-${pid}\n`);
}

function startGuard(): ChildProcess {
  // In a session of its own, where neither a Ctrl-C nor the end of the terminal reaches it.
  const shell = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.unref();
  // The pipe alone must not keep this process alive either; a net.Socket, which @types/node does not say.
  (shell.stdin as unknown as { unref(): void }).unref();
  shell.stdin.on('error', () => undefined);
  void once(shell, 'exit').then(() => {
    guard = undefined;
  });
  return shell;
}
