import { closeStore, createStore, type Store } from '@motus/store';
import { type Bench, openBench } from './fixture.ts';
import { type Asker, asGame } from './requests.ts';

/** A bench with what tests of guests need beside it: the game's requests, and the store itself. */
export interface GuestBench extends Bench {
  readonly game: Asker;
  readonly redis: Store;
  /** All keys of a player. */
  keysOf(player: string): Promise<string[]>;
}

export async function openGuestBench(): Promise<GuestBench> {
  const bench = await openBench();
  const logger = { info: () => undefined, warn: () => undefined };
  const redis = createStore({ ...bench.store.connection, logger });
  return {
    ...bench,
    game: asGame(bench),
    redis,
    keysOf: (player) => redis.keys(`{${player}}*`),
    async close() {
      await closeStore(redis);
      await bench.close();
    },
  };
}

let made = 0;

/** The id of a guest that no other test has. */
export function newGuest(): string {
  return `guest-${String(++made).padStart(22, '0')}`;
}
