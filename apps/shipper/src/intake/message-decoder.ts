/** The longest message that is taken, in bytes: HAProxy's have at most 1024. */
const LONGEST_MESSAGE_BYTES = 64 * 1024;

const LINE_FEED = 0x0a;

/**
 * Splits a stream of syslog messages, each of which ends with a line feed. A message of more than 64 KiB is dropped; those
 * before and after it are taken.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6587#section-3.4.2
 */
export class MessageDecoder {
  readonly #dropped: () => void;
  #rest: Buffer = Buffer.alloc(0);
  /** Whether the message that arrives was dropped, and the rest of it is to be ignored. */
  #isIgnoring = false;

  /** @param dropped is called once for each message that is too long */
  constructor(dropped: () => void) {
    this.#dropped = dropped;
  }

  /** @returns the messages that are complete now */
  decode(chunk: Buffer): string[] {
    const start = this.#isIgnoring ? chunk.indexOf(LINE_FEED) + 1 : 0;
    if (this.#isIgnoring && start === 0) return [];
    this.#isIgnoring = false;
    const added = chunk.subarray(start);
    const data = this.#rest.length === 0 ? added : Buffer.concat([this.#rest, added]);
    const end = data.lastIndexOf(LINE_FEED) + 1;
    this.#rest = data.subarray(end);
    if (this.#rest.length > LONGEST_MESSAGE_BYTES) {
      this.#rest = Buffer.alloc(0);
      this.#isIgnoring = true;
      this.#dropped();
    }
    const messages = data
      .toString('utf8', 0, end)
      .split('\n')
      .filter((message) => message !== '');
    return end > LONGEST_MESSAGE_BYTES ? messages.filter((message) => this.#isTaken(message)) : messages;
  }

  #isTaken(message: string): boolean {
    const isTaken = Buffer.byteLength(message) <= LONGEST_MESSAGE_BYTES;
    if (!isTaken) this.#dropped();
    return isTaken;
  }
}
