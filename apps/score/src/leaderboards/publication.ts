import { setTimeout as wait } from 'node:timers/promises';
import { commit, defineGroupScript, defineScript, type Store } from '@motus/store';
import { summariesOf } from '../ledger/stored-play.ts';
import { keys, UNPUBLISHED } from '../players/player-keys.ts';
import type { Leaderboards } from './leaderboards.ts';
import { type Standing, standings } from './period-totals.ts';

/** A play that has ended, or is about to, and belongs on the leaderboards. */
export interface EndedPlay {
  readonly player: string;
  readonly day: string;
  /** When it was announced, in milliseconds since the Unix epoch. */
  readonly at: number;
}

/**
 * The way from the ledger to the leaderboards. Plays that end at about the same time go together, because a command has
 * its price whatever it does: nobody who plays waits for it, and whoever reads a leaderboard waits until it is done.
 */
export interface Publication {
  /**
   * Puts plays on the list of the unpublished: one of the commands of the write that ends them, so that no death in
   * between loses a place. A play that does not end after all is taken off again.
   */
  announce(plays: readonly EndedPlay[]): Promise<void>;
  /** Publishes announced plays within moments. */
  publishSoon(plays: readonly EndedPlay[]): void;
  /**
   * Resolves once all that came to `publishSoon` until now is on the leaderboards. It waits for a moment only: while the
   * store is away whoever reads has to wait for that anyhow, and nobody waits for an answer twice as long.
   */
  settled(): Promise<void>;
  /** Ends it, once all is published. */
  close(): Promise<void>;
}

/** How long plays wait for others, in milliseconds, and how many go together: few enough to hold up nobody's attempt. */
const SOON = 100;
const AT_ONCE = 32;

/** How long a reader waits for what is under way, in milliseconds. */
const SETTLED_WITHIN = 1500;

/** How often is looked for what was left behind, and how old that is, in milliseconds: publishing takes far less. */
const SWEEP_EVERY = 1000;
const LEFT_BEHIND = 2000;

const historyScript = defineGroupScript({
  name: 'readHistory',
  lua: `return redis.call('HGETALL', KEYS[1])`,
  read: (reply) => summariesOf(reply as string[]),
});

/** Takes plays off the list, but for those that were announced again meanwhile. KEYS 1 list; ARGV play, at, play, … */
const forgetScript = defineScript({
  name: 'forgetUnpublished',
  lua: `
    local done = {}
    for i = 1, #ARGV, 2 do
      local at = redis.call('ZSCORE', KEYS[1], ARGV[i])
      if at and tonumber(at) == tonumber(ARGV[i + 1]) then done[#done + 1] = ARGV[i] end
    end
    if #done > 0 then redis.call('ZREM', KEYS[1], unpack(done)) end`,
  read: () => undefined,
});

/**
 * @param options.now  the clock, in milliseconds since the Unix epoch
 * @param options.warn gets why something could not be published for the time being
 */
export function createPublication(options: {
  store: Store;
  leaderboards: Pick<Leaderboards, 'publish'>;
  now: () => number;
  warn: (error: unknown) => void;
}): Publication {
  const { store, leaderboards, now, warn } = options;
  let gathering: EndedPlay[] = [];
  let leaving: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();
  let sweeping = false;
  let warned = false;
  const timer = setInterval(() => {
    // Not while the store is away: one that waits is enough.
    if (!sweeping) inTurn(sweep);
  }, SWEEP_EVERY).unref();

  /** One after the other: the next may know more plays of the same player. */
  function inTurn(work: () => Promise<void>): void {
    underWay = underWay.then(work).then(
      () => {
        warned = false;
      },
      (error) => {
        // Once until it succeeds: what was left behind is tried every second.
        if (!warned) warn(error);
        warned = true;
      },
    );
  }

  function leave(): void {
    clearTimeout(leaving);
    leaving = undefined;
    const plays = gathering;
    gathering = [];
    if (plays.length > 0) inTurn(() => publish(plays));
  }

  async function publish(plays: readonly EndedPlay[]): Promise<void> {
    if (plays.length === 0) return;
    const days = Map.groupBy(plays, ({ player }) => player);
    const players = Array.from(days.keys());
    const histories = await historyScript(
      store,
      players.map((player) => ({ keys: [keys.history(player)], args: [] })),
    );
    const reached = new Map<string, Standing[]>();
    players.forEach((player, i) => {
      const history = histories[i] ?? [];
      const ended = (days.get(player) ?? []).map(({ day }) => day);
      // What was announced may not have ended after all.
      const known = ended.filter((day) => history.some((play) => play.day === day));
      reached.set(player, standings(history, known));
    });
    // The list forgets them only then: what a lost primary takes from the leaderboards must still be on it.
    await commit(store, () => leaderboards.publish(reached));
    await forgetScript(
      store,
      [UNPUBLISHED],
      plays.flatMap((play) => [memberOf(play), play.at]),
    );
  }

  /** What some instance announced, and did not come to publish. */
  async function sweep(): Promise<void> {
    sweeping = true;
    try {
      for (let found = AT_ONCE; found === AT_ONCE; ) {
        const plays = await leftBehind();
        await publish(plays);
        found = plays.length;
      }
    } finally {
      sweeping = false;
    }
  }

  async function leftBehind(): Promise<EndedPlay[]> {
    const until = now() - LEFT_BEHIND;
    const flat = await store.zrangebyscore(UNPUBLISHED, '-inf', until, 'WITHSCORES', 'LIMIT', 0, AT_ONCE);
    return flat.flatMap((member, i) => (i % 2 === 0 ? endedPlayOf(member, Number(flat[i + 1])) : []));
  }

  return {
    async announce(plays) {
      if (plays.length === 0) return;
      await store.zadd(UNPUBLISHED, ...plays.flatMap((play) => [play.at, memberOf(play)]));
    },
    publishSoon(plays) {
      gathering.push(...plays);
      if (gathering.length >= AT_ONCE) leave();
      else if (gathering.length > 0) leaving ??= setTimeout(leave, SOON);
    },
    async settled() {
      leave();
      await Promise.race([underWay, wait(SETTLED_WITHIN, undefined, { ref: false })]);
    },
    close() {
      clearInterval(timer);
      leave();
      return underWay;
    },
  };
}

function memberOf({ player, day }: EndedPlay): string {
  return `${day} ${player}`;
}

function endedPlayOf(member: string, at: number): EndedPlay {
  const separator = member.indexOf(' ');
  return { day: member.slice(0, separator), player: member.slice(separator + 1), at };
}
