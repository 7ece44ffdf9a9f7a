import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { MessageDecoder } from './message-decoder.ts';
import { readSyslogMessage, type SyslogMessage } from './syslog-message.ts';

/**
 * The pause after a small chunk, in milliseconds. HAProxy sends each line separately, which costs it 50 µs, until the buffer of
 * its socket is full (a Unix socket: after some 200 lines). Then the lines wait in the ring and arrive in large chunks.
 */
const PAUSE_MS = 500;

/** The smallest chunk that counts as large, in bytes. */
const LARGE_CHUNK_BYTES = 4096;

/** How long `close` goes on reading without a pause, in milliseconds, because HAProxy sends no line twice. */
const CLOSE_READ_MS = 50;

/** Takes syslog messages over TCP or a Unix socket. */
export interface SyslogServer {
  /** @param address `host:port`, or the path of a Unix socket, which every user may connect to */
  listen(address: string): Promise<void>;
  /** Reads what was sent, and closes all connections. */
  close(): Promise<void>;
}

/**
 * @param options.take    gets each message; other text is ignored
 * @param options.failed  gets the errors of `take`; the connection stays open, and later messages are taken
 * @param options.tooLong is called for each message that is dropped because it is too long; later messages are taken
 */
export function createSyslogServer({
  take,
  failed,
  tooLong,
}: {
  take: (message: SyslogMessage) => void;
  failed: (error: unknown) => void;
  tooLong: () => void;
}): SyslogServer {
  const sockets = new Set<Socket>();
  let isClosing = false;
  const takeText = (text: string) => {
    const message = readSyslogMessage(text);
    if (message === undefined) return;
    try {
      take(message);
    } catch (error) {
      failed(error);
    }
  };
  // Reads no further than one chunk ahead: `pause` alone lets Node.js read on.
  const server = createServer({ highWaterMark: 1 }, (socket) => {
    sockets.add(socket);
    const decoder = new MessageDecoder(tooLong);
    socket.on('data', (chunk) => {
      if (chunk.length < LARGE_CHUNK_BYTES && !isClosing) pauseFor(socket, PAUSE_MS);
      for (const text of decoder.decode(chunk)) takeText(text);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  return {
    async listen(address) {
      const [, host, port] = /^([^/]+):(\d+)$/.exec(address) ?? [];
      // A killed process leaves its socket file behind.
      if (host === undefined) await rm(address, { force: true });
      server.listen(host === undefined ? { path: address } : { host, port: Number(port) });
      await once(server, 'listening');
      if (host === undefined) await chmod(address, 0o666);
    },
    async close() {
      isClosing = true;
      server.close();
      for (const socket of sockets) socket.resume();
      await wait(CLOSE_READ_MS);
      for (const socket of sockets) socket.destroy();
    },
  };
}

function pauseFor(socket: Socket, ms: number): void {
  socket.pause();
  setTimeout(() => socket.resume(), ms);
}
