import type { Mark } from '@motus/contracts';

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
}

/** An account that the system has acknowledged. */
export interface AcknowledgedAccount {
  readonly kind: 'account';
  readonly player: string;
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
  readonly entries: (AcknowledgedAttempt | AcknowledgedAccount)[] = [];
  /** Answers that contradict earlier ones, a line each. */
  readonly contradictions: string[] = [];
  readonly #ids = new Map<string, string>();
  readonly #attempts = new Map<string, AcknowledgedAttempt[]>();
  readonly #pending = new Map<string, string>();
  readonly #accounts = new Set<string>();
  readonly #moved = new Set<string>();

  account(player: string, phase: number): void {
    if (this.#accounts.has(player)) return;
    this.#accounts.add(player);
    this.entries.push({ kind: 'account', player, phase });
  }

  /** Under which id others see a player. */
  identify(player: string, id: string): void {
    this.#ids.set(player, id);
  }

  /** The account of somebody who played as a guest before. */
  moved(player: string): void {
    this.#moved.add(player);
  }

  idOf(player: string): string | undefined {
    return this.#ids.get(player);
  }

  /** An attempt is under way; the same one may be on its way several times. */
  sent(player: string, day: string, word: string): void {
    this.#pending.set(key(player, day), word);
  }

  /** An attempt has been acknowledged: what was pending of this play is no more. */
  acknowledged(attempt: Omit<AcknowledgedAttempt, 'kind'>): void {
    const play = key(attempt.player, attempt.day);
    const attempts = this.#attempts.get(play) ?? [];
    const entry = { kind: 'attempt', ...attempt } as const;
    this.entries.push(entry);
    attempts.push(entry);
    this.#attempts.set(play, attempts);
    this.#pending.delete(play);
  }

  contradiction(line: string): void {
    this.contradictions.push(line);
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
