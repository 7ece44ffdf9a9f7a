/** An attempt that the system has acknowledged. */
export interface AcknowledgedAttempt {
  readonly player: string;
  /** From 1. */
  readonly row: number;
  readonly word: string;
}

/** The acknowledged attempts of each player, by row. */
export class Journal {
  readonly #words = new Map<string, string[]>();
  #count = 0;

  add(attempts: readonly AcknowledgedAttempt[]): void {
    for (const { player, row, word } of attempts) {
      const words = this.#words.get(player) ?? [];
      words[row - 1] = word;
      this.#words.set(player, words);
    }
    this.#count += attempts.length;
  }

  /** How many attempts were acknowledged. */
  get count(): number {
    return this.#count;
  }

  get players(): string[] {
    return [...this.#words.keys()];
  }

  /** The acknowledged words of a player, first row first. */
  words(player: string): readonly string[] {
    return this.#words.get(player) ?? [];
  }
}
