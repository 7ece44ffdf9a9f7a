import { STORE_NAMES } from '@motus/local-system';
import { BackupError } from './errors.ts';
import {
  beginStaging,
  chownStores,
  commitStaging,
  discardStaging,
  foldersWithData,
  isRestoreInterrupted,
  moveAside,
  stageFile,
} from './files/staging.ts';
import type { Header } from './format/header.ts';
import { type EntryHandler, type ReadOptions, readBackup, verifyBackup } from './read-backup.ts';

/** The append-only file of Redis 7 and later: a base with all data, an increment for later writes, and a manifest. */
const AOF_FOLDER = 'appendonlydir';
const AOF_BASE = 'appendonly.aof.1.base.rdb';
const AOF_INCREMENT = 'appendonly.aof.1.incr.aof';
const AOF_MANIFEST = 'appendonly.aof.manifest';
const MANIFEST_CONTENT = `file ${AOF_BASE} seq 1 type b\nfile ${AOF_INCREMENT} seq 1 type i\n`;

export interface RestoreOptions extends ReadOptions {
  /** The state folder of the game: secrets, and a folder for each Redis of the stores. */
  readonly stateDir: string;
  /** Whether to keep existing data under another name; otherwise existing data is an error. */
  readonly replace: boolean;
  /** The uid that the stores run as; undefined when it is that of this process. */
  readonly storeUser?: number;
  /** The clock, in milliseconds since the Unix epoch; names the folders of the former data. */
  readonly now?: () => number;
}

/**
 * Restores a backup while no game runs. The whole backup is verified before anything is written, and all of it is on the
 * disk before any file is renamed to its final path.
 *
 * The data of a store goes to its first Redis; the second starts empty and copies it.
 *
 * @throws BackupError when the backup is invalid, there is data already, or the folder cannot be written
 */
export async function restoreBackup(options: RestoreOptions): Promise<Header> {
  const { stateDir, replace, storeUser, now = () => Date.now() } = options;
  const header = await verifyAndStage(options).catch((error) => {
    throw toWriteError(error, `${stateDir} cannot be written`, 'nothing was restored');
  });
  try {
    if (replace) await moveAside(stateDir, await foldersWithData(stateDir), fileTimestamp(now()));
    // Before the commit, so that no store starts with files that it cannot read.
    if (storeUser !== undefined) await chownStores(stateDir, storeUser);
    await commitStaging(stateDir);
    return header;
  } catch (error) {
    throw toWriteError(
      error,
      `${stateDir} could not be written completely`,
      'run the restore again, with --replace',
    );
  }
}

/** Verifies the whole backup and stages all of its files; on an error nothing stays staged. */
async function verifyAndStage(options: RestoreOptions): Promise<Header> {
  const { stateDir, replace } = options;
  if (!replace) await assertNoData(stateDir);
  const header = await verifyBackup(options);
  try {
    await beginStaging(stateDir);
    await readBackup(options, stageEntryIn(stateDir));
    return header;
  } catch (error) {
    await discardStaging(stateDir).catch(() => undefined);
    throw error;
  }
}

async function assertNoData(stateDir: string): Promise<void> {
  const folders = await foldersWithData(stateDir);
  if (folders.length === 0) return;
  const note = (await isRestoreInterrupted(stateDir)) ? ', where a restore was interrupted' : '';
  throw new BackupError(
    'data_present',
    `there is data of a game already in ${folders.join(', ')} of ${stateDir}${note}: ` +
      'with --replace it is kept in a folder former-… beside the new, and no longer used',
  );
}

function stageEntryIn(stateDir: string): EntryHandler {
  return async ({ name }, content) => {
    const [folder = '', reader = '', file = ''] = name.split('/');
    if (folder === 'secrets') return stageFile(stateDir, `secrets/${reader}`, file, content);
    const node = `${STORE_NAMES.find((store) => name === `${store}.rdb`)}1`;
    await stageFile(stateDir, node, `${AOF_FOLDER}/${AOF_BASE}`, content);
    await stageFile(stateDir, node, `${AOF_FOLDER}/${AOF_INCREMENT}`, []);
    await stageFile(stateDir, node, `${AOF_FOLDER}/${AOF_MANIFEST}`, [Buffer.from(MANIFEST_CONTENT)]);
  };
}

/** Turns an error of the file system into a `BackupError` with a one-line message. */
function toWriteError(error: unknown, what: string, advice: string): unknown {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error;
  return new BackupError('file_unusable', `${what} (${error.code}): ${advice}`, error);
}

/** Formats a time for a file name, as `20261127T070000Z`. */
function fileTimestamp(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}
