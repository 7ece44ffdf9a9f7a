import { HttpPlayer } from '@motus/testing/player';
import type { TestSystem } from './test-system.ts';

let made = 0;

/** A player who has just registered, with a name that no other has. */
export async function newPlayer(test: TestSystem): Promise<HttpPlayer> {
  made++;
  const player = new HttpPlayer(test.system.urls.public, `Joueur ${made}`);
  await player.register();
  return player;
}
