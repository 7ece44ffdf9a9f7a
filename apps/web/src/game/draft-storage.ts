import type { Day, GameView } from '@motus/contracts';
import { effect } from '@preact/signals';
import { GUEST } from '../app/session.ts';
import type { Storage } from '../platform/storage.ts';
import type { Board } from './board/board.ts';
import type { Draft } from './board/draft.ts';

/** A draft as it is stored, to survive a reload. */
export interface StoredDraft extends Draft {
  /** The id of the player, or {@link GUEST}. */
  readonly owner: string;
  readonly day: Day;
  readonly archive: boolean;
  /** From 1. */
  readonly row: number;
  /** Whether the word was being sent. */
  readonly sent: boolean;
}

/**
 * Stores the draft of a board at every change. A guest's draft is stored beside a player's, so that a player who is
 * logged out for a while finds both again.
 *
 * @param writing returns whose draft it is and in which play; it reads signals
 */
export function saveDraftOnChange(
  storage: Storage,
  board: Board,
  writing: () => { owner: string | null; play: GameView | null },
): void {
  effect(() => {
    const { owner, play } = writing();
    const draft = board.draft.value;
    if (!owner || play?.state !== 'playing' || draft.cells.length !== play.length) return;
    const { day, rows, archive = false } = play;
    const stored: StoredDraft = {
      ...draft,
      owner,
      day,
      archive,
      row: rows.length + 1,
      sent: board.sending.value,
    };
    storage.write(storageName(owner, archive), stored);
  });
}

/**
 * Returns the stored draft if it belongs to the next row of the play. A player continues the draft of the guest once;
 * its word is not sent again, because the account may have played the row differently.
 */
export function takeDraft(storage: Storage, owner: string, play: GameView): StoredDraft | undefined {
  const guests = owner === GUEST ? undefined : readDraft(storage, GUEST, play);
  if (!guests?.cells.some(Boolean)) return readDraft(storage, owner, play);
  storage.write(storageName(GUEST, guests.archive), null);
  return { ...guests, owner, sent: false };
}

function readDraft(storage: Storage, owner: string, play: GameView): StoredDraft | undefined {
  const stored = storage.read(storageName(owner, play.archive === true)) as Partial<StoredDraft> | undefined;
  const fits =
    stored?.owner === owner &&
    stored.day === play.day &&
    stored.row === play.rows.length + 1 &&
    play.state === 'playing' &&
    Array.isArray(stored.cells) &&
    stored.cells.length === play.length &&
    stored.cells.every((letter) => letter === null || /^[A-Z]$/.test(String(letter))) &&
    Number.isInteger(stored.cursor);
  return fits ? (stored as StoredDraft) : undefined;
}

function storageName(owner: string, archive: boolean): string {
  return `${archive ? 'archive-' : ''}${owner === GUEST ? 'guest-' : ''}row`;
}
