import { randomBytes } from 'node:crypto';
import { commit, defineScript, type Store } from '@motus/store';
import { BusyError } from '../hashing/hash-queue.ts';
import { isOutdated, type Passwords } from '../hashing/passwords.ts';
import { type Credentials, canonicalName } from './credentials.ts';

export interface Account {
  /** The `sub` of the tokens: random, never used again. */
  id: string;
  /** As it was typed, for showing. */
  name: string;
}

export type Registration =
  | { outcome: 'created' | 'repeated'; account: Account }
  | { outcome: 'name_taken'; account?: never };

export interface Accounts {
  /**
   * Creates an account, at most one for a name.
   *
   * @param interaction where the form was shown: the same form sent again (by HAProxy to the twin of an instance that
   *   died, by a double click) finds the account that it has made and is told `repeated`
   * @param unwanted aborted when nobody waits for the answer any more
   * @throws BusyError where too many passwords wait to be hashed; so does `logIn`
   */
  register(credentials: Credentials, interaction: string, unwanted?: AbortSignal): Promise<Registration>;
  /** The account with that name and that password, or undefined; the time it takes does not tell which was wrong. */
  logIn(credentials: Credentials, unwanted?: AbortSignal): Promise<Account | undefined>;
  find(id: string): Promise<Account | undefined>;
  /** The account that holds a name, whatever its case and accents. */
  findByName(name: string): Promise<Account | undefined>;
}

interface StoredAccount extends Account {
  password: string;
  interaction: string;
}

/**
 * Claims a name and writes its account in one step; answers with the id that holds the name. The name of an account that
 * is known to be gone, by its id, is free.
 */
const claimName = defineScript({
  name: 'claimName',
  lua: `
    local holder = redis.call('GET', KEYS[1])
    local id, name, password, interaction, now, gone = unpack(ARGV)
    if holder and holder ~= gone then return holder end
    redis.call('SET', KEYS[1], id)
    redis.call('HSET', KEYS[2], 'name', name, 'password', password, 'interaction', interaction, 'createdAt', now)
    return id`,
  read: (reply) => String(reply),
});

/**
 * The accounts, in the auth store: a hash `account:<id>` each, and `account-name:<canonical name>` that leads to it.
 * Neither expires.
 */
export function createAccounts(store: Store, passwords: Passwords): Accounts {
  async function load(id: string): Promise<StoredAccount | undefined> {
    const { name, password, interaction = '' } = await store.hgetall(accountKey(id));
    if (name === undefined || password === undefined) return undefined;
    return { id, name, password, interaction };
  }

  async function find(id: string): Promise<Account | undefined> {
    const found = await load(id);
    return found && { id, name: found.name };
  }

  /** At one of the next logins where there is no time for it now. */
  async function rehash(id: string, password: string): Promise<void> {
    try {
      await store.hset(accountKey(id), 'password', await passwords.hash(password));
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
    }
  }

  return {
    async register({ name, password }, interaction, unwanted) {
      const id = randomBytes(16).toString('base64url');
      const fields = [id, name, await passwords.hash(password, unwanted), interaction, Date.now()];
      const claim = (gone: string) =>
        commit(store, () => claimName(store, [nameKey(name), accountKey(id)], [...fields, gone]));
      const first = await claim('');
      const holder = first === id || (await load(first)) ? first : await claim(first);
      if (holder === id) return { outcome: 'created', account: { id, name } };
      const found = await load(holder);
      if (found?.interaction === interaction && (await passwords.verify(password, found.password))) {
        return { outcome: 'repeated', account: { id: found.id, name: found.name } };
      }
      return { outcome: 'name_taken' };
    },

    async logIn({ name, password }, unwanted) {
      const id = await store.get(nameKey(name));
      const found = id === null ? undefined : await load(id);
      const right = await (found
        ? passwords.verify(password, found.password, unwanted)
        : passwords.verifyNothing(password, unwanted));
      if (found === undefined || !right) return undefined;
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

function accountKey(id: string): string {
  return `account:${id}`;
}

function nameKey(name: string): string {
  return `account-name:${canonicalName(name)}`;
}
