import { setTimeout as pause } from 'node:timers/promises';
import type { Send } from '@motus/testing/player';
import { type Client, createClient } from './client.ts';
import { guesses } from './guesses.ts';
import type { Journal } from './journal.ts';
import { pick, randomFrom } from './random.ts';
import type { Recorder } from './recorder.ts';
import { RequestPacer } from './request-pacer.ts';
import { VirtualPlayer } from './virtual-player.ts';

/** How often the next requests are sent. */
const TICK_MS = 5;
/** Registrations per second at most: hashing a password costs as much as dozens of requests. */
const MAX_REGISTRATIONS_PER_SECOND = 2.5;
const MAX_CONCURRENT_REGISTRATIONS = 8;
/** Concurrent registrations before the drill begins. */
const INITIAL_CONCURRENT_REGISTRATIONS = 4;
/** Requests that a registration and an average play take. */
const REQUESTS_PER_REGISTRATION = 9;
const ATTEMPTS_PER_PLAY = 4.5;
/** A request without an answer for longer than this is held up by a fault. */
const HELD_UP_AFTER_MS = 1000;
const MAX_WAIT_FOR_HELD_UP_MS = 30_000;
/** Every third player plays up to this many rows as a guest before registering. */
const MAX_GUEST_ROWS = 3;
const PERIODS = ['day', 'week', 'month', 'all'];

export interface LoadOptions {
  readonly origin: string;
  /** Prefix of the name of every player. */
  readonly group: string;
  readonly players: number;
  /** Requests that start each second, whether or not earlier ones were answered. */
  readonly rate: number;
  readonly seed: number;
  readonly answer: (day: string) => Promise<string>;
  readonly recorder: Recorder;
  readonly journal: Journal;
}

/**
 * An open load of virtual players: requests start at a steady rate whether or not earlier ones were answered, so that
 * a stall shows as players see it. A new player replaces each one who has finished, so that there is always a write.
 */
export class Load {
  readonly #options: LoadOptions;
  readonly #random: () => number;
  readonly #client: Client = createClient();
  readonly #pacer: RequestPacer;
  readonly #players: VirtualPlayer[] = [];
  #playing: VirtualPlayer[] = [];
  #created = 0;
  #registering = 0;
  readonly #registrationsPerSecond: number;
  /** The share of attempts among the requests that are not part of a registration. */
  readonly #attemptShare: number;
  #running = false;
  #stopped = false;
  #loop: Promise<void> | undefined;

  constructor(options: LoadOptions) {
    const { rate } = options;
    this.#options = options;
    this.#random = randomFrom(options.seed);
    this.#pacer = new RequestPacer(rate);
    this.#registrationsPerSecond = Math.min(MAX_REGISTRATIONS_PER_SECOND, rate / 40);
    const otherRequests = rate - this.#registrationsPerSecond * REQUESTS_PER_REGISTRATION;
    this.#attemptShare = (this.#registrationsPerSecond * ATTEMPTS_PER_PLAY) / otherRequests;
  }

  /** All players who have registered, in that order. */
  get players(): readonly VirtualPlayer[] {
    return this.#players;
  }

  /** Requests that were not sent because too many had no answer yet. */
  get unsent(): number {
    return this.#pacer.unsent;
  }

