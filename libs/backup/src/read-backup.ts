import { createReadStream } from 'node:fs';
import { STORE_NAMES } from '@motus/system';
import { BackupError } from './errors.ts';
import { ByteReader } from './format/byte-reader.ts';
import { type Entry, readEntries } from './format/entries.ts';
import { type Head, readHead } from './format/header.ts';
import { open } from './format/seal.ts';
import { checkedRdb } from './redis/rdb.ts';
import { assertAllSecrets, isSecretName } from './secrets.ts';

/** A Redis that is to read the data of a backup. */
export interface RedisHere {
  /** Its version. */
  readonly redis: string;
  /** The newest version of the database file that it reads. */
  readonly rdb: number;
}

/** What it takes to read a backup. */
export interface ReadOptions {
  readonly file: string;
  readonly passphrase: string;
  /** The version of Motus that reads it. */
  readonly product: string;
  readonly here: RedisHere;
}

/** Does something with a file of a backup, to its end. */
export type Take = (entry: Entry, content: AsyncIterable<Buffer>) => Promise<void>;

/**
 * Reads a backup from beginning to end, with every check: passphrase, versions, seals, that nothing is missing, that the
 * data of each store is whole and not newer than what is to read it.
 *
 * @param take gets each file, authenticated piece by piece; that all is well is known only once this resolves
 * @throws BackupError
 */
export async function readBackup(options: ReadOptions, take: Take): Promise<Head> {
  const { file, passphrase, product, here } = options;
  const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
  let unreadable: NodeJS.ErrnoException | undefined;
  stream.once('error', (error) => {
    unreadable = error;
  });
  try {
    const reader = new ByteReader(stream);
    const { head, key, mac } = await readHead(reader, passphrase, product);
    const names: string[] = [];
    for await (const { entry, content } of readEntries(new ByteReader(open(reader, key, mac)))) {
      assertKnown(entry, names);
      names.push(entry.name);
      const isStore = !entry.name.startsWith('secrets/');
      await take(entry, isStore ? readable(entry, content, here) : content);
    }
    assertComplete(names);
    return head;
  } catch (error) {
    if (unreadable === undefined) throw error;
    throw new BackupError('file_unusable', `${file} cannot be read (${unreadable.code})`, error);
  } finally {
    stream.destroy();
  }
}

/** Reads a backup for the sake of the checks alone. */
export function verifyBackup(options: ReadOptions): Promise<Head> {
  return readBackup(options, async (_entry, content) => {
    for await (const _piece of content);
  });
}

function readable({ name, redis }: Entry, content: AsyncIterable<Buffer>, here: RedisHere) {
  return checkedRdb(content, name.replace('.rdb', ''), (version) => {
    if (version > here.rdb)
      throw new BackupError(
        'newer_redis',
        `${name} was written by Redis ${redis} (version ${version} of its file), and the Redis here, ${here.redis}, ` +
          `reads no more than version ${here.rdb}: restore it where Redis is as new`,
      );
  });
}

/** Only what a backup has, and each once: a name becomes a path. */
function assertKnown({ name }: Entry, before: readonly string[]): void {
  const isKnown =
    STORE_NAMES.some((store) => name === `${store}.rdb`) ||
    (name.startsWith('secrets/') && isSecretName(name.slice('secrets/'.length)));
  if (!isKnown || before.includes(name))
    throw new BackupError('damaged', `the backup holds "${name}", which it should not, or not twice`);
}

function assertComplete(names: readonly string[]): void {
  for (const store of STORE_NAMES)
    if (!names.includes(`${store}.rdb`))
      throw new BackupError('damaged', `the backup does not hold the data of ${store}`);
  const secrets = names.filter((name) => name.startsWith('secrets/'));
  assertAllSecrets(
    secrets.map((name) => name.slice('secrets/'.length)),
    'the backup',
  );
}
