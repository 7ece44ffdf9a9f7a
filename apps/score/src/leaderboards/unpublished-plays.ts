import { defineScript, pairsOf, readLua, type Store } from '@motus/store';

/** A play that belongs on the leaderboards: it has finished, or finishes with the write that adds it. */
export interface UnpublishedPlay {
  readonly player: string;
  readonly day: string;
  /** When it was added, in milliseconds since the Unix epoch. */
  readonly at: number;
}

/** Sorted set, of all players: `day player` of each play that is not yet on every leaderboard → when it was added. */
const KEY = 'unpublished';

const addScript = defineScript({
  name: 'addUnpublished',
  lua: readLua('add-unpublished.lua', import.meta.url),
  read: () => undefined,
});

const removeScript = defineScript({
  name: 'removeUnpublished',
  lua: readLua('remove-unpublished.lua', import.meta.url),
  read: () => undefined,
});

/**
 * Adds plays to the unpublished ones, which are a transactional outbox: this is one of the commands of the write that
 * finishes the plays, so that a crash before they are published loses none. A play that does not finish after all is
 * removed when it would be published.
 */
export async function addUnpublished(store: Store, plays: readonly UnpublishedPlay[]): Promise<void> {
  if (plays.length === 0) return;
  await addScript(
    store,
    [KEY],
    plays.flatMap((play) => [play.at, encode(play)]),
  );
}

/**
 * The unpublished plays that were added before a time, the oldest first.
 *
 * @param before in milliseconds since the Unix epoch, inclusive
 * @param limit  how many to return at most
 */
export async function readUnpublished(
  store: Store,
  before: number,
  limit: number,
): Promise<UnpublishedPlay[]> {
  const reply = await store.zrangebyscore(KEY, '-inf', before, 'WITHSCORES', 'LIMIT', 0, limit);
  return pairsOf(reply).map(([play, at]) => decode(play, Number(at)));
}

/** Removes plays from the unpublished ones, except those that were added again since. */
export async function removeUnpublished(store: Store, plays: readonly UnpublishedPlay[]): Promise<void> {
  await removeScript(
    store,
    [KEY],
    plays.flatMap((play) => [encode(play), play.at]),
  );
}

function encode({ player, day }: UnpublishedPlay): string {
  return `${day} ${player}`;
}

function decode(play: string, at: number): UnpublishedPlay {
  const separator = play.indexOf(' ');
  return { day: play.slice(0, separator), player: play.slice(separator + 1), at };
}
