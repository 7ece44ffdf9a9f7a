import { connect, type Socket } from 'node:net';

/** The most characters of lines that are kept while the shipper is down; beyond that the oldest lines are dropped. */
const KEPT_LENGTH = 4e6;

/** The delay before it connects again, in milliseconds. */
const RECONNECT_MS = 500;

/** How long `close` waits for a shipper that hangs, in milliseconds. */
const CLOSE_MS = 2000;

/** Priority of a line: facility local0, severity info. The shipper reads the level from the line. */
const PRIORITY = 16 * 8 + 6;

/** Sends lines to the shipper, as HAProxy does with SHIPPER. */
export interface SyslogClient {
  /**
   * @param host who reports the line: `runner`, or `-` for the instance itself
   * @param line its line feeds become spaces, because a line feed ends a message
   */
  send(host: 'runner' | '-', instance: string, line: string): void;
  /** Sends the kept lines if the shipper is up, and disconnects; takes at most two seconds, also when the shipper hangs. */
  close(): Promise<void>;
}

/**
 * Sends lines as syslog messages over TCP, each with a line feed after it. While nobody listens they are kept.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5424#section-6
 * @see https://www.rfc-editor.org/rfc/rfc6587#section-3.4.2
 */
export function createSyslogClient(port: number): SyslogClient {
  const kept: string[] = [];
  let keptLength = 0;
  let socket: Socket | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function open(): void {
    const opening = connect(port, '127.0.0.1').unref();
    opening.on('connect', () => {
      socket = opening;
      flush();
    });
    // Nothing is expected from there; without a reader its end would not be noticed.
    opening.resume();
    opening.on('error', () => undefined);
    opening.on('close', () => {
      socket = undefined;
      if (!isClosed) timer = setTimeout(open, RECONNECT_MS).unref();
    });
    opening.on('drain', flush);
  }

  function flush(): void {
    while (socket !== undefined && !socket.writableNeedDrain) {
      const message = kept.shift();
      if (message === undefined) return;
      keptLength -= message.length;
      socket.write(message);
    }
  }

  open();
  return {
    send(host, instance, line) {
      const text = line.replaceAll('\n', ' ');
      const message = `<${PRIORITY}>1 ${new Date().toISOString()} ${host} ${instance} - - - ${text}\n`;
      kept.push(message);
      keptLength += message.length;
      while (keptLength > KEPT_LENGTH) keptLength -= kept.shift()?.length ?? 0;
      flush();
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      const last = socket;
      if (last === undefined) return;
      const deadline = setTimeout(() => last.destroy(), CLOSE_MS);
      await new Promise<void>((resolve) => last.once('close', () => resolve()).end());
      clearTimeout(deadline);
    },
  };
}
