import type { GameView, Leaderboard, Statistics, Today, Visitor } from '@motus/contracts';
import { HttpPlayer, type Send } from '@motus/testing/player';
import type { Journal } from './journal.ts';

/** The password of every account. */
const PASSWORD = 'un mot de passe assez long';

/** The settings of a player. */
export interface VirtualPlayerOptions {
  readonly origin: string;
  readonly name: string;
  readonly send: Send;
  readonly journal: Journal;
  /** The number of the current phase of the drill. */
  readonly phase: () => number;
  /** The number of rows that are played as a guest before the registration; 0 to register first. */
  readonly guestRows: number;
  /** Chooses the words of a play. */
  readonly plan: (game: GameView) => Promise<string[]>;
}

/**
 * A simulated player, who registers first or in the middle of the play, plays one play word by word, and reads leaderboards
 * and statistics in between.
 */
export class VirtualPlayer {
  readonly name: string;
  readonly http: HttpPlayer;
  /** `new` before the arrival; `lost` if the play cannot continue, because the system may have lost acknowledged rows. */
  state: 'new' | 'playing' | 'finished' | 'lost' = 'new';
  /** Whether an attempt or a registration has no answer yet: until then this player may only read. */
  busy = false;
  readonly #options: VirtualPlayerOptions;
  /** Whether an attempt, or the registration of a guest, was sent and not acknowledged. */
  pending = false;
  /** Whether this player has no account yet. */
  #isGuest: boolean;
  #registrationSent = false;
  #isPlayFinished = false;
  #day = '';
  /** The words of the play, by row. */
  #plan: readonly string[] = [];
  /** The words of the acknowledged rows. */
  readonly #words: string[] = [];

  constructor(options: VirtualPlayerOptions) {
    const { origin, name, send, journal, phase, guestRows } = options;
    this.#options = options;
    this.#isGuest = guestRows > 0;
    this.name = name;
    this.http = new HttpPlayer(origin, name, PASSWORD, async (url, init) => {
      const response = await send(url, init);
      // This answer acknowledges the account, even if the rest of the login fails.
      if (init.method === 'POST' && url.endsWith('/register') && response.status === 303)
        journal.addAccount(name, phase());
      return response;
    });
  }

  /** Registers, unless this player begins as a guest, and reads the game. @throws Error if a request fails */
  async arrive(): Promise<void> {
    if (!this.#isGuest) await this.#register();
    const { game } = await this.http.today();
    this.#day = game.day;
    this.#plan = await this.#options.plan(game);
    this.state = 'playing';
  }

  /**
   * Sends the next word. An attempt without an acknowledgement is repeated unchanged by the next call. A guest who has
   * played enough rows registers instead.
   */
  async attempt(): Promise<void> {
    const { journal, guestRows } = this.#options;
    if (journal.isUncertain(this.name)) {
      this.state = 'lost';
      this.pending = false;
      return;
    }
    if (this.#isGuest && (this.#isPlayFinished || this.#words.length >= guestRows)) {
      this.pending = true;
      await this.#register();
      this.pending = false;
      if (this.#isPlayFinished) this.state = 'finished';
      return;
    }
    await this.#sendNextWord();
  }

  async #sendNextWord(): Promise<void> {
    const { journal, phase } = this.#options;
    const row = this.#words.length + 1;
    const word = this.#plan[row - 1];
    if (word === undefined) return;
    this.pending = true;
    journal.addPending(this.name, this.#day, word);
    const { status, json, text } = await this.http.attempt({ day: this.#day, row, word });
    if (status === 409 || status === 400) {
      // By the rules, a play that had not begun is closed at midnight. After a power cut, the row before may be lost.
      const isExpected = json?.code === 'play_not_started' || json?.code === 'day_closed';
      if (!isExpected && !journal.isUncertain(this.name))
        journal.addContradiction(`${this.name}, row ${row} ${word}: ${status} ${text.slice(0, 200)}`);
      this.state = 'lost';
      this.pending = false;
      return;
    }
    if (status !== 200) return;
    this.#checkRows(json, [...this.#words, word], 'the answer to an attempt');
    const acknowledged = json.rows[row - 1];
    if (acknowledged === undefined) return;
    const { pattern, at } = acknowledged;
    journal.addAttempt({ player: this.name, day: this.#day, row, word, pattern, at, phase: phase() });
    this.#words.push(word);
    this.pending = false;
    this.#isPlayFinished = json.state !== 'playing';
    if (this.#isPlayFinished && !this.#isGuest) this.state = 'finished';
  }

  /** Reads the game, and records a contradiction if it lacks an acknowledged row. */
  async today(): Promise<void> {
    const words = [...this.#words];
    const { status, json } = await this.http.get<Today>('/api/today');
    if (status !== 200) return;
    const play = json.game.day === this.#day ? json.game : json.unfinished;
    if (play?.day === this.#day) this.#checkRows(play, words, 'a read of the game');
  }

  async leaderboard(period: string): Promise<void> {
    await this.http.get<Leaderboard>(`/api/leaderboards/${period}`);
  }

  async statistics(): Promise<void> {
    await this.http.get<Statistics>('/api/statistics');
  }

  /** Checks by a login whether an interrupted registration has created an account. */
  async resolveInterruptedRegistration(): Promise<void> {
    if (!this.#isGuest || !this.#registrationSent) return;
    await this.http.tryLogin();
    await this.#readAccount();
  }

  /** Registers and logs in. An interrupted registration is not repeated, because it may have created the account. */
  async #register(): Promise<void> {
    this.#registrationSent = true;
    try {
      await this.http.register();
      await this.#readAccount();
    } catch (error) {
      this.#options.journal.markUncertain(this.name);
      throw error;
    }
  }

  /** Reads the account of this session, and records its id. Without an account the player remains a guest. */
  async #readAccount(): Promise<void> {
    const { journal, phase } = this.#options;
    const { json, status } = await this.http.get<Visitor>('/api/me');
    if (status !== 200) throw new Error(`/api/me: ${status}`);
    if (json.player !== undefined) journal.setId(this.name, json.player.id);
    if (this.#isGuest && json.player !== undefined) journal.addMerge(this.name, phase());
    this.#isGuest = false;
  }

  #checkRows(play: GameView, words: readonly string[], where: string): void {
    const shown = play.rows.map(({ word }) => word);
    if (words.every((word, i) => shown[i] === word) || this.#options.journal.isUncertain(this.name)) return;
    this.#options.journal.addContradiction(
      `${this.name}: ${where} shows ${shown.join(' ') || 'nothing'} after ${words.join(' ')} was acknowledged`,
    );
  }
}
