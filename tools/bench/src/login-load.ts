import { HttpPlayer } from '@motus/testing/player';

/** Concurrent clients, each of which logs in again as soon as its last login has succeeded. */
export interface LoginLoad {
  /**
   * Starts no more logins and waits for those in flight.
   *
   * @returns how many logins succeeded before the call, and one line for each that failed
   */
  stop(): Promise<{ readonly logins: number; readonly wrong: readonly string[] }>;
}

/** @param accounts registered players; clients share them when there are more clients than accounts */
export function startLoginLoad(
  origin: string,
  accounts: readonly HttpPlayer[],
  concurrency: number,
): LoginLoad {
  let running = true;
  let logins = 0;
  const wrong: string[] = [];

  async function logInRepeatedly(account: HttpPlayer | undefined): Promise<void> {
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

  const clients = Array.from({ length: concurrency }, (_, i) =>
    logInRepeatedly(accounts[i % accounts.length]),
  );
  return {
    async stop() {
      running = false;
      const counted = logins;
      await Promise.all(clients);
      return { logins: counted, wrong };
    },
  };
}
