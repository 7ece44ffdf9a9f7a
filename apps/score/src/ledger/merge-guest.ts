import { readFileSync } from 'node:fs';
import type { Player } from '@motus/contracts';
import { commit, defineScript, type Store } from '@motus/store';
import { Counter, type Registry } from 'prom-client';
import type { Publication } from '../leaderboards/publication.ts';
import { keys } from '../players/player-keys.ts';
import { GUEST_KEPT } from './guests.ts';

/**
 * Moves all plays of a guest to the first account that asks for them; to be repeated until it has resolved. Resolves
 * with the id of the account that has them: another one where that was first.
 */
export type GuestMove = (guest: string, account: Player) => Promise<string>;

/**
 * From then on the guest plays no more, and what it played is what it is: append.lua asks for the owner.
 *
 * KEYS 1 owner, 2 days; ARGV 1 account, 2 how many seconds it is known.
 */
const claimScript = defineScript({
  name: 'claimGuest',
  lua: `
    local owner = redis.call('GET', KEYS[1])
    local first = not owner
    if first then
      owner = ARGV[1]
      redis.call('SET', KEYS[1], owner, 'EX', ARGV[2])
    end
    return { owner, first and 1 or 0, redis.call('SMEMBERS', KEYS[2]) }`,
  read: (reply) => reply as [owner: string, first: 0 | 1, days: string[]],
});

/**
 * take-over.lua for a play of the archive, which is in no history and on no leaderboard. Its day is over, so it comes
 * only where the account has none.
 *
 * KEYS 1 archived play, 2 archive; ARGV 1 day, 2 summary, the others the rows.
 */
const takeOverArchivedScript = defineScript({
  name: 'takeOverArchived',
  lua: `
    if #ARGV == 2 or redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
    redis.call('RPUSH', KEYS[1], unpack(ARGV, 3))
    redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
    return 1`,
  read: (reply) => reply === 1,
});

const takeOverScript = defineScript({
  name: 'takeOverPlay',
  lua: readFileSync(new URL('merge-play.lua', import.meta.url), 'utf8'),
  read: (reply) => reply === 1,
});

/**
 * Guest and account are in two hash slots, so there is no one step. Instead each step may be repeated: the guest is
 * claimed, which the first account wins; then its plays, which change no more, are put in place one by one; then what
 * has ended is published. After a death in between the browser still has its guest, and asks again.
 *
 * @param options.metrics gets the counter `guests_moved_total`
 * @param options.now     the clock, in milliseconds since the Unix epoch
 * @param options.today   the current day
 */
export function guestMove(options: {
  store: Store;
  publication: Publication;
  metrics: Registry;
  now: () => number;
  today: () => string;
}): GuestMove {
  const { store, publication, metrics, now, today } = options;
  const moved = new Counter({
    name: 'guests_moved_total',
    help: 'Guests whose plays went to an account',
    registers: [metrics],
  });

  return async (guest, account) => {
    const [owner, first, days] = await commit(store, () =>
      claimScript(store, [keys.owner(guest), keys.days(guest)], [account.id, GUEST_KEPT]),
    );
    if (owner !== account.id) return owner;
    if (first === 1) moved.inc();
    const [plays, archived] = await Promise.all([playsOf(guest, days), archivedPlaysOf(guest)]);
    const at = now();
    const ended = days.map((day) => ({ player: account.id, day, at }));
    await commit(store, () =>
      Promise.all([
        publication.announce(ended),
        ...(plays.length === 0 ? [] : [store.set(keys.name(account.id), account.name)]),
        ...plays.map((play) => takeOver(account.id, play)),
        ...archived.map((play) => takeOverArchived(account.id, play)),
      ]),
    );
    publication.publishSoon(ended);
    return owner;
  };

  async function playsOf(guest: string, days: readonly string[]): Promise<StoredPlay[]> {
    const [summaries, ...plays] = await Promise.all([
      store.hgetall(keys.history(guest)),
      ...days.map((day) => store.lrange(keys.play(guest, day), 0, -1)),
    ]);
    return days.map((day, i) => ({ day, summary: summaries[day] ?? '', rows: plays[i] ?? [] }));
  }

  async function archivedPlaysOf(guest: string): Promise<StoredPlay[]> {
    const summaries = Object.entries(await store.hgetall(keys.archive(guest)));
    return Promise.all(
      summaries.map(async ([day, summary]) => {
        const rows = await store.lrange(keys.archivedPlay(guest, day), 0, -1);
        return { day, summary, rows };
      }),
    );
  }

  function takeOver(account: string, { day, summary, rows }: StoredPlay): Promise<boolean> {
    const written = [keys.play(account, day), keys.history(account), keys.disqualified(account)];
    return takeOverScript(store, written, [day, summary, day < today() ? 'over' : '', ...rows]);
  }

  function takeOverArchived(account: string, { day, summary, rows }: StoredPlay): Promise<boolean> {
    const written = [keys.archivedPlay(account, day), keys.archive(account)];
    return takeOverArchivedScript(store, written, [day, summary, ...rows]);
  }
}

/** A play as the store keeps it; the summary is empty where there is none. */
interface StoredPlay {
  readonly day: string;
  readonly summary: string;
  readonly rows: readonly string[];
}
