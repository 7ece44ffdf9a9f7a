/** The Jones polynomial, reflected, as two halves of 32 bits. */
const HIGH = 0x95ac9329;
const LOW = 0xac4bc9b5;

const TABLE = makeTable();

/**
 * The checksum at the end of an RDB file: CRC-64/REDIS.
 *
 * @see https://github.com/redis/redis/blob/unstable/src/crc64.c
 */
export class Crc64 {
  #high = 0;
  #low = 0;

  update(bytes: Uint8Array): void {
    let high = this.#high;
    let low = this.#low;
    for (const byte of bytes) {
      const i = 2 * ((low ^ byte) & 0xff);
      low = ((low >>> 8) | (high << 24)) ^ (TABLE[i + 1] ?? 0);
      high = (high >>> 8) ^ (TABLE[i] ?? 0);
    }
    this.#high = high;
    this.#low = low;
  }

  /** Returns the checksum as eight bytes, little-endian. */
  digest(): Buffer {
    const digest = Buffer.alloc(8);
    digest.writeUInt32LE(this.#low >>> 0, 0);
    digest.writeUInt32LE(this.#high >>> 0, 4);
    return digest;
  }
}

/** Computes the lookup table: the high and the low half for each byte, alternating. */
function makeTable(): Int32Array {
  const table = new Int32Array(512);
  for (let byte = 0; byte < 256; byte++) {
    let high = 0;
    let low = byte;
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = (low & 1) === 1;
      low = (low >>> 1) | (high << 31);
      high = high >>> 1;
      if (isOdd) {
        low ^= LOW;
        high ^= HIGH;
      }
    }
    table[2 * byte] = high;
    table[2 * byte + 1] = low;
  }
  return table;
}
