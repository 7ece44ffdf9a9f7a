import type { Day, GameView } from '@motus/contracts';
import type { Draft } from './draft.ts';
import type { Storage } from './storage.ts';

/** The row that a player was writing when the page was left, and whether its word was already under way. */
export interface KeptRow extends Draft {
  /** The id of the player. */
  readonly player: string;
  readonly day: Day;
  /** From 1. */
  readonly row: number;
  readonly sent: boolean;
}

export function keepRow(storage: Storage, kept: KeptRow): void {
  storage.write(NAME, kept);
}

/** The row that is kept, where it is this player's and the next one of this play. */
export function keptRowOf(storage: Storage, player: string, play: GameView): KeptRow | undefined {
  const kept = storage.read(NAME) as Partial<KeptRow> | undefined;
  const fits =
    kept?.player === player &&
    kept.day === play.day &&
    kept.row === play.rows.length + 1 &&
    play.state === 'playing' &&
    Array.isArray(kept.cells) &&
    kept.cells.length === play.length &&
    kept.cells.every((letter) => letter === null || /^[A-Z]$/.test(String(letter))) &&
    Number.isInteger(kept.cursor);
  return fits ? (kept as KeptRow) : undefined;
}

const NAME = 'row';
