import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { REPOSITORY } from '@motus/local-system';

const { PATH, HOME } = process.env;

/** A game that its own command runs, as an operator starts it. */
export interface NativeGame {
  /** Ends it as Ctrl-C does. */
  end(): Promise<void>;
}

/** What became of a command. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * `npm start` with a state folder of its own and, but for the edge, on free ports.
 *
 * @throws Error with what it said, where it does not become ready
 */
export async function startNativeGame(stateDir: string, edgePort: number): Promise<NativeGame> {
  const child = spawn(process.execPath, [join(REPOSITORY, 'tools/cli/src/commands/start.ts')], {
    env: { PATH, HOME, STATE_DIR: stateDir, PORTS: 'free', EDGE_PORT: `${edgePort}` },
    // It ends with this process, through the channel.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit');
  let said = '';
  child.stderr?.on('data', (data) => {
    said += data;
  });
  if (child.stdout === null) throw new Error('there is no stdout');
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      said += `${line}\n`;
      if (line.startsWith('Motus is ready')) resolve();
    });
    void ended.then(() => reject(new Error(`npm start ended:\n${said.slice(-4000)}`)));
  });
  return {
    async end() {
      child.kill('SIGINT');
      await ended;
    },
  };
}

/**
 * Runs one of the commands of package.json with these settings and no others.
 *
 * @param isUnseen whether whoever started it closes its output at once
 */
export async function runCommand(
  words: readonly string[],
  settings: Record<string, string>,
  isUnseen = false,
): Promise<Outcome> {
  const child = spawn(process.execPath, [join(REPOSITORY, 'tools/cli/bootstrap.mjs'), ...words], {
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    said.stdout += data;
  });
  child.stderr.on('data', (data) => {
    said.stderr += data;
  });
  if (isUnseen) child.stdout.destroy();
  const [code] = await once(child, 'close');
  return { code, ...said };
}
