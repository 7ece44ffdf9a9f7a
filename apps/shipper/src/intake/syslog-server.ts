import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { FrameDecoder } from './frames.ts';
import { readSyslogMessage, type SyslogMessage } from './syslog-message.ts';

/**
 * The pause after each chunk, in milliseconds. HAProxy sends each line by itself, and half of what that costs it is waking
 * this process up: 60 µs a line, 8 µs with the pause.
 */
const PAUSE_MS = 25;

/** How long `close` goes on reading after the last data, in milliseconds: what HAProxy has sent it does not send again. */
const LAST_DATA_MS = 100;

/** Takes syslog messages over TCP or a Unix socket. */
export interface SyslogServer {
  /** @param address `host:port`, or the path of a Unix socket, which every user may connect to */
  listen(address: string): Promise<void>;
  /** Reads what has arrived, and closes all connections. */
  close(): Promise<void>;
}

/** @param take gets each message; what is no message is ignored */
export function createSyslogServer(take: (message: SyslogMessage) => void): SyslogServer {
  const sockets = new Set<Socket>();
  let lastData = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    const decoder = new FrameDecoder();
    socket.on('data', (chunk) => {
      lastData = performance.now();
      socket.pause();
      setTimeout(() => socket.resume(), PAUSE_MS);
      try {
        for (const text of decoder.decode(chunk)) {
          const message = readSyslogMessage(text);
          if (message !== undefined) take(message);
        }
      } catch {
        // Whoever sends something else gets no answer. HAProxy connects again by itself.
        socket.destroy();
      }
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
      server.close();
      lastData = performance.now();
      while (sockets.size > 0 && performance.now() - lastData < LAST_DATA_MS) await wait(LAST_DATA_MS / 4);
      for (const socket of sockets) socket.destroy();
    },
  };
}
