import { HttpPlayer } from '@motus/testing/player';
import type { TestSystem } from './test-system.ts';

let count = 0;

/** Registers a player with a unique name. */
export async function newPlayer(test: TestSystem): Promise<HttpPlayer> {
  count++;
  const player = new HttpPlayer(test.system.urls.public, `Joueur ${count}`);
  await player.register();
  return player;
}
