import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Ports, SystemError } from '@motus/local-system';
import { STATE_DIR } from './state.ts';

/** The words of a command that `npm run instance` sends to a running `npm start`. */
export type Request = readonly string[];

/** Handles a request; each line that it yields is shown to the sender. */
export type Handler = (request: Request) => AsyncIterable<string>;

/** One line of the answer: a line to show, an error, or the end. */
type Answer = { line: string } | { error: string } | { done: true };

/** Name of the Unix socket in the state folder. */
const SOCKET = 'control.sock';

/** Tells whether a system runs with this state folder. */
export async function isRunning(): Promise<boolean> {
  const socket = await reach();
  socket?.destroy();
  return socket !== undefined;
}

/** Accepts requests from now on, from processes of this user only. */
export async function serveControl(handle: Handler): Promise<Server> {
  const path = join(STATE_DIR, SOCKET);
  const remove = () => rmSync(path, { force: true });
  // A killed process leaves its socket file behind.
  remove();
  const server = createServer((socket) => void answer(socket, handle));
  inStateDir(() => server.listen(SOCKET));
  await once(server, 'listening');
  chmodSync(path, 0o600);
  process.once('exit', remove);
  return server;
}

/**
 * Sends a request to the running system and yields the lines of its answer.
 *
 * @throws SystemError when nothing runs, or with what went wrong
 */
export async function* ask(request: Request): AsyncGenerator<string> {
  const socket = await reach();
  if (socket === undefined) throw new SystemError('nothing runs here: start it with npm start');
  socket.write(`${JSON.stringify(request)}\n`);
  for await (const text of linesOf(socket)) {
    const answer = JSON.parse(text) as Answer;
    if ('error' in answer) throw new SystemError(answer.error);
    if ('done' in answer) return;
    yield answer.line;
  }
  throw new SystemError('the running system ended before it had answered');
}

/**
 * Asks the running system for its ports.
 *
 * @throws SystemError when nothing runs, or when it is still starting
 */
export async function askPorts(): Promise<Ports> {
  for await (const line of ask(['ports'])) return JSON.parse(line);
  throw new SystemError('the running system did not say where it listens');
}

async function reach(): Promise<Socket | undefined> {
  try {
    const socket = inStateDir(() => connect(SOCKET));
    await once(socket, 'connect');
    return socket;
  } catch {
    return undefined;
  }
}

/**
 * Runs a function in the state folder. The path of a Unix socket is limited to 108 bytes (104 on macOS), so the socket is
 * addressed by its name alone and the folder can have a path of any length. The function is synchronous: no other code of
 * this process sees the changed working directory.
 */
function inStateDir<Result>(act: () => Result): Result {
  const before = process.cwd();
  process.chdir(STATE_DIR);
  try {
    return act();
  } finally {
    process.chdir(before);
  }
}

async function answer(socket: Socket, handle: Handler): Promise<void> {
  const send = (answer: Answer) => socket.write(`${JSON.stringify(answer)}\n`);
  // The sender may disconnect at any time.
  socket.on('error', () => undefined);
  for await (const text of linesOf(socket)) {
    try {
      for await (const line of handle(JSON.parse(text))) send({ line });
      send({ done: true });
    } catch (error) {
      send({ error: error instanceof Error ? error.message : String(error) });
    }
    socket.end();
    return;
  }
}

/** Yields the lines that arrive, until the other side disconnects in whatever way. */
async function* linesOf(socket: Socket): AsyncGenerator<string> {
  const lines = createInterface({ input: socket });
  // The interface emits the socket's errors again. Without a listener, one that comes after the last line that is read (as when
  // the sender leaves an answer unread) would end this process, and with it the game.
  lines.on('error', () => undefined);
  try {
    yield* lines;
  } catch {
    // A connection that failed yields no more lines.
  }
}
