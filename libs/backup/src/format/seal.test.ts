import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { ByteReader } from './byte-reader.ts';
import { CHUNK, open, seal } from './seal.ts';

const KEY = randomBytes(32);
const BOUND = randomBytes(32);
const SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7];

test('what was sealed opens to the same bytes, whatever its length and its pieces', async () => {
  for (const size of SIZES) {
    for (const piece of [1000, CHUNK, 5 * CHUNK]) {
      const plain = randomBytes(size);
      const sealed = await sealChunks(plain, piece);
      assert.deepEqual(await opened(Buffer.concat(sealed)), plain, `${size} bytes in pieces of ${piece}`);
    }
  }
});

test('nothing of the plain text is in what was sealed', async () => {
  const plain = Buffer.alloc(CHUNK + 10, 'secret');
  const sealed = Buffer.concat(await sealChunks(plain, CHUNK));
  assert.equal(sealed.indexOf('secret'), -1);
});

test('a chunk that was left out, doubled, moved or put at another end does not open', async () => {
  const plain = randomBytes(2 * CHUNK + 100);
  const [first, second, third] = (await sealChunks(plain, CHUNK)) as [Buffer, Buffer, Buffer];
  const broken = {
    'the last is missing': [first, second],
    'the first is missing': [second, third],
    'the middle is missing': [first, third],
    'one is doubled': [first, first, second, third],
    'two are exchanged': [second, first, third],
    'the last is doubled': [first, second, third, third],
    'nothing is left': [],
  };
  for (const [what, chunks] of Object.entries(broken))
    await assert.rejects(opened(Buffer.concat(chunks)), { code: 'damaged' }, what);
});

test('a chunk opens with its own key and head alone', async () => {
  const sealed = Buffer.concat(await sealChunks(Buffer.from('words'), 5));
  await assert.rejects(opened(sealed, randomBytes(32)), { code: 'damaged' });
  await assert.rejects(opened(sealed, KEY, randomBytes(32)), { code: 'damaged' });
});

async function sealChunks(plain: Buffer, piece: number): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of seal(pieces(plain, piece), KEY, BOUND)) chunks.push(chunk);
  return chunks;
}

async function opened(sealed: Buffer, key = KEY, bound = BOUND): Promise<Buffer> {
  const plain: Buffer[] = [];
  for await (const piece of open(new ByteReader(pieces(sealed, 4096)), key, bound)) plain.push(piece);
  return Buffer.concat(plain);
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
