import { writeFile } from 'node:fs/promises';
import { type Entry, endOfEntries, writeEntry } from '../format/entries.ts';
import { createHeader } from '../format/header.ts';
import { seal } from '../format/seal.ts';
import { Crc64 } from '../redis/crc64.ts';
import type { RedisVersion } from '../redis/probe-redis.ts';

/** A Redis that can load the samples. */
export const TARGET: RedisVersion = { redis: '7.0.15', rdb: 10 };
export const PASSPHRASE = 'pêche et café';
export const PRODUCT = '0.1.0';

/** The lowest accepted cost of scrypt, because tests derive hundreds of keys. */
const COST = 1024;

/** Creates an RDB file without keys. */
export function emptyRdb(version = 10): Buffer {
  const content = Buffer.concat([
    Buffer.from(`REDIS${String(version).padStart(4, '0')}`, 'latin1'),
    Buffer.from([0xff]),
  ]);
  const crc = new Crc64();
  crc.update(content);
  return Buffer.concat([content, crc.digest()]);
}

/** Creates the files of a small valid backup. */
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

/** Writes a backup of these files, sealed like a real one. */
export async function writeSample(
  path: string,
  files: readonly [Entry, Buffer][] = sampleFiles(),
  product = PRODUCT,
): Promise<void> {
  const header = await createHeader({ product, createdAt: '2026-11-27T07:00:00.000Z' }, PASSPHRASE, COST);
  const plaintext = (async function* () {
    for (const [entry, content] of files) yield* writeEntry(entry, single(content));
    yield endOfEntries();
  })();
  const parts = [header.bytes];
  for await (const chunk of seal(plaintext, header.key, header.mac)) parts.push(chunk);
  await writeFile(path, Buffer.concat(parts));
}

async function* single(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}
