import { readFileSync } from 'node:fs';
import type { Player } from '@motus/contracts';
import { commit, defineScript, type Store } from '@motus/store';
import { Counter, type Registry } from 'prom-client';
import { GUEST_KEPT } from './guests.ts';
import { keys } from './keys.ts';
import type { Ledger } from './ledger.ts';

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

const takeOverScript = defineScript({
  name: 'takeOverPlay',
  lua: readFileSync(new URL('take-over.lua', import.meta.url), 'utf8'),
  read: (reply) => reply === 1,
});

/**
 * Guest and account are in two hash slots, so there is no one step. Instead each step may be repeated: the guest is
 * claimed, which the first account wins; then its plays, which change no more, are put in place one by one; then what
 * has ended is published. After a death in between the browser still has its guest, and asks again.
 *
 * @param options.metrics gets the counter `guests_moved_total`
 */
export function guestMove(options: {
  store: Store;
  ledger: Pick<Ledger, 'publish'>;
  metrics: Registry;
}): GuestMove {
  const { store, ledger, metrics } = options;
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
    if (days.length === 0) return owner;

    const [summaries, ...plays] = await Promise.all([
      store.hgetall(keys.history(guest)),
      ...days.map((day) => store.lrange(keys.play(guest, day), 0, -1)),
    ]);
    await commit(store, () =>
      Promise.all([
        store.set(keys.name(account.id), account.name),
        ...days.map((day, i) => takeOver(account.id, day, summaries[day] ?? '', plays[i] ?? [])),
      ]),
    );
    await ledger.publish(account.id, days);
    return owner;
  };

  function takeOver(
    account: string,
    day: string,
    summary: string,
    rows: readonly string[],
  ): Promise<boolean> {
    const written = [
      keys.play(account, day),
      keys.history(account),
      keys.unpublished(account),
      keys.disqualified(account),
    ];
    return takeOverScript(store, written, [day, summary, ...rows]);
  }
}
