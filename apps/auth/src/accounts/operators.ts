import { commit, type Store } from '@motus/store';
import type { Account, Accounts } from './accounts.ts';

/** The accounts that have the operator role. */
export interface Operators {
  /** Grants the role to an account; resolves with the account, or undefined when no account has that name. */
  grant(name: string): Promise<Account | undefined>;
  /** Revokes the role of an account; resolves like `grant`. */
  revoke(name: string): Promise<Account | undefined>;
  /** Lists all operators, sorted by name. */
  list(): Promise<Account[]>;
  /** Tells whether the account with this id has the role. */
  has(id: string): Promise<boolean>;
}

/** The set of the operators' account ids in the auth store. */
const OPERATORS_KEY = 'operators';

/** Starts empty. No HTTP request can grant the role: only `operator-cli.ts` writes to this set. */
export function createOperators(store: Store, accounts: Accounts): Operators {
  return {
    async grant(name) {
      const account = await accounts.findByName(name);
      if (account !== undefined) await commit(store, () => store.sadd(OPERATORS_KEY, account.id));
      return account;
    },
    async revoke(name) {
      const account = await accounts.findByName(name);
      if (account !== undefined) await commit(store, () => store.srem(OPERATORS_KEY, account.id));
      return account;
    },
    async list() {
      const found = await Promise.all((await store.smembers(OPERATORS_KEY)).map((id) => accounts.find(id)));
      return found
        .filter((account) => account !== undefined)
        .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
    },
    has: async (id) => (await store.sismember(OPERATORS_KEY, id)) === 1,
  };
}
