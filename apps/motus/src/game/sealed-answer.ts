import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Seals the answer of a day, so that the ledger can store it and nobody who reads the ledger learns it. */
export interface AnswerSeal {
  seal(day: string, answer: string): string;
  /** @throws Error when it was sealed with another key or for another day */
  open(day: string, sealed: string): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a key derived from the key of the daily words; the day is additional authenticated data.
 *
 * @see https://csrc.nist.gov/pubs/sp/800/38/d/final
 */
export function answerSeal(key: Buffer): AnswerSeal {
  const sealKey = Buffer.from(hkdfSync('sha256', key, '', 'motus sealed answer', 32));
  return {
    seal(day, answer) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(day));
      const text = Buffer.concat([cipher.update(answer, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url');
    },
    open(day, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(day)).setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new Error(`the recorded answer of ${day} does not open with this key of the daily words`, {
          cause,
        });
      }
    },
  };
}
