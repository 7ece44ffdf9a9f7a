import type { Mark } from '@motus/game';

/** An acknowledged attempt. */
export interface AcknowledgedAttempt {
  readonly kind: 'attempt';
  readonly player: string;
  readonly day: string;
  /** From 1. */
  readonly row: number;
  readonly word: string;
  readonly pattern: readonly Mark[];
  /** The time of the row in the ledger, from the answer, in milliseconds since the Unix epoch. */
  readonly at: number;
  /** The phase of the drill in which the acknowledgement arrived. */
  readonly phase: number;
  /** When the acknowledgement arrived, in milliseconds since the Unix epoch. */
  readonly acknowledgedAt: number;
}

/** An acknowledged account. */
export interface AcknowledgedAccount {
  readonly kind: 'account';
  readonly player: string;
  readonly phase: number;
  readonly acknowledgedAt: number;
}

/** An acknowledged merge of a guest's play into an account. */
export interface AcknowledgedMerge {
  readonly kind: 'merge';
  readonly player: string;
  readonly phase: number;
  readonly acknowledgedAt: number;
}

/** Any acknowledged answer. */
export type Acknowledged = AcknowledgedAttempt | AcknowledgedAccount | AcknowledgedMerge;

/** An acknowledged entry that was lost in a power cut within the limit of `DURABILITY`: it is forgone. */
export interface Forgone {
  readonly entry: Acknowledged;
  /** The phase of the power cut. */
  readonly phase: number;
}

/** The play of one player on one day. */
export interface JournalPlay {
  readonly player: string;
  readonly day: string;
  /** The acknowledged attempts in the order of their rows. */
  readonly attempts: readonly AcknowledgedAttempt[];
  /** The word that was sent for the next row and not acknowledged: it may be in the ledger or not. */
  readonly pending: string | undefined;
}

/**
 * Records the acknowledged answers of all players in order: the entries that must be in the ledger at the end. Players are
 * identified by their names, which are unique in a drill.
 */
export class Journal {
  readonly entries: Acknowledged[] = [];
  /** One line for each answer that contradicts an earlier one. */
  readonly contradictions: string[] = [];
  /** The entries that may be missing, because a power cut lost them within the limit of `DURABILITY`. */
  readonly forgone: Forgone[] = [];
  readonly #ids = new Map<string, string>();
  readonly #attempts = new Map<string, AcknowledgedAttempt[]>();
  readonly #pending = new Map<string, string>();
  readonly #accounts = new Set<string>();
  readonly #formerGuests = new Set<string>();
  /** The entries that a power cut may have lost, with the phase of the cut. */
  readonly #atRisk = new Map<Acknowledged, number>();
  /** The players whose state is unknown until `reconcile`. */
  readonly #uncertain = new Set<string>();
  readonly #now: () => number;

  /** @param now the clock, in milliseconds since the Unix epoch */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Records an acknowledged account. May be called again for the same player. */
  addAccount(player: string, phase: number): void {
    if (this.#accounts.has(player)) return;
    this.#accounts.add(player);
    this.entries.push({ kind: 'account', player, phase, acknowledgedAt: this.#now() });
  }

  /** Records the public id of a player. */
  setId(player: string, id: string): void {
    this.#ids.set(player, id);
  }

  /** Records that the play of a former guest belongs to the player's account. */
  addMerge(player: string, phase: number): void {
    this.#formerGuests.add(player);
    this.entries.push({ kind: 'merge', player, phase, acknowledgedAt: this.#now() });
  }

  idOf(player: string): string | undefined {
    return this.#ids.get(player);
  }

  /** Records an attempt that was sent. Its retries may be recorded again. */
  addPending(player: string, day: string, word: string): void {
    this.#pending.set(key(player, day), word);
  }

  /** Records an acknowledged attempt, which is no longer pending. */
  addAttempt(attempt: Omit<AcknowledgedAttempt, 'kind' | 'acknowledgedAt'>): void {
    const play = key(attempt.player, attempt.day);
    const attempts = this.#attempts.get(play) ?? [];
    const entry = { kind: 'attempt', ...attempt, acknowledgedAt: this.#now() } as const;
    this.entries.push(entry);
    attempts.push(entry);
    this.#attempts.set(play, attempts);
    this.#pending.delete(play);
  }

  /** Records an answer that contradicts an earlier one. */
  addContradiction(line: string): void {
    this.contradictions.push(line);
  }

  /** Marks the entries that a power cut in this phase may have lost. Their players become uncertain. */
  markAtRisk(mayBeLost: (entry: Acknowledged) => boolean, phase: number): void {
    const lost = this.entries.filter(mayBeLost);
    // If the merge of a play is lost, the account has none of its rows.
    const merged = new Set(lost.filter(({ kind }) => kind === 'merge').map(({ player }) => player));
    const rowsOfMerged = this.entries.filter(({ kind, player }) => kind === 'attempt' && merged.has(player));
    for (const entry of [...lost, ...rowsOfMerged]) {
      this.#atRisk.set(entry, phase);
      this.#uncertain.add(entry.player);
    }
  }

  /** Marks a player whose registration failed before its last answer: the account may exist. */
  markUncertain(player: string): void {
    this.#uncertain.add(player);
  }

  /**
   * Whether the state of a player is unknown, because a power cut may have lost entries, or a registration was interrupted.
   */
  isUncertain(player: string): boolean {
    return this.#uncertain.has(player);
  }

  get uncertain(): string[] {
    return [...this.#uncertain];
  }

  /** Whether a power cut may have lost the account of a player. */
  isAccountAtRisk(player: string): boolean {
    return [...this.#atRisk.keys()].some((entry) => entry.kind === 'account' && entry.player === player);
  }

  /** Removes a missing account from the expected ones, if a power cut may have lost it. */
  forgoAccount(player: string): void {
    for (const [entry, phase] of this.#atRisk) {
      if (entry.kind !== 'account' || entry.player !== player || !this.#accounts.delete(player)) continue;
      this.#formerGuests.delete(player);
      this.forgone.push({ entry, phase });
    }
  }

  /** Whether a forgone account has an unknown id: the leaderboards may still show a guest's play that was merged into it. */
  get hasLostUnknownAccount(): boolean {
    return this.forgone.some(({ entry }) => entry.kind === 'account' && !this.#ids.has(entry.player));
  }

  /** Removes the expected rows of a play after the first `rows`, as far as a power cut may have lost them. */
  forgoAttempts({ player, day }: Pick<JournalPlay, 'player' | 'day'>, rows: number): void {
    const attempts = this.#attempts.get(key(player, day)) ?? [];
    for (let last = attempts.at(-1); last !== undefined && last.row > rows; last = attempts.at(-1)) {
      const phase = this.#atRisk.get(last);
      if (phase === undefined) return;
      attempts.pop();
      this.forgone.push({ entry: last, phase });
    }
  }

  get accounts(): string[] {
    return [...this.#accounts];
  }

  /** The players whose play began as a guest and was merged into their account. */
  get formerGuests(): string[] {
    return [...this.#formerGuests];
  }

  /** All plays in which an attempt was sent. */
  plays(): JournalPlay[] {
    const keys = new Set([...this.#attempts.keys(), ...this.#pending.keys()]);
    return [...keys].map((play) => {
      const [day = '', player = ''] = split(play);
      return { player, day, attempts: this.#attempts.get(play) ?? [], pending: this.#pending.get(play) };
    });
  }
}

function key(player: string, day: string): string {
  return `${day} ${player}`;
}

function split(play: string): [day: string, player: string] {
  const space = play.indexOf(' ');
  return [play.slice(0, space), play.slice(space + 1)];
}