  /** Registers the first players. */
  async fill(): Promise<void> {
    const { players } = this.#options;
    // Bounded, so that a system that registers no player fails the drill instead of blocking it.
    for (
      let tries = 0;
      this.#playing.length < players && tries < players;
      tries += INITIAL_CONCURRENT_REGISTRATIONS
    ) {
      const missing = Math.min(INITIAL_CONCURRENT_REGISTRATIONS, players - this.#playing.length);
      await Promise.all(Array.from({ length: missing }, () => this.#register()));
    }
    if (this.#players.length === 0) throw new Error('no player could register');
  }

  /** Plays at the rate until `stop`. */
  start(): void {
    this.#running = true;
    this.#loop = this.#run();
  }

  /** Waits until no request is held up by a fault. */
  async waitForHeldUp(): Promise<void> {
    const begin = performance.now();
    while (performance.now() - begin < MAX_WAIT_FOR_HELD_UP_MS && this.#pacer.hasOpenFor(HELD_UP_AFTER_MS))
      await pause(50);
  }

  /** Stops sending, waits for the open requests, and sends again the attempts that were not acknowledged. */
  async stop(): Promise<void> {
    this.#running = false;
    await this.#loop;
    while (this.#pacer.open > 0) await pause(50);
    for (const player of this.#players) {
      for (let tries = 0; player.pending && tries < 5; tries++) await this.#attempt(player);
    }
    this.#stopped = true;
  }

  /** Closes the connections of all players. */
  close(): void {
    this.#client.close();
  }

  async #run(): Promise<void> {
    const begin = performance.now();
    const budget = this.#pacer.start();
    let registrations = 0;
    while (this.#running) {
      const seconds = (performance.now() - begin) / 1000;
      while (budget.isDue(seconds)) {
        if (!budget.take()) continue;
        const started = this.#act(registrations < seconds * this.#registrationsPerSecond);
        if (started === 'registration') registrations++;
        if (started === 'nothing') budget.skip();
      }
      await pause(TICK_MS);
    }
  }

  /** Starts one action, whose first request is sent at once; nothing if no player can send one at the moment. */
  #act(mayRegister: boolean): 'registration' | 'play' | 'nothing' {
    const present = this.#playing.length + this.#registering;
    const { players } = this.#options;
    if (mayRegister && present < players && this.#registering < MAX_CONCURRENT_REGISTRATIONS) {
      void this.#register();
      return 'registration';
    }
    const idle = this.#playing.filter(({ busy }) => !busy);
    const attempting = this.#random() < this.#attemptShare ? pick(idle, this.#random) : undefined;
    if (attempting !== undefined) {
      void this.#attempt(attempting);
      return 'play';
    }
    const reader = this.#pickReader();
    if (reader === undefined) return 'nothing';
    void this.#read(reader);
    return 'play';
  }

  async #register(): Promise<void> {
    this.#created++;
    this.#registering++;
    const number = this.#created;
    const { origin, group, journal, recorder, answer } = this.#options;
    const player = new VirtualPlayer({
      origin,
      name: `${group} ${number}`,
      send: this.#senderOf(number),
      journal,
      phase: () => recorder.current.number,
      guestRows: number % 3 === 0 ? 1 + Math.floor(this.#random() * MAX_GUEST_ROWS) : 0,
      plan: async (game) => guesses(game, await answer(game.day), this.#random),
    });
    try {
      await player.arrive();
      this.#players.push(player);
      this.#playing.push(player);
    } catch {
      // The recorder has its failed requests; another player registers instead.
    } finally {
      this.#registering--;
    }
  }

  async #attempt(player: VirtualPlayer): Promise<void> {
    player.busy = true;
    // Without an answer the player's next attempt is the same one.
    await player.attempt().catch(() => undefined);
    player.busy = false;
    this.#playing = this.#playing.filter(({ state }) => state === 'playing');
  }

  #pickReader(): VirtualPlayer | undefined {
    const { players, journal } = this.#options;
    // Not for a player with entries at risk: whether rows are missing is only known after `reconcile`.
    const certain = this.#players.slice(-players).filter(({ name }) => !journal.isUncertain(name));
    return pick(certain, this.#random);
  }

  async #read(player: VirtualPlayer): Promise<void> {
    const chance = this.#random();
    const read =
      chance < 0.5
        ? player.today()
        : chance < 0.85
          ? player.leaderboard(pick(PERIODS, this.#random) ?? 'day')
          : player.statistics();
    await read.catch(() => undefined);
  }

  /** The sender of a player, which counts and records every request until `stop`. */
  #senderOf(number: number): Send {
    return async (url, init) => {
      // Requests of the verification are no load.
      if (this.#stopped) return this.#client.sender(number, () => undefined)(url, init);
      const { recorder } = this.#options;
      const phase = recorder.current;
      const send = this.#client.sender(number, (outcome) => recorder.add(phase, outcome));
      return this.#pacer.track(() => send(url, init));
    };
  }
}
