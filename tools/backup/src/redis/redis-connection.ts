import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ByteReader } from '../format/byte-reader.ts';
import type { Address } from './store-access.ts';

const CONNECT_TIMEOUT_MS = 3000;
const REPLY_TIMEOUT_MS = 3000;
/** How long Redis may send nothing during `SYNC`. */
const SYNC_IDLE_TIMEOUT_MS = 60_000;

const MAX_LINE_BYTES = 64 * 1024;
const EOF_MARK_BYTES = 40;

/** A connection to one Redis for the few commands of a backup, among them `SYNC`, which client libraries do not support. */
export class RedisConnection {
  readonly #socket: Socket;
  readonly #reader: ByteReader;

  constructor(socket: Socket) {
    this.#socket = socket;
    // Ignore the event: the pending or the next read fails with the same error.
    socket.on('error', () => undefined);
    this.#reader = new ByteReader(socket);
  }

  /**
   * Connects and authenticates.
   *
   * @throws Error when nothing responds or the password is rejected
   */
  static async open(address: Address, password: string): Promise<RedisConnection> {
    const socket = await connectTo(address);
    const connection = new RedisConnection(socket);
    try {
      await connection.command('AUTH', password);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /**
   * Sends a command whose reply is a string, and reads the reply.
   *
   * @throws Error when Redis replies with an error
   */
  async command(...words: string[]): Promise<string> {
    this.#socket.setTimeout(REPLY_TIMEOUT_MS);
    this.#send(words);
    const reply = await this.#readReply();
    // No timeout between commands, while no reply is expected.
    this.#socket.setTimeout(0);
    if (reply.startsWith('-')) throw new Error(`${words[0]}: ${reply.slice(1)}`);
    return reply;
  }

  /**
   * Streams a snapshot of all data as an RDB file, which is what a new replica gets.
   *
   * @throws Error when the stream ends early
   * @see https://redis.io/docs/latest/operate/oss_and_stack/management/replication/
   */
  async *sync(): AsyncGenerator<Buffer> {
    // Announce support for diskless replication, so that Redis streams from memory instead of through its disk.
    await this.command('REPLCONF', 'capa', 'eof');
    this.#socket.setTimeout(SYNC_IDLE_TIMEOUT_MS);
    this.#send(['SYNC']);
    let header = '';
    // Skip the empty lines that keep the connection alive while Redis prepares the snapshot.
    while (header === '') header = await this.#readLine();
    const mark = /^\$EOF:(.{40})$/.exec(header)?.[1];
    const length = /^\$(\d+)$/.exec(header)?.[1];
    if (mark !== undefined) yield* this.#readUntilEofMark(Buffer.from(mark, 'latin1'));
    else if (length !== undefined) yield* this.#readBytes(Number(length));
    else throw new Error(`SYNC: ${header.replace(/^-/, '')}`);
  }

  close(): void {
    this.#socket.destroy();
  }

  #send(words: readonly string[]): void {
    const bulkStrings = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
    this.#socket.write(`*${words.length}\r\n${bulkStrings.join('')}`);
  }

  /** Reads a reply as text; an error keeps its leading `-`. */
  async #readReply(): Promise<string> {
    const line = await this.#readLine();
    if (!line.startsWith('$')) return line.replace(/^[+:]/, '');
    const length = Number(line.slice(1));
    const text = await this.#reader.read(length + 2);
    return text.toString('utf8', 0, length);
  }

  async #readLine(): Promise<string> {
    const line = await this.#reader.readLine(MAX_LINE_BYTES);
    if (line === undefined) throw new Error('the connection was closed');
    return line.replace(/\r$/, '');
  }

  async *#readBytes(length: number): AsyncGenerator<Buffer> {
    let left = length;
    while (left > 0) {
      const part = await this.#reader.readSome(left);
      if (part.length === 0) throw new Error(`the connection was closed, ${left} bytes before the end`);
      left -= part.length;
      yield part;
    }
  }

  async *#readUntilEofMark(mark: Buffer): AsyncGenerator<Buffer> {
    let buffered: Buffer = Buffer.alloc(0);
    for (;;) {
      const part = await this.#reader.readSome(Number.MAX_SAFE_INTEGER);
      if (part.length === 0) throw new Error('the connection was closed before the end');
      buffered = Buffer.concat([buffered, part]);
      const end = buffered.indexOf(mark);
      if (end !== -1) {
        if (end > 0) yield buffered.subarray(0, end);
        return;
      }
      // Hold back as many bytes as may be the beginning of the mark.
      const ready = buffered.length - EOF_MARK_BYTES;
      if (ready <= 0) continue;
      yield buffered.subarray(0, ready);
      buffered = buffered.subarray(ready);
    }
  }
}

/** Tells whether something accepts connections at an address. */
export async function isReachable(address: Address): Promise<boolean> {
  try {
    (await connectTo(address)).destroy();
    return true;
  } catch {
    return false;
  }
}

async function connectTo(address: Address): Promise<Socket> {
  const socket = connect({ ...address, timeout: CONNECT_TIMEOUT_MS });
  socket.on('timeout', () => socket.destroy(new Error('no answer')));
  await once(socket, 'connect');
  return socket;
}
