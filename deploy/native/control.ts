import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Ports, SystemError } from '../../libs/system/src/index.ts';
import { STATE_DIR } from './state.ts';

/** What `npm run instance` asks of a running `npm start`: its words. */
export type Request = readonly string[];

/** Handles a request; what it yields is shown to the asker, line by line. */
export type Handler = (request: Request) => AsyncIterable<string>;

/** One line of the answer: something to show, or how it ended. */
type Answer = { line: string } | { error: string } | { done: true };

/** In the state folder. */
const SOCKET = 'control.sock';

/** Whether a system runs on this state folder. */
export async function isRunning(): Promise<boolean> {
  const socket = await reach();
  socket?.destroy();
  return socket !== undefined;
}

/** Takes requests from now on; only this user can send any. */
export async function serveControl(handle: Handler): Promise<Server> {
  const path = join(STATE_DIR, SOCKET);
  const remove = () => rmSync(path, { force: true });
  // Left by a process that was killed: nobody answers there.
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
  for await (const text of createInterface({ input: socket })) {
    const answer = JSON.parse(text) as Answer;
    if ('error' in answer) throw new SystemError(answer.error);
    if ('done' in answer) return;
    yield answer.line;
  }
  throw new SystemError('the running system ended before it had answered');
}

/**
 * Where the running system listens.
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
 * The path of a Unix socket has 108 bytes, 104 on macOS: it is made and found by its name, from within its folder, and
 * the folder may have any name. Nothing else of this process runs meanwhile.
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
  // The asker may leave at any time.
  socket.on('error', () => undefined);
  for await (const text of createInterface({ input: socket })) {
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
