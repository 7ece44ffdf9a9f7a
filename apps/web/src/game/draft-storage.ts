import type { Day, GameView } from '@motus/contracts';
import { effect } from '@preact/signals';
import { GUEST } from '../app/session.ts';
import type { Storage } from '../platform/storage.ts';
import type { Board } from './board/board.ts';
import type { Draft } from './board/draft.ts';

/** The row that somebody was writing when the page was left, and whether its word was already under way. */
export interface KeptRow extends Draft {
  /** The id of the player, or that of the guest. */
  readonly owner: string;
  readonly day: Day;
  readonly archive: boolean;
  /** From 1. */
  readonly row: number;
  readonly sent: boolean;
}

/**
 * Keeps the row of a board at every change, from now on. A guest's is kept beside that of an account: who is logged out
 * in between finds both again.
 *
 * @param writing who is writing in which play; read as signals are
 */
export function keepRows(
  storage: Storage,
  board: Board,
  writing: () => { owner: string | null; play: GameView | null },
): void {
  effect(() => {
    const { owner, play } = writing();
    const draft = board.draft.value;
    if (!owner || play?.state !== 'playing' || draft.cells.length !== play.length) return;
    const { day, rows, archive = false } = play;
    const kept: KeptRow = {
      ...draft,
      owner,
      day,
      archive,
      row: rows.length + 1,
      sent: board.sending.value,
    };
    storage.write(nameOf(owner, archive), kept);
  });
}

/**
 * The row that is kept, where it is the next one of this play. An account goes on with what was typed as a guest, once;
 * a word that was under way then is not sent by itself: the account may have played the row differently.
 */
export function takeRow(storage: Storage, owner: string, play: GameView): KeptRow | undefined {
  const guests = owner === GUEST ? undefined : keptRowOf(storage, GUEST, play);
  if (!guests?.cells.some(Boolean)) return keptRowOf(storage, owner, play);
  storage.write(nameOf(GUEST, guests.archive), null);
  return { ...guests, owner, sent: false };
}

function keptRowOf(storage: Storage, owner: string, play: GameView): KeptRow | undefined {
  const kept = storage.read(nameOf(owner, play.archive === true)) as Partial<KeptRow> | undefined;
  const fits =
    kept?.owner === owner &&
    kept.day === play.day &&
    kept.row === play.rows.length + 1 &&
    play.state === 'playing' &&
    Array.isArray(kept.cells) &&
    kept.cells.length === play.length &&
    kept.cells.every((letter) => letter === null || /^[A-Z]$/.test(String(letter))) &&
    Number.isInteger(kept.cursor);
  return fits ? (kept as KeptRow) : undefined;
}

function nameOf(owner: string, archive: boolean): string {
  return `${archive ? 'archive-' : ''}${owner === GUEST ? 'guest-' : ''}row`;
}
