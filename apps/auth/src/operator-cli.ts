import { SettingsError } from '@motus/service';
import { closeStore, createStore, StoreUnavailableError } from '@motus/store';
import { createAccounts } from './accounts/accounts.ts';
import { readCredentials } from './accounts/credentials.ts';
import { createOperators, type Operators } from './accounts/operators.ts';
import { authStoreOptions } from './auth-store.ts';
import { createHashQueue } from './hashing/hash-queue.ts';
import { createPasswords } from './hashing/passwords.ts';
import { readStoreSettings } from './settings.ts';

const USAGE = 'usage: operator grant NAME | revoke NAME | list';

/**
 * Grants, revokes and lists the operator role: `operator grant|revoke NAME`, `operator list`. Only whoever runs the machine
 * can use it: it needs the password file of the auth store.
 */
try {
  const store = createStore({
    ...authStoreOptions(readStoreSettings(process.env)),
    logger: { info: () => undefined, warn: (details, message) => printError(message, details) },
  });
  try {
    const [command, ...words] = process.argv.slice(2);
    // Parsed like the login form; joining the words lets a name with spaces go unquoted.
    const { name } = readCredentials({ name: words.join(' ') });
    const operators = createOperators(store, createAccounts(store, createPasswords(createHashQueue())));
    const result = await runCommand(operators, command, name);
    for (const line of result.lines) process.stdout.write(`${line}\n`);
    if (result.error !== undefined) printError(result.error);
    process.exitCode = result.error === undefined ? 0 : 1;
  } finally {
    await closeStore(store);
  }
} catch (error) {
  if (!(error instanceof SettingsError) && !(error instanceof StoreUnavailableError)) throw error;
  printError(error.message);
  process.exitCode = 1;
}

async function runCommand(
  operators: Operators,
  command: string | undefined,
  name: string,
): Promise<{ lines: string[]; error?: string }> {
  if (command === 'list' && name === '') {
    return { lines: (await operators.list()).map((account) => account.name) };
  }
  if ((command !== 'grant' && command !== 'revoke') || name === '') return { lines: [], error: USAGE };
  const account = await operators[command](name);
  if (account === undefined) return { lines: [], error: `there is no account "${name}"` };
  return {
    lines: [
      command === 'grant'
        ? `${account.name} is an operator from the next login on`
        : `${account.name} is no longer an operator, at the latest when the access token expires in an hour`,
    ],
  };
}

function printError(message: string, details?: object): void {
  process.stderr.write(`${message}${details === undefined ? '' : ` ${JSON.stringify(details)}`}\n`);
}
