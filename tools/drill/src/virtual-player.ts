import type { GameView, Leaderboard, Statistics, Today, Visitor } from '@motus/contracts';
import { HttpPlayer, type Send } from '@motus/testing/player';
import type { Journal } from './journal.ts';

const PASSWORD = 'un mot de passe assez long';

/** What a player needs. */
export interface VirtualPlayerOptions {
  readonly origin: string;
  readonly name: string;
  readonly send: Send;
  readonly journal: Journal;
  /** The phase of the drill. */
  readonly phase: () => number;
  /** How many rows are played without an account before there is one; 0 for who registers first. */
  readonly guestRows: number;
  /** The words of a play. */
  readonly plan: (game: GameView) => Promise<string[]>;
}

/**
 * Somebody who registers, at once or in the middle of the play, plays one play, word by word, and looks at leaderboards
 * in between.
 */
export class VirtualPlayer {
  readonly name: string;
  readonly http: HttpPlayer;
  /** new: not there yet; lost: the system no longer agrees with what it had acknowledged. */
  state: 'new' | 'playing' | 'finished' | 'lost' = 'new';
  /** Arriving, registering or waiting for the answer to an attempt: nothing else is to be sent by this player but readings. */
  busy = false;
  readonly #options: VirtualPlayerOptions;
  /** An attempt, or the registration of a guest, was sent and not acknowledged. */
  pending = false;
  /** Plays without an account so far. */
  #guest: boolean;
  #registrationSent = false;
  #ended = false;
  #day = '';
  #plan: readonly string[] = [];
  /** Words of the rows that were acknowledged. */
  readonly #words: string[] = [];

  constructor(options: VirtualPlayerOptions) {
    const { origin, name, send, journal, phase, guestRows } = options;
    this.#options = options;
    this.#guest = guestRows > 0;
    this.name = name;
    this.http = new HttpPlayer(origin, name, PASSWORD, async (url, init) => {
      const response = await send(url, init);
      // From here on the account exists, whatever happens to the rest of the login.
      if (init.method === 'POST' && url.endsWith('/register') && response.status === 303)
        journal.account(name, phase());
      return response;
    });
  }

  /** Creates the account and logs in, or comes as a guest; opens the game. */
  async arrive(): Promise<void> {
    if (!this.#guest) await this.#register();
    const { game } = await this.http.today();
    this.#day = game.day;
    this.#plan = await this.#options.plan(game);
    this.state = 'playing';
  }

  /**
   * Plays the next word; one that was not acknowledged yet is sent again exactly as it was, until it is. A guest whose
   * time has come registers instead.
   */
  async attempt(): Promise<void> {
    const { journal, phase, guestRows } = this.#options;
    if (journal.isUncertain(this.name)) {
      this.state = 'lost';
      this.pending = false;
      return;
    }
    if (this.#guest && (this.#ended || this.#words.length >= guestRows)) {
      this.pending = true;
      await this.#register();
      this.pending = false;
      if (this.#ended) this.state = 'finished';
      return;
    }
    const row = this.#words.length + 1;
    const word = this.#plan[row - 1];
    if (word === undefined) return;
    this.pending = true;
    journal.sent(this.name, this.#day, word);
    const { status, json, text } = await this.http.attempt({ day: this.#day, row, word });
    if (status === 409 || status === 400) {
      // Over midnight a play that had not begun is closed: that is the rule, and no loss. The row before may have gone with
      // the power while this one was under way.
      const isExpected = json?.code === 'play_not_started' || json?.code === 'day_closed';
      if (!isExpected && !journal.isUncertain(this.name))
        journal.contradiction(`${this.name}, row ${row} ${word}: ${status} ${text.slice(0, 200)}`);
      this.state = 'lost';
      this.pending = false;
      return;
    }
    if (status !== 200) return;
    this.#compare(json, [...this.#words, word], 'the answer to an attempt');
    const acknowledged = json.rows[row - 1];
    if (acknowledged === undefined) return;
    const { pattern, at } = acknowledged;
    journal.acknowledged({ player: this.name, day: this.#day, row, word, pattern, at, phase: phase() });
    this.#words.push(word);
    this.pending = false;
    this.#ended = json.state !== 'playing';
    if (this.#ended && !this.#guest) this.state = 'finished';
  }

  /** Reads the game: it never shows less than was acknowledged before. */
  async today(): Promise<void> {
    const words = [...this.#words];
    const { status, json } = await this.http.get<Today>('/api/today');
    if (status !== 200) return;
    const play = json.game.day === this.#day ? json.game : json.unfinished;
    if (play?.day === this.#day) this.#compare(play, words, 'a reading of the game');
  }

  async leaderboard(period: string): Promise<void> {
    await this.http.get<Leaderboard>(`/api/leaderboards/${period}`);
  }

  async statistics(): Promise<void> {
    await this.http.get<Statistics>('/api/statistics');
  }

  /** Finds out whether a guest whose registration was interrupted has an account. */
  async settleRegistration(): Promise<void> {
    if (!this.#guest || !this.#registrationSent) return;
    await this.http.tryLogin();
    await this.#identify();
  }

  /** Creates the account and logs in. A registration that is interrupted is not repeated: nobody knows how far it came. */
  async #register(): Promise<void> {
    this.#registrationSent = true;
    try {
      await this.http.register();
      await this.#identify();
    } catch (error) {
      this.#options.journal.interrupted(this.name);
      throw error;
    }
  }

  /** Tells the journal whose account this browser is logged in to; without one it remains a guest. */
  async #identify(): Promise<void> {
    const { journal, phase } = this.#options;
    const { json, status } = await this.http.get<Visitor>('/api/me');
    if (status !== 200) throw new Error(`/api/me: ${status}`);
    if (json.player !== undefined) journal.identify(this.name, json.player.id);
    if (this.#guest && json.player !== undefined) journal.moved(this.name, phase());
    this.#guest = false;
  }

  #compare(play: GameView, words: readonly string[], where: string): void {
    const shown = play.rows.map(({ word }) => word);
    if (words.every((word, i) => shown[i] === word) || this.#options.journal.isUncertain(this.name)) return;
    this.#options.journal.contradiction(
      `${this.name}: ${where} shows ${shown.join(' ') || 'nothing'} after ${words.join(' ')} was acknowledged`,
    );
  }
}
