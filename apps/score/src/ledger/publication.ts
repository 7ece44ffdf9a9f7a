import { commit, defineGroupScript, defineScript, type Store } from '@motus/store';
import type { Leaderboards } from '../leaderboards/leaderboards.ts';
import { type Standing, standings } from '../leaderboards/standings.ts';
import { keys, UNPUBLISHED } from './keys.ts';
import { summariesOf } from './stored-play.ts';

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
  /** Resolves once all that came to `publishSoon` until now is on the leaderboards, or has failed and will be tried again. */
  settled(): Promise<void>;
  /** Publishes what some instance announced and did not come to publish. */
  sweep(): Promise<void>;
  /** Ends it, once all is published. */
  close(): Promise<void>;
}

/** How long plays wait for others, in milliseconds, and how many go together: few enough to hold up nobody's attempt. */
const SOON = 100;
const AT_ONCE = 32;

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
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();
  const sweeping = setInterval(() => sweep().catch(warn), SWEEP_EVERY).unref();

  function leave(): void {
    clearTimeout(timer);
    timer = undefined;
    const plays = gathering;
    gathering = [];
    // One after the other: the next may know more plays of the same player.
    underWay = underWay.then(() => publish(plays)).catch(warn);
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

  async function sweep(): Promise<void> {
    const flat = await store.zrangebyscore(
      UNPUBLISHED,
      '-inf',
      now() - LEFT_BEHIND,
      'WITHSCORES',
      'LIMIT',
      0,
      AT_ONCE,
    );
    await publish(flat.flatMap((member, i) => (i % 2 === 0 ? endedPlayOf(member, Number(flat[i + 1])) : [])));
  }

  return {
    async announce(plays) {
      if (plays.length === 0) return;
      await store.zadd(UNPUBLISHED, ...plays.flatMap((play) => [play.at, memberOf(play)]));
    },
    publishSoon(plays) {
      gathering.push(...plays);
      if (gathering.length >= AT_ONCE) leave();
      else if (gathering.length > 0) timer ??= setTimeout(leave, SOON);
    },
    settled() {
      leave();
      return underWay;
    },
    sweep,
    close() {
      clearInterval(sweeping);
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
