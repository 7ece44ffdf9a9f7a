/**
 * The row that a player is writing. Cells are those that were typed; hints show through the others. The cursor is
 * the cell that the next letter goes to, and `cells.length` after the last one. At 0 the first letter is next: it is
 * given, so typing it there only confirms it, and any other letter goes to the second cell.
 */
export interface Draft {
  readonly cells: readonly (string | null)[];
  readonly cursor: number;
}

/** The letters that a row starts with, one for each cell: the given first letter, and those found in their place. */
export type Hints = readonly (string | null)[];

export function emptyDraft(length: number): Draft {
  return { cells: Array<null>(length).fill(null), cursor: 0 };
}

/** The draft with one more letter (A-Z); the same draft where there is no room left. */
export function typeLetter(draft: Draft, hints: Hints, letter: string): Draft {
  if (draft.cursor === 0 && letter === hints[0]) return { ...draft, cursor: 1 };
  const at = Math.max(1, draft.cursor);
  if (at >= draft.cells.length) return draft;
  return { cells: draft.cells.with(at, letter), cursor: at + 1 };
}

/** The draft without the letter under the cursor or, where nothing was typed there, without the one before it. */
export function eraseLetter(draft: Draft): Draft {
  if (draft.cells[draft.cursor]) return clearCell(draft);
  if (draft.cursor <= 1) return { ...draft, cursor: 0 };
  return clearCell({ ...draft, cursor: draft.cursor - 1 });
}

/** The draft without the letter under the cursor, which stays. */
export function clearCell(draft: Draft): Draft {
  if (!draft.cells[draft.cursor]) return draft;
  return { ...draft, cells: draft.cells.with(draft.cursor, null) };
}

/** The draft with its cursor on another cell, the first and the last being as far as it goes. */
export function moveCursor(draft: Draft, to: number): Draft {
  return { ...draft, cursor: Math.min(Math.max(0, to), draft.cells.length - 1) };
}

/** The cell that shows the cursor. */
export function shownCursor({ cursor }: Draft): number {
  return Math.max(1, cursor);
}

/** The word of the row, hints standing where nothing was typed; null while a cell is blank. */
export function wordOf(draft: Draft, hints: Hints): string | null {
  const letters = draft.cells.map((typed, at) => typed ?? hints[at] ?? null);
  return letters.includes(null) ? null : letters.join('');
}
