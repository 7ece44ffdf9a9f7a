import { defineGroupScript, type Store } from '@motus/store';
import { keys } from './player-keys.ts';

const nameScript = defineGroupScript({
  name: 'playerName',
  lua: `return redis.call('GET', KEYS[1])`,
  read: (reply) => reply as string | null,
});

/** The names that other players see, in the order of the ids; the id where there is no name. */
export async function playerNames(store: Store, ids: readonly string[]): Promise<string[]> {
  const names = await nameScript(
    store,
    ids.map((id) => ({ keys: [keys.name(id)], args: [] })),
  );
  return ids.map((id, i) => names[i] ?? id);
}
