import { setTimeout as wait } from 'node:timers/promises';
import { commit, defineGroupScript, readLua, type Store } from '@motus/store';
import { decodeHistory } from '../ledger/stored-play.ts';
import { playerKeys } from '../players/player-keys.ts';
import { streakOn } from '../statistics/statistics.ts';
import type { Leaderboards } from './leaderboards.ts';
import { type PeriodTotal, periodTotals } from './period-totals.ts';
import { readUnpublished, removeUnpublished, type UnpublishedPlay } from './unpublished-plays.ts';

/**
 * Publishes finished plays on the leaderboards, after the player has been answered. Plays that finish at about the same
 * time are published together, because every command to the store has a fixed cost.
 */
export interface Publication {
  /** Publishes plays within 100 ms; `addUnpublished` has stored them before. */
  schedule(plays: readonly ScheduledPlay[]): void;
  /**
   * Resolves once all plays that were scheduled before are on the leaderboards, or after 1.5 seconds: a reader must not
   * wait here for a store that is away, because the read that follows waits for it as well.
   *
   * It waits for the plays of **this instance** only, and relies on `balance first` in haproxy.cfg, which sends all
   * requests to one instance while that is up: the instance that reads is the one that scheduled. If that does not hold
   * (after a failover, for a request that is sent again to the other instance, with another `balance`), a reader may see
   * a leaderboard without the latest plays, perhaps without their own: for about 100 ms if the other instance is alive,
   * for up to 3 seconds, until the sweep, if it died. Nothing is lost, and reading again shows them.
   */
  whenPublished(): Promise<void>;
  /** Stops the sweep; resolves once all scheduled plays are published. */
  close(): Promise<void>;
}

/** A play to publish. */
export interface ScheduledPlay extends UnpublishedPlay {
  /** Whether an attempt has just ended this play: then its streak is measured, once. */
  readonly hasEnded?: boolean;
}

/** How long plays wait for others, and how many are published together: few enough not to delay an attempt. */
const PUBLICATION_DELAY_MS = 100;
const MAX_BATCH_SIZE = 32;

/** How long a reader waits for what is being published. */
const MAX_READER_WAIT_MS = 1500;

/** How often to look for plays that no instance has published, and how old these are: publishing takes far less. */
const SWEEP_INTERVAL_MS = 1000;
const SWEEP_AFTER_MS = 2000;

const readHistoryScript = defineGroupScript({
  name: 'readHistory',
  lua: readLua('read-history.lua', import.meta.url),
  read: (reply) => decodeHistory(reply as string[]),
});

interface PublicationOptions {
  readonly store: Store;
  readonly leaderboards: Pick<Leaderboards, 'publish'>;
  /** The clock, in milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Called with the reason why plays cannot be published for the time being. */
  readonly warn: (error: unknown) => void;
  /** Called with the days won in a row up to a play that has just ended; not again for the same play. */
  readonly onStreak: (days: number) => void;
}

export function createPublication(options: PublicationOptions): Publication {
  const { store, now, warn } = options;
  const queue = createSerialQueue(warn);
  const publish = (plays: readonly ScheduledPlay[]) => publishPlays(options, plays);
  const batch = createBatch((plays) => queue.add(() => publish(plays)));
  const stopSweep = startSweep(queue, async () => {
    let plays: UnpublishedPlay[];
    do {
      plays = await readUnpublished(store, now() - SWEEP_AFTER_MS, MAX_BATCH_SIZE);
      await publish(plays);
    } while (plays.length === MAX_BATCH_SIZE);
  });

  return {
    schedule: batch.add,
    async whenPublished() {
      batch.flush();
      await Promise.race([queue.idle(), wait(MAX_READER_WAIT_MS, undefined, { ref: false })]);
    },
    close() {
      stopSweep();
      batch.flush();
      return queue.idle();
    },
  };
}

async function publishPlays(
  { store, leaderboards, onStreak }: PublicationOptions,
  plays: readonly ScheduledPlay[],
): Promise<void> {
  if (plays.length === 0) return;
  const playsOf = Map.groupBy(plays, ({ player }) => player);
  const players = Array.from(playsOf.keys());
  const histories = await readHistoryScript(
    store,
    players.map((player) => ({ keys: [playerKeys.history(player)], args: [] })),
  );
  const totals = new Map<string, PeriodTotal[]>();
  players.forEach((player, i) => {
    const history = histories[i] ?? [];
    const days = (playsOf.get(player) ?? []).map(({ day }) => day);
    // A play that was added may not have finished after all.
    const finished = days.filter((day) => history.some((play) => play.day === day));
    totals.set(player, periodTotals(history, finished));
    for (const { day, hasEnded } of playsOf.get(player) ?? []) if (hasEnded) onStreak(streakOn(day, history));
  });
  // Remove them only once the replica has the leaderboards: if the primary is lost before, they are published again.
  await commit(store, () => leaderboards.publish(totals));
  await removeUnpublished(store, plays);
}

interface SerialQueue {
  add(work: () => Promise<void>): void;
  /** Resolves once all that was added before is done; never rejects. */
  idle(): Promise<void>;
}

/**
 * Runs one piece of work after the other: the later one may read more plays of the same player.
 *
 * @param warn called with the first error after a success: failed work is tried again every second
 */
function createSerialQueue(warn: (error: unknown) => void): SerialQueue {
  let last: Promise<void> = Promise.resolve();
  let isFailing = false;
  return {
    add(work) {
      last = last.then(work).then(
        () => {
          isFailing = false;
        },
        (error) => {
          if (!isFailing) warn(error);
          isFailing = true;
        },
      );
    },
    idle: () => last,
  };
}

interface Batch {
  add(plays: readonly ScheduledPlay[]): void;
  flush(): void;
}

/** Collects plays; hands them over when there are `MAX_BATCH_SIZE`, or `PUBLICATION_DELAY_MS` after the first. */
function createBatch(publish: (plays: readonly ScheduledPlay[]) => void): Batch {
  let pending: ScheduledPlay[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const plays = pending;
    pending = [];
    if (plays.length > 0) publish(plays);
  }

  return {
    add(plays) {
      pending.push(...plays);
      if (pending.length >= MAX_BATCH_SIZE) flush();
      else if (pending.length > 0) timer ??= setTimeout(flush, PUBLICATION_DELAY_MS);
    },
    flush,
  };
}

/**
 * Adds a sweep to the queue every second, unless the one before still waits or runs, as it does while the store is away.
 *
 * @returns stops it
 */
function startSweep(queue: SerialQueue, sweep: () => Promise<void>): () => void {
  let isSweeping = false;
  const timer = setInterval(() => {
    if (isSweeping) return;
    isSweeping = true;
    queue.add(() =>
      sweep().finally(() => {
        isSweeping = false;
      }),
    );
  }, SWEEP_INTERVAL_MS).unref();
  return () => clearInterval(timer);
}
