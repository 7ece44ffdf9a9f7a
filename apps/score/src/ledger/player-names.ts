import type { Store } from '@motus/store';
import { keys } from './keys.ts';

/** The names that other players see, in the order of the ids; the id where there is no name. */
export function playerNames(store: Store, ids: readonly string[]): Promise<string[]> {
  return Promise.all(ids.map(async (id) => (await store.get(keys.name(id))) ?? id));
}
