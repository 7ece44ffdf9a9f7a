import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { SystemError } from '../../libs/system/src/index.ts';
import { STATE_DIR } from './state.ts';

/** What `npm run instance` asks of a running `npm start`: its words. */
export type Request = readonly string[];

/** Handles a request; what it yields is shown to the asker, line by line. */
export type Handler = (request: Request) => AsyncIterable<string>;

/** One line of the answer: something to show, or how it ended. */
type Answer = { line: string } | { error: string } | { done: true };

/** A Unix socket takes about 100 characters of path: a relative one fits, however deep the repository is. */
const SOCKET = relative(process.cwd(), join(STATE_DIR, 'control.sock'));

/** Whether a system runs from this repository. */
export async function isRunning(): Promise<boolean> {
  const socket = await reach();
  socket?.destroy();
  return socket !== undefined;
}

/** Takes requests from now on; only this user can send any. */
export async function serveControl(handle: Handler): Promise<Server> {
  // Left by a process that was killed: nobody answers there.
  rmSync(SOCKET, { force: true });
  const server = createServer((socket) => void answer(socket, handle));
  server.listen(SOCKET);
  await once(server, 'listening');
  chmodSync(SOCKET, 0o600);
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

async function reach(): Promise<Socket | undefined> {
  const socket = connect(SOCKET);
  try {
    await once(socket, 'connect');
    return socket;
  } catch {
    return undefined;
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
