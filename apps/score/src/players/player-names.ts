import { defineGroupScript, readLua, type Store } from '@motus/store';
import { playerKeys } from './player-keys.ts';

const readNameScript = defineGroupScript({
  name: 'readPlayerName',
  lua: readLua('read-name.lua', import.meta.url),
  read: (reply) => reply as string | null,
});

/** The names that other players see, in the order of the ids; the id if there is no name. */
export async function playerNames(store: Store, ids: readonly string[]): Promise<string[]> {
  const names = await readNameScript(
    store,
    ids.map((id) => ({ keys: [playerKeys.name(id)], args: [] })),
  );
  return ids.map((id, i) => names[i] ?? id);
}
