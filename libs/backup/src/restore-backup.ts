import { STORE_NAMES } from '@motus/system';
import { BackupError } from './errors.ts';
import {
  foldersWithData,
  giveAway,
  isHalfRestored,
  makeStages,
  moveAside,
  putInPlace,
  removeStages,
  stageFile,
} from './files/staging.ts';
import type { Head } from './format/header.ts';
import { type ReadOptions, readBackup, type Take, verifyBackup } from './read-backup.ts';

/** What Redis 7 and later finds its data by: one file that is all of it, and one for what follows. */
const AOF = 'appendonlydir';
const BASE = 'appendonly.aof.1.base.rdb';
const INCREMENT = 'appendonly.aof.1.incr.aof';
const MANIFEST = `file ${BASE} seq 1 type b\nfile ${INCREMENT} seq 1 type i\n`;

export interface RestoreOptions extends ReadOptions {
  /** The folder that becomes the game's: secrets, and each Redis of the stores in a folder of its own. */
  readonly stateDir: string;
  /** Whether data that is there is kept under another name; otherwise it is a reason to refuse. */
  readonly replace: boolean;
  /** The user whom the stores run as; undefined where that is this one. */
  readonly storeUser?: number;
}

/**
 * Restores a backup where no game runs and no data is. All of the backup is checked before anything is written, and all
 * of it is on the disk before any of it is in its place.
 *
 * Each store gets its data in its first Redis; the second, without any, copies it.
 *
 * @throws BackupError where that is refused; nothing has changed then
 */
export async function restoreBackup(options: RestoreOptions): Promise<Head> {
  const { stateDir, replace, storeUser } = options;
  const head = await prepare(options).catch((error) => {
    throw writeError(error, `${stateDir} cannot be written`, 'nothing was put in place');
  });
  try {
    if (replace) await moveAside(stateDir, await foldersWithData(stateDir), stampOf(new Date()));
    // Before the end, so that no store finds what it cannot read.
    if (storeUser !== undefined) await giveAway(stateDir, storeUser);
    await putInPlace(stateDir);
    return head;
  } catch (error) {
    throw writeError(
      error,
      `${stateDir} could not be written to the end`,
      'run the restore again, with --replace',
    );
  }
}

/** Checks all, and writes all aside, or nothing. */
async function prepare(options: RestoreOptions): Promise<Head> {
  const { stateDir, replace } = options;
  await assertNoData(stateDir, replace);
  const head = await verifyBackup(options);
  try {
    await makeStages(stateDir);
    await readBackup(options, stage(stateDir));
    return head;
  } catch (error) {
    await removeStages(stateDir).catch(() => undefined);
    throw error;
  }
}

async function assertNoData(stateDir: string, replace: boolean): Promise<void> {
  if (replace) return;
  const found = await foldersWithData(stateDir);
  if (found.length === 0) return;
  const half = (await isHalfRestored(stateDir)) ? ', where a restore broke off' : '';
  throw new BackupError(
    'data_present',
    `there is data of a game already in ${found.join(', ')} of ${stateDir}${half}: ` +
      'with --replace it is kept in a folder former-… beside the new, and no longer used',
  );
}

/** Writes each file of a backup where it will be renamed from. */
function stage(stateDir: string): Take {
  return async ({ name }, content) => {
    const [folder = '', reader = '', file = ''] = name.split('/');
    if (folder === 'secrets') return stageFile(stateDir, `secrets/${reader}`, file, content);
    const node = `${STORE_NAMES.find((store) => name === `${store}.rdb`)}1`;
    await stageFile(stateDir, node, `${AOF}/${BASE}`, content);
    await stageFile(stateDir, node, `${AOF}/${INCREMENT}`, []);
    await stageFile(stateDir, node, `${AOF}/${BASE.replace('1.base.rdb', 'manifest')}`, [
      Buffer.from(MANIFEST),
    ]);
  };
}

/** One line instead of a stack, where the file system is why. */
function writeError(error: unknown, what: string, then: string): unknown {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error;
  return new BackupError('file_unusable', `${what} (${error.code}): ${then}`, error);
}

/** A moment as part of a file name. */
function stampOf(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, '');
}
