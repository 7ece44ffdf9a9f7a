import { after, before } from 'node:test';
import { closeStore, createStore, type Store } from '@motus/store';
import { Browser } from './browser.ts';
import { beginLogin, type Login, register, requestTokens, type TokenResponse } from './oauth-client.ts';
import { startTwins, type Twins } from './twins.ts';

export const PASSWORD = 'un bon mot de passe';

/** The twins of a `describe` block, what the game and players do with them, and their data. */
export interface SharedTwins extends Twins {
  /** A connection to the store, to read or change what the twins keep. */
  redis: Store;
  /** Creates a browser that sends its requests to the twins in turn. */
  newBrowser(): Browser;
  /** Registers a player in a new browser, with changes to the authorization request. */
  newPlayer(name: string, changes?: Record<string, string>): Promise<NewPlayer>;
  /** Requests tokens as the game does, from the second twin where nothing else is said. */
  tokens(form: Record<string, string>, twin?: 0 | 1): Promise<{ status: number; body: TokenResponse }>;
}

export interface NewPlayer {
  browser: Browser;
  login: Login;
  /** The authorization code of the login. */
  code: string;
}

/** Starts the twins before the tests of the surrounding `describe` block, and stops them after the last one. */
export function useTwins(): SharedTwins {
  const shared = {} as SharedTwins;
  before(async () => {
    Object.assign(shared, await shareTwins());
  });
  after(async () => {
    await closeStore(shared.redis);
    await shared.stop();
  });
  return shared;
}

async function shareTwins(): Promise<SharedTwins> {
  const twins = await startTwins();
  const newBrowser = () => new Browser(twins.origins);
  return {
    ...twins,
    redis: createStore({
      ...twins.store.connection,
      logger: { info: () => undefined, warn: () => undefined },
    }),
    newBrowser,
    async newPlayer(name, changes) {
      const browser = newBrowser();
      const login = beginLogin(changes);
      return { browser, login, code: await register(browser, login, name, PASSWORD) };
    },
    tokens: (form, twin = 1) => requestTokens(twins.origins[twin], twins.clientSecret, form),
  };
}
