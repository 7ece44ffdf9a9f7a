import { HttpPlayer } from '@motus/testing/player';

/** People who log in, all at once and each again as soon as he is in. */
export interface LoginCrowd {
  /**
   * Lets the logins that are under way end.
   *
   * @returns how many have ended before that, and what went wrong, a line each
   */
  stop(): Promise<{ readonly logins: number; readonly wrong: readonly string[] }>;
}

/** @param accounts whose names and passwords they have; there may be fewer of them than people */
export function startLogins(origin: string, accounts: readonly HttpPlayer[], people: number): LoginCrowd {
  let running = true;
  let logins = 0;
  const wrong: string[] = [];

  async function logInAgainAndAgain(account: HttpPlayer | undefined): Promise<void> {
    while (running && account !== undefined) {
      try {
        await new HttpPlayer(origin, account.name, account.password).login();
        if (running) logins++;
      } catch (error) {
        wrong.push(error instanceof Error ? error.message : String(error));
        return;
      }
    }
  }

  const everybody = Array.from({ length: people }, (_, i) =>
    logInAgainAndAgain(accounts[i % accounts.length]),
  );
  return {
    async stop() {
      running = false;
      const counted = logins;
      await Promise.all(everybody);
      return { logins: counted, wrong };
    },
  };
}
