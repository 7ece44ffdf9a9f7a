import { createInterface } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { BackupError } from './errors.ts';

/** Holds the passphrase where nobody can type it. An argument would show it in the process list. */
const VARIABLE = 'BACKUP_PASSPHRASE';

/**
 * Reads the passphrase of a backup from the environment, otherwise from the terminal, without echo.
 *
 * @param confirm whether to ask for it twice, so that a typing error does not make the backup unreadable
 * @throws BackupError when there is none
 */
export async function readPassphrase(
  confirm: boolean,
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
  const first = await promptHidden(terminal, 'passphrase: ');
  if (first === '') throw new BackupError('passphrase_missing', 'a backup needs a passphrase');
  if (confirm && (await promptHidden(terminal, 'again: ')) !== first)
    throw new BackupError('passphrase_missing', 'the two passphrases differ');
  return first;
}

/** Reads a line without echo. */
async function promptHidden(terminal: ReadStream, prompt: string): Promise<string> {
  // Create the interface first: it turns the echo off.
  const lines = createInterface({ input: terminal, terminal: true, historySize: 0 });
  process.stderr.write(prompt);
  try {
    return await new Promise((resolve, reject) => {
      const cancel = () => reject(new BackupError('passphrase_missing', 'no passphrase was given'));
      lines.once('line', resolve).once('SIGINT', cancel).once('close', cancel);
    });
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
