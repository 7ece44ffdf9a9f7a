import { setTimeout as pause } from 'node:timers/promises';
import type { GameView } from '@motus/contracts';
import type { Send } from '@motus/testing/player';
import { createClient } from './client.ts';
import { guesses } from './guesses.ts';
import type { Journal } from './journal.ts';
import { pick, randomFrom } from './random.ts';
import type { Recorder } from './recorder.ts';
import { VirtualPlayer } from './virtual-player.ts';

/** How often the next requests are sent, in milliseconds. */
const TICK = 5;
/** Newcomers in a second at most: hashing a password costs as much as dozens of requests. */
const MOST_NEWCOMERS = 2.5;
/** Newcomers at the same time, and before the drill begins. */
const NEWCOMERS_AT_ONCE = 8;
const FIRST_AT_ONCE = 4;
/** What a registration and a mean play cost, in requests. */
const REGISTRATION = 9;
const ATTEMPTS = 4.5;
/** Requests without an answer at a time, in seconds' worth of the rate: what no longer fits is counted as not sent. */
const MOST_OPEN = 12;
/** A request without an answer for so long is held up, and how long that is waited for, in milliseconds. */
const SLOW = 1000;
const SETTLED_WITHIN = 30_000;
/** Every third player plays so many rows at most before there is an account. */
const MOST_GUEST_ROWS = 3;
const PERIODS = ['day', 'week', 'month', 'all'];

export interface LoadOptions {
  readonly origin: string;
  /** Begins the name of every player. */
  readonly group: string;
  readonly players: number;
  /** Requests that start each second, whatever becomes of those before. */
  readonly rate: number;
  readonly seed: number;
  readonly answer: (day: string) => Promise<string>;
  readonly recorder: Recorder;
  readonly journal: Journal;
}

/** Players at work. */
export interface Load {
  /** All who ever came in, in that order. */
  readonly everybody: readonly VirtualPlayer[];
  /** Requests that were not sent because too many had no answer yet. */
  readonly unsent: number;
  /** Lets the first players in. */
  fill(): Promise<void>;
  /** Plays at the rate until `stop`. */
  start(): void;
  /** Waits until no request is left that a fault holds up. */
  settled(): Promise<void>;
  /** Sends no more, waits for what is under way, and sends again what was not acknowledged. */
  stop(): Promise<void>;
  /** Closes the connections of all players. */
  close(): void;
}

/**
 * An open load: requests start at a steady rate whether or not those before were answered, so that a stall is seen as
 * players see it. Who has finished is followed by somebody new, so that there is always something to write.
 */
export function createLoad(options: LoadOptions): Load {
  const { origin, players, rate, recorder, journal } = options;
  const random = randomFrom(options.seed);
  const client = createClient();
  const everybody: VirtualPlayer[] = [];
  /** Who plays now. */
  let table: VirtualPlayer[] = [];
  let made = 0;
  let arriving = 0;
  /** Actions that have begun and not yet sent their first request; requests sent. */
  let planned = 0;
  let sent = 0;
  const open = new Set<{ readonly since: number }>();
  let unsent = 0;
  let running = false;
  let stopped = false;
  let loop: Promise<void> | undefined;

  const newcomersPerSecond = Math.min(MOST_NEWCOMERS, rate / 40);
  const attemptShare = (newcomersPerSecond * ATTEMPTS) / (rate - newcomersPerSecond * REGISTRATION);

  function senderOf(number: number): Send {
    return async (url, init) => {
      // What the verification asks later is no load.
      if (stopped) return client.sender(number, () => undefined)(url, init);
      const phase = recorder.current;
      planned = Math.max(0, planned - 1);
      sent++;
      const request = { since: performance.now() };
      open.add(request);
      const send = client.sender(number, (outcome) => recorder.add(phase, outcome));
      try {
        return await send(url, init);
      } finally {
        open.delete(request);
      }
    };
  }

  async function plan(game: GameView): Promise<string[]> {
    return guesses(game, await options.answer(game.day), random);
  }

  async function letIn(): Promise<void> {
    made++;
    arriving++;
    const player = new VirtualPlayer({
      origin,
      name: `${options.group} ${made}`,
      send: senderOf(made),
      journal,
      phase: () => recorder.current.number,
      guestRows: made % 3 === 0 ? 1 + Math.floor(random() * MOST_GUEST_ROWS) : 0,
      plan,
    });
    try {
      await player.arrive();
      everybody.push(player);
      table.push(player);
    } catch {
      // Its requests have told what went wrong; somebody else comes instead.
    } finally {
      arriving--;
    }
  }

  async function attempt(player: VirtualPlayer): Promise<void> {
    player.busy = true;
    // Without an answer the same attempt is this player's next.
    await player.attempt().catch(() => undefined);
    player.busy = false;
    table = table.filter(({ state }) => state === 'playing');
  }

  async function read(player: VirtualPlayer): Promise<void> {
    const chance = random();
    const reading =
      chance < 0.5
        ? player.today()
        : chance < 0.85
          ? player.leaderboard(pick(PERIODS, random) ?? 'day')
          : player.statistics();
    await reading.catch(() => undefined);
  }

  /** One action; its first request is sent at once. */
  function act(mayLetIn: boolean): boolean {
    if (mayLetIn && table.length + arriving < players && arriving < NEWCOMERS_AT_ONCE) {
      void letIn();
      return true;
    }
    const idle =
      random() < attemptShare
        ? pick(
            table.filter(({ busy }) => !busy),
            random,
          )
        : undefined;
    const reader = idle ?? pick(everybody.slice(-players).filter(isCertain), random);
    if (reader !== undefined) void (idle === undefined ? read(reader) : attempt(reader));
    return false;
  }

  /** Of whom a power cut may have taken something asks no more: the comparison at the end says what is left. */
  function isCertain({ name }: VirtualPlayer): boolean {
    return !journal.isUncertain(name);
  }

  async function play(): Promise<void> {
    const begin = performance.now();
    const before = sent;
    let newcomers = 0;
    while (running) {
      const seconds = (performance.now() - begin) / 1000;
      while (sent - before + planned + unsent < seconds * rate) {
        if (open.size >= MOST_OPEN * rate) {
          unsent++;
          continue;
        }
        planned++;
        if (act(newcomers < seconds * newcomersPerSecond)) newcomers++;
      }
      await pause(TICK);
    }
  }

  async function settled(): Promise<void> {
    const begin = performance.now();
    const waits = ({ since }: { since: number }) => performance.now() - since > SLOW;
    while (performance.now() - begin < SETTLED_WITHIN && [...open].some(waits)) await pause(50);
  }

  return {
    everybody,
    get unsent() {
      return unsent;
    },
    async fill() {
      // Bounded, so that a system that lets nobody in fails the drill and does not hold it up.
      for (let tries = 0; table.length < players && tries < players; tries += FIRST_AT_ONCE) {
        const seats = Math.min(FIRST_AT_ONCE, players - table.length);
        await Promise.all(Array.from({ length: seats }, letIn));
      }
      if (everybody.length === 0) throw new Error('nobody could register');
    },
    start() {
      running = true;
      loop = play();
    },
    settled,
    async stop() {
      running = false;
      await loop;
      while (open.size > 0) await pause(50);
      for (const player of everybody) {
        for (let tries = 0; player.pending && tries < 5; tries++) await attempt(player);
      }
      stopped = true;
    },
    close: () => client.close(),
  };
}
