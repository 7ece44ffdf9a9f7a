import type { Mark } from '@motus/game';

/** An attempt that the system has acknowledged. */
export interface AcknowledgedAttempt {
  readonly kind: 'attempt';
  readonly player: string;
  readonly day: string;
  /** From 1. */
  readonly row: number;
  readonly word: string;
  readonly pattern: readonly Mark[];
  /** When the ledger took it, as it said itself, in milliseconds since the Unix epoch. */
  readonly at: number;
  /** The phase of the drill in which the acknowledgement came. */
  readonly phase: number;
  /** When it came, in milliseconds since the Unix epoch. */
  readonly acknowledgedAt: number;
}

/** An account that the system has acknowledged. */
export interface AcknowledgedAccount {
  readonly kind: 'account';
  readonly player: string;
  readonly phase: number;
  readonly acknowledgedAt: number;
}

/** The play of a guest that the system has acknowledged to be on an account. */
export interface AcknowledgedMove {
  readonly kind: 'move';
  readonly player: string;
  readonly phase: number;
  readonly acknowledgedAt: number;
}

/** Anything that the system has acknowledged. */
export type Acknowledged = AcknowledgedAttempt | AcknowledgedAccount | AcknowledgedMove;

/** Something acknowledged that a power cut has taken, as the setting of the stores allows. */
export interface Forgone {
  readonly entry: Acknowledged;
  /** The phase of the power cut. */
  readonly phase: number;
}

/** One player's play of one day, as far as the drill knows. */
export interface JournalPlay {
  readonly player: string;
  readonly day: string;
  /** The acknowledged attempts in the order of their rows. */
  readonly attempts: readonly AcknowledgedAttempt[];
  /** Words that were sent for the row after these and never acknowledged: they may be in the ledger or not. */
  readonly pending: string | undefined;
}

/**
 * What the system has acknowledged to any player, in that order, and nothing else: what must be there at the end. Names
 * stand for players; the drill gives each to one.
 */
export class Journal {
  readonly entries: Acknowledged[] = [];
  /** Answers that contradict earlier ones, a line each. */
  readonly contradictions: string[] = [];
  /** What need not be there any more. */
  readonly forgone: Forgone[] = [];
  readonly #ids = new Map<string, string>();
  readonly #attempts = new Map<string, AcknowledgedAttempt[]>();
  readonly #pending = new Map<string, string>();
  readonly #accounts = new Set<string>();
  readonly #moved = new Set<string>();
  /** What a power cut may have taken, with its phase. */
  readonly #atRisk = new Map<Acknowledged, number>();
  readonly #uncertain = new Set<string>();

  account(player: string, phase: number): void {
    if (this.#accounts.has(player)) return;
    this.#accounts.add(player);
    this.entries.push({ kind: 'account', player, phase, acknowledgedAt: Date.now() });
  }

  /** Under which id others see a player. */
  identify(player: string, id: string): void {
    this.#ids.set(player, id);
  }

  /** The account of somebody who played as a guest before. */
  moved(player: string, phase: number): void {
    this.#moved.add(player);
    this.entries.push({ kind: 'move', player, phase, acknowledgedAt: Date.now() });
  }

  idOf(player: string): string | undefined {
    return this.#ids.get(player);
  }

  /** An attempt is under way; the same one may be on its way several times. */
  sent(player: string, day: string, word: string): void {
    this.#pending.set(key(player, day), word);
  }

  /** An attempt has been acknowledged: what was pending of this play is no more. */
  acknowledged(attempt: Omit<AcknowledgedAttempt, 'kind' | 'acknowledgedAt'>): void {
    const play = key(attempt.player, attempt.day);
    const attempts = this.#attempts.get(play) ?? [];
    const entry = { kind: 'attempt', ...attempt, acknowledgedAt: Date.now() } as const;
    this.entries.push(entry);
    attempts.push(entry);
    this.#attempts.set(play, attempts);
    this.#pending.delete(play);
  }

  contradiction(line: string): void {
    this.contradictions.push(line);
  }

  /** A power cut in a phase of the drill may have taken some of what was acknowledged so far. */
  powerCut(mayLose: (entry: Acknowledged) => boolean, phase: number): void {
    const lost = this.entries.filter(mayLose);
    // A play that is not on its account any more is not there with any row.
    const movers = new Set(lost.filter(({ kind }) => kind === 'move').map(({ player }) => player));
    const withMoved = this.entries.filter(({ kind, player }) => kind === 'attempt' && movers.has(player));
    for (const entry of [...lost, ...withMoved]) {
      this.#atRisk.set(entry, phase);
      this.#uncertain.add(entry.player);
    }
  }

  /** A registration failed before its last response: the guest's plays may belong to an account by now. */
  interrupted(player: string): void {
    this.#uncertain.add(player);
  }

  /**
   * Whether a power cut may have taken something of a player, or a registration was interrupted: then nobody knows how the
   * play goes on.
   */
  isUncertain(player: string): boolean {
    return this.#uncertain.has(player);
  }

  get uncertain(): string[] {
    return [...this.#uncertain];
  }

  /** Whether a power cut may have taken the account of a player. */
  isAccountAtRisk(player: string): boolean {
    return [...this.#atRisk.keys()].some((entry) => entry.kind === 'account' && entry.player === player);
  }

  /** A player's account is gone: it need not be there, where a power cut may have taken it. */
  forgoAccount(player: string): void {
    for (const [entry, phase] of this.#atRisk) {
      if (entry.kind !== 'account' || entry.player !== player || !this.#accounts.delete(player)) continue;
      this.#moved.delete(player);
      this.forgone.push({ entry, phase });
    }
  }

  /** Whether an account is gone whose id was never seen: the leaderboards may still show a guest's play merged into it. */
  get hasLostUnknownAccount(): boolean {
    return this.forgone.some(({ entry }) => entry.kind === 'account' && !this.#ids.has(entry.player));
  }

  /** The ledger holds so many rows of a play: what a power cut may have taken of those behind need not be there. */
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

  /** Who became a player after having been a guest. */
  get formerGuests(): string[] {
    return [...this.#moved];
  }

  /** All plays in which anything was sent. */
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
