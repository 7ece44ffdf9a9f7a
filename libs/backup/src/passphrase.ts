import { createInterface } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { BackupError } from './errors.ts';

/** Where the passphrase is when nobody sits there; a command line would show it to everybody on the machine. */
const VARIABLE = 'BACKUP_PASSPHRASE';

/**
 * The passphrase of a backup: from the environment, otherwise from the terminal, where it is not shown.
 *
 * @param twice whether it is asked for again, so that a slip does not lock the backup for ever
 * @throws BackupError where there is none
 */
export async function readPassphrase(
  twice: boolean,
  environment: NodeJS.ProcessEnv = process.env,
  terminal: ReadStream = process.stdin,
): Promise<string> {
  const given = environment[VARIABLE];
  if (given !== undefined && given !== '') return given;
  if (!terminal.isTTY)
    throw new BackupError(
      'passphrase_missing',
      `a backup is sealed with a passphrase: set ${VARIABLE}, or type it at a terminal`,
    );
  const first = await ask(terminal, 'passphrase: ');
  if (first === '') throw new BackupError('passphrase_missing', 'without a passphrase there is no backup');
  if (twice && (await ask(terminal, 'again: ')) !== first)
    throw new BackupError('passphrase_missing', 'the second passphrase was not the first');
  return first;
}

/** Reads a line without showing it. */
async function ask(terminal: ReadStream, question: string): Promise<string> {
  // From here on the terminal shows nothing by itself; the question comes after that.
  const lines = createInterface({ input: terminal, terminal: true, historySize: 0 });
  process.stderr.write(question);
  try {
    return await new Promise((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('SIGINT', () => reject(new BackupError('passphrase_missing', 'no passphrase was given')));
      lines.once('close', () => reject(new BackupError('passphrase_missing', 'no passphrase was given')));
    });
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
