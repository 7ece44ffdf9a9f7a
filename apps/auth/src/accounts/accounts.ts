import { randomBytes } from 'node:crypto';
import { commit, defineScript, readLua, type Store } from '@motus/store';
import { BusyError } from '../hashing/hash-queue.ts';
import { isOutdated, type Passwords } from '../hashing/passwords.ts';
import { type Credentials, canonicalName } from './credentials.ts';

export interface Account {
  /** The `sub` claim of the tokens: random, never reused. */
  id: string;
  /** The display name, as the player typed it. */
  name: string;
}

export type Registration =
  | { outcome: 'created' | 'repeated'; account: Account }
  | { outcome: 'name_taken'; account?: never };

export interface Accounts {
  /**
   * Creates an account. A name belongs to at most one account.
   *
   * @param interaction uid of the interaction that showed the form. The same form sent again (by HAProxy to the twin after
   *   an instance died, or by a double click) finds the account that it created and gets `repeated`
   * @param signal aborted when nobody waits for the answer any more
   * @throws BusyError when too many passwords wait to be hashed
   */
  register(credentials: Credentials, interaction: string, signal?: AbortSignal): Promise<Registration>;
  /**
   * Resolves with the account that has this name and this password, or undefined. The duration does not reveal which of
   * the two was wrong.
   *
   * @param signal aborted when nobody waits for the answer any more
   * @throws BusyError when too many passwords wait to be hashed
   */
  authenticate(credentials: Credentials, signal?: AbortSignal): Promise<Account | undefined>;
  find(id: string): Promise<Account | undefined>;
  /** Finds the account that holds a name, ignoring case and accents. */
  findByName(name: string): Promise<Account | undefined>;
}

interface StoredAccount extends Account {
  /** The encoded Argon2 hash. */
  password: string;
  /** Uid of the interaction in which the account was registered. */
  interaction: string;
}

const claimName = defineScript({
  name: 'claimName',
  lua: readLua('claim-name.lua', import.meta.url),
  read: (reply) => String(reply),
});

/**
 * Keeps the accounts in the auth store: one hash `account:<id>` each, and `account-name:<canonical name>`, which holds the
 * id. Neither expires.
 *
 * @param now the clock, in milliseconds since the Unix epoch
 */
export function createAccounts(
  store: Store,
  passwords: Passwords,
  now: () => number = () => Date.now(),
): Accounts {
  const load = (id: string) => readAccount(store, id);

  async function find(id: string): Promise<Account | undefined> {
    const found = await load(id);
    return found && { id, name: found.name };
  }

  /** Replaces an outdated hash. Skips it when the queue is full: the next login tries again. */
  async function rehash(id: string, password: string): Promise<void> {
    try {
      await store.hset(accountKey(id), 'password', await passwords.hash(password));
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
    }
  }

  return {
    async register({ name, password }, interaction, signal) {
      const id = randomBytes(16).toString('base64url');
      const fields = [id, name, await passwords.hash(password, signal), interaction, now()];
      const claim = (missing: string) =>
        commit(store, () => claimName(store, [nameKey(name), accountKey(id)], [...fields, missing]));
      const first = await claim('');
      const holder = first === id || (await load(first)) ? first : await claim(first);
      if (holder === id) return { outcome: 'created', account: { id, name } };
      const found = await load(holder);
      if (found?.interaction === interaction && (await passwords.verify(password, found.password))) {
        return { outcome: 'repeated', account: { id: found.id, name: found.name } };
      }
      return { outcome: 'name_taken' };
    },

    async authenticate({ name, password }, signal) {
      const id = await store.get(nameKey(name));
      const found = id === null ? undefined : await load(id);
      const isCorrect = await (found
        ? passwords.verify(password, found.password, signal)
        : passwords.verifyDummy(password, signal));
      if (found === undefined || !isCorrect) return undefined;
      if (isOutdated(found.password)) await rehash(found.id, password);
      return { id: found.id, name: found.name };
    },

    find,

    async findByName(name) {
      const id = await store.get(nameKey(name));
      return id === null ? undefined : find(id);
    },
  };
}

async function readAccount(store: Store, id: string): Promise<StoredAccount | undefined> {
  const { name, password, interaction = '' } = await store.hgetall(accountKey(id));
  if (name === undefined || password === undefined) return undefined;
  return { id, name, password, interaction };
}

function accountKey(id: string): string {
  return `account:${id}`;
}

function nameKey(name: string): string {
  return `account-name:${canonicalName(name)}`;
}
