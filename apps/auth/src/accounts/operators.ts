import { commit, type Store } from '@motus/store';
import type { Account, Accounts } from './accounts.ts';

/** Which accounts have the operator's role. */
export interface Operators {
  /** Gives an account the role; resolves with the account, or undefined where no account has that name. */
  grant(name: string): Promise<Account | undefined>;
  /** Takes the role from an account; resolves as `grant` does. */
  revoke(name: string): Promise<Account | undefined>;
  /** All of them, by name. */
  list(): Promise<Account[]>;
  has(id: string): Promise<boolean>;
}

/** The set of their ids, in the auth store. */
const KEY = 'operators';

/** There is none at first, and nothing that comes over HTTP can make one: only `operator.ts` writes here. */
export function createOperators(store: Store, accounts: Accounts): Operators {
  return {
    async grant(name) {
      const account = await accounts.findByName(name);
      if (account !== undefined) await commit(store, () => store.sadd(KEY, account.id));
      return account;
    },
    async revoke(name) {
      const account = await accounts.findByName(name);
      if (account !== undefined) await commit(store, () => store.srem(KEY, account.id));
      return account;
    },
    async list() {
      const found = await Promise.all((await store.smembers(KEY)).map((id) => accounts.find(id)));
      return found
        .filter((account) => account !== undefined)
        .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
    },
    has: async (id) => (await store.sismember(KEY, id)) === 1,
  };
}
