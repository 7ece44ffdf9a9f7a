/** The longest frame that is taken, in bytes: HAProxy's lines have at most 1024. */
const FRAME_BYTES = 64 * 1024;

/** The longest length that is read: as many digits as FRAME_BYTES has. */
const LENGTH_DIGITS = 5;

const SPACE = 0x20;

/**
 * Splits a stream of syslog messages, each of which begins with its length in bytes and a space.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6587#section-3.4.1
 */
export class FrameDecoder {
  #rest: Buffer = Buffer.alloc(0);

  /**
   * @returns the messages that are complete now
   * @throws Error when the stream is not framed so; what follows in it cannot be understood
   */
  decode(chunk: Buffer): string[] {
    const data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const messages: string[] = [];
    let at = 0;
    while (at < data.length) {
      const space = data.indexOf(SPACE, at);
      if (space === -1 && data.length - at <= LENGTH_DIGITS) break;
      const length = lengthIn(data.toString('latin1', at, space === -1 ? data.length : space));
      if (data.length < space + 1 + length) break;
      messages.push(data.toString('utf8', space + 1, space + 1 + length));
      at = space + 1 + length;
    }
    this.#rest = data.subarray(at);
    return messages;
  }
}

function lengthIn(digits: string): number {
  if (!/^[1-9]\d{0,4}$/.test(digits) || Number(digits) > FRAME_BYTES)
    throw new Error(`"${digits.slice(0, 20)}" is no length of a syslog frame`);
  return Number(digits);
}
