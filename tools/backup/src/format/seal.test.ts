import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { ByteReader } from './byte-reader.ts';
import { CHUNK_BYTES, openSealed, seal } from './seal.ts';

const KEY = randomBytes(32);
const ASSOCIATED_DATA = randomBytes(32);
const SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 3 * CHUNK_BYTES + 7];

test('decrypts to the same bytes for any length and any split of the input', async () => {
  for (const size of SIZES) {
    for (const partSize of [1000, CHUNK_BYTES, 5 * CHUNK_BYTES]) {
      const plain = randomBytes(size);
      const sealed = await sealChunks(plain, partSize);
      assert.deepEqual(await decrypt(Buffer.concat(sealed)), plain, `${size} bytes in parts of ${partSize}`);
    }
  }
});

test('leaves no plaintext in the output', async () => {
  const plain = Buffer.alloc(CHUNK_BYTES + 10, 'secret');
  const sealed = Buffer.concat(await sealChunks(plain, CHUNK_BYTES));
  assert.ok(sealed.length > plain.length);
  assert.equal(sealed.indexOf('secret'), -1);
});

test('rejects removed, duplicated and reordered chunks', async () => {
  const plain = randomBytes(2 * CHUNK_BYTES + 100);
  const [first, second, third] = (await sealChunks(plain, CHUNK_BYTES)) as [Buffer, Buffer, Buffer];
  const tampered = {
    'the last is missing': [first, second],
    'the first is missing': [second, third],
    'the middle is missing': [first, third],
    'one is duplicated': [first, first, second, third],
    'two are swapped': [second, first, third],
    'the last is duplicated': [first, second, third, third],
    'all are missing': [],
  };
  for (const [what, chunks] of Object.entries(tampered))
    await assert.rejects(decrypt(Buffer.concat(chunks)), { code: 'damaged' }, what);
});

test('rejects another key and other associated data', async () => {
  const sealed = Buffer.concat(await sealChunks(Buffer.from('words'), 5));
  await assert.rejects(decrypt(sealed, randomBytes(32)), { code: 'damaged' });
  await assert.rejects(decrypt(sealed, KEY, randomBytes(32)), { code: 'damaged' });
});

async function sealChunks(plain: Buffer, partSize: number): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of seal(split(plain, partSize), KEY, ASSOCIATED_DATA)) chunks.push(chunk);
  return chunks;
}

async function decrypt(sealed: Buffer, key = KEY, associatedData = ASSOCIATED_DATA): Promise<Buffer> {
  const plain: Buffer[] = [];
  for await (const piece of openSealed(new ByteReader(split(sealed, 4096)), key, associatedData))
    plain.push(piece);
  return Buffer.concat(plain);
}

async function* split(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
