import type { Player } from '@motus/contracts';
import { commit, defineScript, readLua, type Store } from '@motus/store';
import type { Publication } from '../leaderboards/publication.ts';
import { addUnpublished } from '../leaderboards/unpublished-plays.ts';
import { playerKeys } from '../players/player-keys.ts';
import { GUEST_TTL } from './guests.ts';

/**
 * Merges the plays of a guest into an account. The first account that asks gets them; the caller repeats the call until
 * it resolves.
 *
 * @returns the id of the account that the guest was merged into: another account if that one asked first; and whether
 *   this is the call that bound the guest to it
 */
export type MergeGuest = (guest: string, account: Player) => Promise<{ owner: string; isNew: boolean }>;

const beginMergeScript = defineScript({
  name: 'beginMerge',
  lua: readLua('begin-merge.lua', import.meta.url),
  read: (reply) => reply as [account: string, first: 0 | 1, days: string[]],
});

const mergePlayScript = defineScript({
  name: 'mergePlay',
  lua: readLua('merge-play.lua', import.meta.url),
  read: (reply) => reply === 1,
});

const mergeArchivedPlayScript = defineScript({
  name: 'mergeArchivedPlay',
  lua: readLua('merge-archived-play.lua', import.meta.url),
  read: (reply) => reply === 1,
});

/**
 * Guest and account are in two hash slots, so merging cannot be one atomic step. Instead it is three that may each be
 * repeated: bind the guest to the account, after which its plays no longer change; merge the plays one by one; publish
 * the finished ones. After a crash in between, the browser still has its guest and asks again.
 *
 * @param options.now   the clock, in milliseconds since the Unix epoch
 * @param options.today the current day
 */
export function createMergeGuest(options: {
  store: Store;
  publication: Pick<Publication, 'schedule'>;
  now: () => number;
  today: () => string;
}): MergeGuest {
  const { store, publication, now, today } = options;
  return async (guest, account) => {
    const [owner, first, days] = await commit(store, () =>
      beginMergeScript(
        store,
        [playerKeys.mergedInto(guest), playerKeys.days(guest)],
        [account.id, GUEST_TTL],
      ),
    );
    if (owner !== account.id) return { owner, isNew: false };
    const [plays, archivedPlays] = await Promise.all([
      readPlays(store, guest, days),
      readArchivedPlays(store, guest),
    ]);
    const at = now();
    // Whether a play has finished is checked when it is published.
    const unpublished = days.map((day) => ({ player: account.id, day, at }));
    await commit(store, () =>
      Promise.all([
        addUnpublished(store, unpublished),
        ...(plays.length === 0 ? [] : [store.set(playerKeys.name(account.id), account.name)]),
        ...plays.map((play) => mergePlay(store, account.id, play, today())),
        ...archivedPlays.map((play) => mergeArchivedPlay(store, account.id, play)),
      ]),
    );
    publication.schedule(unpublished);
    return { owner, isNew: first === 1 };
  };
}

/** A play as the store keeps it; the summary is empty if there is none. */
interface StoredPlay {
  readonly day: string;
  readonly summary: string;
  readonly rows: readonly string[];
}

async function readPlays(store: Store, guest: string, days: readonly string[]): Promise<StoredPlay[]> {
  const [summaries, ...plays] = await Promise.all([
    store.hgetall(playerKeys.history(guest)),
    ...days.map((day) => store.lrange(playerKeys.play(guest, day), 0, -1)),
  ]);
  return days.map((day, i) => ({ day, summary: summaries[day] ?? '', rows: plays[i] ?? [] }));
}

async function readArchivedPlays(store: Store, guest: string): Promise<StoredPlay[]> {
  const summaries = Object.entries(await store.hgetall(playerKeys.archive(guest)));
  return Promise.all(
    summaries.map(async ([day, summary]) => {
      const rows = await store.lrange(playerKeys.archivedPlay(guest, day), 0, -1);
      return { day, summary, rows };
    }),
  );
}

/** Resolves with whether the account took the guest's play: see merge-play.lua. */
function mergePlay(store: Store, account: string, play: StoredPlay, today: string): Promise<boolean> {
  const { day, summary, rows } = play;
  const keys = [playerKeys.play(account, day), playerKeys.history(account), playerKeys.disqualified(account)];
  return mergePlayScript(store, keys, [day, summary, day < today ? 'over' : '', ...rows]);
}

function mergeArchivedPlay(store: Store, account: string, play: StoredPlay): Promise<boolean> {
  const { day, summary, rows } = play;
  const keys = [playerKeys.archivedPlay(account, day), playerKeys.archive(account)];
  return mergeArchivedPlayScript(store, keys, [day, summary, ...rows]);
}
