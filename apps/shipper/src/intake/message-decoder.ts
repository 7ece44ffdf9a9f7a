/** The longest message that is taken, in bytes: HAProxy's have at most 1024. */
const LONGEST_MESSAGE_BYTES = 64 * 1024;

const LINE_FEED = 0x0a;

/**
 * Splits a stream of syslog messages, each of which ends with a line feed.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6587#section-3.4.2
 */
export class MessageDecoder {
  #rest: Buffer = Buffer.alloc(0);

  /**
   * @returns the messages that are complete now
   * @throws Error when the stream goes on without a line feed for longer than any message
   */
  decode(chunk: Buffer): string[] {
    const data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const end = data.lastIndexOf(LINE_FEED) + 1;
    this.#rest = data.subarray(end);
    if (this.#rest.length > LONGEST_MESSAGE_BYTES)
      throw new Error(`no syslog message has more than ${LONGEST_MESSAGE_BYTES} bytes`);
    return data
      .toString('utf8', 0, end)
      .split('\n')
      .filter((message) => message !== '');
  }
}
