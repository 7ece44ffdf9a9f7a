import { SettingsError } from '@motus/service';
import { closeStore, createStore, StoreUnavailableError } from '@motus/store';
import { createAccounts } from './accounts/accounts.ts';
import { readCredentials } from './accounts/credentials.ts';
import { createOperators, type Operators } from './accounts/operators.ts';
import { createHashQueue } from './hashing/hash-queue.ts';
import { createPasswords } from './hashing/passwords.ts';
import { readStoreSettings } from './settings.ts';

const USAGE = 'usage: operator grant NAME | revoke NAME | list';

/**
 * `operator grant|revoke NAME`, `operator list`: who has the operator's role. For whoever runs the machine: it needs
 * the password of the auth store, which is nowhere else.
 */
try {
  const settings = readStoreSettings(process.env);
  const store = createStore({
    name: 'auth-store',
    sentinels: settings.AUTH_STORE_SENTINELS,
    password: settings.AUTH_STORE_PASSWORD_FILE,
    sentinelPassword: settings.SENTINEL_PASSWORD_FILE,
    logger: { info: () => undefined, warn: (details, message) => complain(message, details) },
  });
  try {
    const [command, ...words] = process.argv.slice(2);
    // As a login form reads it; a name of two words needs no quotes.
    const { name } = readCredentials({ name: words.join(' ') });
    const done = await run(
      createOperators(store, createAccounts(store, createPasswords(createHashQueue()))),
      command,
      name,
    );
    for (const line of done.lines) process.stdout.write(`${line}\n`);
    if (done.refused !== undefined) complain(done.refused);
    process.exitCode = done.refused === undefined ? 0 : 1;
  } finally {
    await closeStore(store);
  }
} catch (error) {
  if (!(error instanceof SettingsError) && !(error instanceof StoreUnavailableError)) throw error;
  complain(error.message);
  process.exitCode = 1;
}

async function run(
  operators: Operators,
  command: string | undefined,
  name: string,
): Promise<{ lines: string[]; refused?: string }> {
  if (command === 'list' && name === '') return { lines: (await operators.list()).map((one) => one.name) };
  if ((command !== 'grant' && command !== 'revoke') || name === '') return { lines: [], refused: USAGE };
  const account = await operators[command](name);
  if (account === undefined) return { lines: [], refused: `there is no account "${name}"` };
  return {
    lines: [
      command === 'grant'
        ? `${account.name} is an operator, from the next login on`
        : `${account.name} is no operator any more, at the latest when the access token expires, in an hour`,
    ],
  };
}

function complain(message: string, details?: object): void {
  process.stderr.write(`${message}${details === undefined ? '' : ` ${JSON.stringify(details)}`}\n`);
}
