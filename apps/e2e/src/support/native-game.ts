import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { REPOSITORY } from '@motus/local-system';

const { PATH, HOME } = process.env;

/** A game that was started with `npm start`, as by an operator. */
export interface NativeGame {
  /** Stops it with SIGINT, as Ctrl-C does. */
  end(): Promise<void>;
}

/** The exit code and the output of a command. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `npm start` with a given state folder and edge port, on free ports otherwise.
 *
 * @throws Error with the output, if the game does not become ready
 */
export async function startNativeGame(stateDir: string, edgePort: number): Promise<NativeGame> {
  const child = spawn(process.execPath, [join(REPOSITORY, 'tools/cli/src/commands/start.ts')], {
    env: { PATH, HOME, STATE_DIR: stateDir, PORTS: 'free', EDGE_PORT: `${edgePort}` },
    // It ends when the IPC channel closes, so it does not outlive this process.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit');
  let output = '';
  child.stderr?.on('data', (data) => {
    output += data;
  });
  if (child.stdout === null) throw new Error('there is no stdout');
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      output += `${line}\n`;
      if (line.startsWith('Motus is ready')) resolve();
    });
    void ended.then(() => reject(new Error(`npm start ended:\n${output.slice(-4000)}`)));
  });
  return {
    async end() {
      child.kill('SIGINT');
      await ended;
    },
  };
}

/**
 * Runs one of the commands of package.json. `settings`, PATH and HOME are its whole environment.
 *
 * @param words the command and its arguments
 * @param closeStdout whether to close the command's stdout immediately, as a reader that exits
 */
export async function runCommand(
  words: readonly string[],
  settings: Record<string, string>,
  closeStdout = false,
): Promise<Outcome> {
  const child = spawn(process.execPath, [join(REPOSITORY, 'tools/cli/bootstrap.mjs'), ...words], {
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    output.stdout += data;
  });
  child.stderr.on('data', (data) => {
    output.stderr += data;
  });
  if (closeStdout) child.stdout.destroy();
  const [code] = await once(child, 'close');
  return { code, ...output };
}
