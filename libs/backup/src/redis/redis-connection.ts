import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ByteReader } from '../format/byte-reader.ts';

/** How long a connection may take, and a reply, and how long Redis may say nothing while it sends all, in milliseconds. */
const CONNECT_WITHIN = 3000;
const ANSWER_WITHIN = 3000;
const SILENT_FOR = 60_000;

const LONGEST_LINE = 64 * 1024;
const MARK_BYTES = 40;

/** A connection to one Redis, for the few commands of a backup, SYNC among them, for which client libraries have no place. */
export class RedisConnection {
  readonly #socket: Socket;
  readonly #reader: ByteReader;

  constructor(socket: Socket) {
    this.#socket = socket;
    // Whoever reads next hears of it.
    socket.on('error', () => undefined);
    this.#reader = new ByteReader(socket);
  }

  /**
   * Connects and says the password.
   *
   * @throws Error where nobody answers, or the password is refused
   */
  static async open(address: { host: string; port: number }, password: string): Promise<RedisConnection> {
    const socket = await connectTo(address);
    const connection = new RedisConnection(socket);
    try {
      await connection.ask('AUTH', password);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /**
   * Sends a command and reads its reply, which must be text.
   *
   * @throws Error where the reply is an error
   */
  async ask(...words: string[]): Promise<string> {
    this.#socket.setTimeout(ANSWER_WITHIN);
    this.#send(words);
    const reply = await this.#reply();
    // Nobody waits for an answer between two questions.
    this.#socket.setTimeout(0);
    if (reply.startsWith('-')) throw new Error(`${words[0]}: ${reply.slice(1)}`);
    return reply;
  }

  /**
   * All data of this Redis as of one moment, as a database file: what a replica gets when it comes.
   *
   * @throws Error where it breaks off
   * @see https://redis.io/docs/latest/operate/oss_and_stack/management/replication/
   */
  async *sync(): AsyncGenerator<Buffer> {
    // Straight from memory to this connection, not by way of the disk of Redis.
    await this.ask('REPLCONF', 'capa', 'eof');
    this.#socket.setTimeout(SILENT_FOR);
    this.#send(['SYNC']);
    let announced = '';
    // Empty lines keep the connection alive while Redis prepares.
    while (announced === '') announced = await this.#line();
    const mark = /^\$EOF:(.{40})$/.exec(announced)?.[1];
    const length = /^\$(\d+)$/.exec(announced)?.[1];
    if (mark !== undefined) yield* this.#untilMark(Buffer.from(mark, 'latin1'));
    else if (length !== undefined) yield* this.#exactly(Number(length));
    else throw new Error(`SYNC: ${announced.replace(/^-/, '')}`);
  }

  close(): void {
    this.#socket.destroy();
  }

  #send(words: readonly string[]): void {
    const bulks = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
    this.#socket.write(`*${words.length}\r\n${bulks.join('')}`);
  }

  /** Text, or an error with its sign. */
  async #reply(): Promise<string> {
    const line = await this.#line();
    if (!line.startsWith('$')) return line.replace(/^[+:]/, '');
    const length = Number(line.slice(1));
    const text = await this.#reader.take(length + 2);
    return text.toString('utf8', 0, length);
  }

  async #line(): Promise<string> {
    const line = await this.#reader.line(LONGEST_LINE);
    if (line === undefined) throw new Error('the connection was closed');
    return line.replace(/\r$/, '');
  }

  async *#exactly(length: number): AsyncGenerator<Buffer> {
    let left = length;
    while (left > 0) {
      const piece = await this.#reader.some(left);
      if (piece.length === 0) throw new Error(`the connection was closed, ${left} bytes before the end`);
      left -= piece.length;
      yield piece;
    }
  }

  async *#untilMark(mark: Buffer): AsyncGenerator<Buffer> {
    let held: Buffer = Buffer.alloc(0);
    for (;;) {
      const piece = await this.#reader.some(Number.MAX_SAFE_INTEGER);
      if (piece.length === 0) throw new Error('the connection was closed before the end');
      held = Buffer.concat([held, piece]);
      const end = held.indexOf(mark);
      if (end !== -1) {
        if (end > 0) yield held.subarray(0, end);
        return;
      }
      const ready = held.length - MARK_BYTES;
      if (ready <= 0) continue;
      yield held.subarray(0, ready);
      held = held.subarray(ready);
    }
  }
}

/** Whether anybody listens at an address. */
export async function isReachable(address: { host: string; port: number }): Promise<boolean> {
  try {
    (await connectTo(address)).destroy();
    return true;
  } catch {
    return false;
  }
}

async function connectTo(address: { host: string; port: number }): Promise<Socket> {
  const socket = connect({ ...address, timeout: CONNECT_WITHIN });
  socket.on('timeout', () => socket.destroy(new Error('no answer')));
  await once(socket, 'connect');
  return socket;
}
