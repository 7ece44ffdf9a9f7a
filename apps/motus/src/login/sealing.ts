import sodium from 'sodium-native';

/** Authenticated encryption of values: without the key nobody can read, change or create one. */
export interface Sealing {
  /** Returns base64url text, another one each time. */
  seal(value: object): string;
  /** Returns the value; undefined where the text was not sealed with this key. */
  open(sealed: string): unknown;
}

const NONCE = sodium.crypto_secretbox_NONCEBYTES;
const MAC = sodium.crypto_secretbox_MACBYTES;

/**
 * The secret box of libsodium (XSalsa20, Poly1305) behind its random nonce, in base64url.
 *
 * @param key of 32 bytes
 * @see https://doc.libsodium.org/secret-key_cryptography/secretbox
 */
export function sealing(key: Buffer): Sealing {
  return {
    seal(value) {
      const message = Buffer.from(JSON.stringify(value));
      const sealed = Buffer.allocUnsafe(NONCE + MAC + message.length);
      const nonce = sealed.subarray(0, NONCE);
      sodium.randombytes_buf(nonce);
      sodium.crypto_secretbox_easy(sealed.subarray(NONCE), message, nonce, key);
      return sealed.toString('base64url');
    },
    open(text) {
      const sealed = Buffer.from(text, 'base64url');
      if (sealed.length < NONCE + MAC) return undefined;
      const message = Buffer.allocUnsafe(sealed.length - NONCE - MAC);
      const [nonce, box] = [sealed.subarray(0, NONCE), sealed.subarray(NONCE)];
      if (!sodium.crypto_secretbox_open_easy(message, box, nonce, key)) return undefined;
      return JSON.parse(message.toString());
    },
  };
}
