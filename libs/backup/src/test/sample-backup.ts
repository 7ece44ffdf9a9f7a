import { writeFile } from 'node:fs/promises';
import { type Entry, endOfEntries, writeEntry } from '../format/entries.ts';
import { makeHead } from '../format/header.ts';
import { seal } from '../format/seal.ts';
import type { RedisHere } from '../read-backup.ts';
import { Crc64 } from '../redis/crc64.ts';

/** What reads the samples. */
export const HERE: RedisHere = { redis: '7.0.15', rdb: 10 };
export const PASSPHRASE = 'pêche et café';
export const PRODUCT = '0.1.0';

/** scrypt's least cost, for hundreds of tries. */
const COST = 1024;

/** A Redis database file without any key. */
export function emptyRdb(version = 10): Buffer {
  const content = Buffer.concat([
    Buffer.from(`REDIS${String(version).padStart(4, '0')}`, 'latin1'),
    Buffer.from([0xff]),
  ]);
  const crc = new Crc64();
  crc.update(content);
  return Buffer.concat([content, crc.digest()]);
}

/** The files of a small backup that is in order. */
export function sampleFiles(): [Entry, Buffer][] {
  const secrets = [
    'auth/jwks.json',
    'auth/cookie-key',
    'auth-store/auth.conf',
    'score-store/auth.conf',
    'motus/session-key',
    'motus/daily-word-key',
  ];
  return [
    [{ name: 'score-store.rdb', redis: '7.0.15' }, emptyRdb()],
    [{ name: 'auth-store.rdb', redis: '7.0.15' }, emptyRdb()],
    ...secrets.map((name): [Entry, Buffer] => [
      { name: `secrets/${name}` },
      Buffer.from(`${name} is secret\n`),
    ]),
  ];
}

/** Writes a backup of these files, sealed as a real one. */
export async function writeSample(
  path: string,
  files: readonly [Entry, Buffer][] = sampleFiles(),
  product = PRODUCT,
): Promise<void> {
  const head = await makeHead({ product, createdAt: '2026-11-27T07:00:00.000Z' }, PASSPHRASE, COST);
  const plain = (async function* () {
    for (const [entry, content] of files) yield* writeEntry(entry, piece(content));
    yield endOfEntries();
  })();
  const pieces = [head.bytes];
  for await (const chunk of seal(plain, head.key, head.mac)) pieces.push(chunk);
  await writeFile(path, Buffer.concat(pieces));
}

async function* piece(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}
