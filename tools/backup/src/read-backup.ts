import { createReadStream } from 'node:fs';
import { STORE_NAMES } from '@motus/local-system';
import { BackupError } from './errors.ts';
import { ByteReader } from './format/byte-reader.ts';
import { type Entry, readEntries } from './format/entries.ts';
import { type Header, readHeader } from './format/header.ts';
import { openSealed } from './format/seal.ts';
import type { RedisVersion } from './redis/probe-redis.ts';
import { verifyRdb } from './redis/rdb.ts';
import { assertRequiredSecrets, isSecretName } from './secrets.ts';

/** What is needed to read a backup. */
export interface ReadOptions {
  readonly file: string;
  readonly passphrase: string;
  /** The version of Motus that reads it. */
  readonly product: string;
  /** The Redis that is to load the data. */
  readonly target: RedisVersion;
}

/** Processes one file of a backup; must read its content to the end. */
export type EntryHandler = (entry: Entry, content: AsyncIterable<Buffer>) => Promise<void>;

/**
 * Reads a backup from beginning to end with every check: passphrase, versions, authenticity, that nothing is missing, and
 * that the data of each store is complete and can be loaded by the target Redis.
 *
 * @param handleEntry called with each file. Its content is authenticated chunk by chunk; the backup as a whole is valid only
 *   once the returned promise resolves
 * @throws BackupError when a check fails or the file cannot be read
 */
export async function readBackup(options: ReadOptions, handleEntry: EntryHandler): Promise<Header> {
  const { file, passphrase, product, target } = options;
  const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
  let readError: NodeJS.ErrnoException | undefined;
  stream.once('error', (error) => {
    readError = error;
  });
  try {
    const reader = new ByteReader(stream);
    const { header, key, mac } = await readHeader(reader, passphrase, product);
    const names: string[] = [];
    for await (const { entry, content } of readEntries(new ByteReader(openSealed(reader, key, mac)))) {
      assertExpected(entry, names);
      names.push(entry.name);
      const isSecret = entry.name.startsWith('secrets/');
      await handleEntry(entry, isSecret ? content : verifyLoadable(entry, content, target));
    }
    assertComplete(names);
    return header;
  } catch (error) {
    if (readError === undefined) throw error;
    throw new BackupError('file_unusable', `${file} cannot be read (${readError.code})`, error);
  } finally {
    stream.destroy();
  }
}

/** Reads a backup only to check it; see `readBackup`. */
export function verifyBackup(options: ReadOptions): Promise<Header> {
  return readBackup(options, async (_entry, content) => {
    for await (const _chunk of content);
  });
}

/** Passes an RDB file through; throws when it is incomplete or too new for the target Redis. */
function verifyLoadable({ name, redis }: Entry, content: AsyncIterable<Buffer>, target: RedisVersion) {
  return verifyRdb(content, name.replace('.rdb', ''), (version) => {
    if (version > target.rdb)
      throw new BackupError(
        'newer_redis',
        `${name} was written by Redis ${redis} (RDB version ${version}), and Redis ${target.redis} of this machine ` +
          `loads at most RDB version ${target.rdb}: restore it with a Redis that is at least as new`,
      );
  });
}

/** Throws unless a backup may hold this file and it comes for the first time. A restore uses the name as a path. */
function assertExpected({ name }: Entry, previous: readonly string[]): void {
  const isKnown =
    STORE_NAMES.some((store) => name === `${store}.rdb`) ||
    (name.startsWith('secrets/') && isSecretName(name.slice('secrets/'.length)));
  if (!isKnown || previous.includes(name))
    throw new BackupError('damaged', `the backup holds the unexpected or duplicate file "${name}"`);
}

function assertComplete(names: readonly string[]): void {
  for (const store of STORE_NAMES)
    if (!names.includes(`${store}.rdb`))
      throw new BackupError('damaged', `the backup does not hold the data of ${store}`);
  const secrets = names.filter((name) => name.startsWith('secrets/'));
  assertRequiredSecrets(
    secrets.map((name) => name.slice('secrets/'.length)),
    'the backup',
  );
}
