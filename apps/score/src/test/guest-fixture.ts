import assert from 'node:assert/strict';
import { closeStore, createStore, type Store } from '@motus/store';
import { type Fixture, openFixture } from './fixture.ts';
import { asGame, type Client } from './requests.ts';

/** A fixture for tests of guests: with the requests of the game, and a client of the store. */
export interface GuestFixture extends Fixture {
  readonly game: Client;
  readonly redis: Store;
  /** All keys of a player. */
  keysOf(player: string): Promise<string[]>;
  /** The seconds to live of each key of a player, -1 for ever; fails if there is no key. */
  ttlsOf(player: string): Promise<Map<string, number>>;
}

export async function openGuestFixture(): Promise<GuestFixture> {
  const fixture = await openFixture();
  const logger = { info: () => undefined, warn: () => undefined };
  const redis = createStore({ ...fixture.store.connection, logger });
  const keysOf = (player: string) => redis.keys(`{${player}}*`);
  return {
    ...fixture,
    game: asGame(fixture),
    redis,
    keysOf,
    async ttlsOf(player) {
      const keys = await keysOf(player);
      assert.ok(keys.length > 0, `${player} has no key`);
      return new Map(await Promise.all(keys.map(async (key) => [key, await redis.ttl(key)] as const)));
    },
    async close() {
      await closeStore(redis);
      await fixture.close();
    },
  };
}

let made = 0;

/** An id of a guest that no other test uses. */
export function newGuest(): string {
  return `guest-${String(++made).padStart(22, '0')}`;
}
