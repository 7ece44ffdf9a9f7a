/**
 * The row that a player is writing. `cells` has the typed letters; where it has null, a hint may be visible. `cursor` is
 * the cell of the next letter, and `cells.length` after the last cell. At 0, the first letter comes next: it is given,
 * so typing it only confirms it, and any other letter goes to the second cell.
 */
export interface Draft {
  readonly cells: readonly (string | null)[];
  readonly cursor: number;
}

/** The letters that a row starts with, one for each cell: the given first letter, and those found in place. */
export type Hints = readonly (string | null)[];

export function emptyDraft(length: number): Draft {
  return { cells: Array<null>(length).fill(null), cursor: 0 };
}

/** Adds a letter (A-Z); returns the same draft if there is no cell left. */
export function typeLetter(draft: Draft, hints: Hints, letter: string): Draft {
  if (draft.cursor === 0 && letter === hints[0]) return { ...draft, cursor: 1 };
  const at = Math.max(1, draft.cursor);
  if (at >= draft.cells.length) return draft;
  return { cells: draft.cells.with(at, letter), cursor: at + 1 };
}

/** Removes the letter under the cursor; if there is none, the letter before it. */
export function eraseLetter(draft: Draft): Draft {
  if (draft.cells[draft.cursor]) return clearCell(draft);
  if (draft.cursor <= 1) return { ...draft, cursor: 0 };
  return clearCell({ ...draft, cursor: draft.cursor - 1 });
}

/** Removes the letter under the cursor; the cursor stays. */
export function clearCell(draft: Draft): Draft {
  if (!draft.cells[draft.cursor]) return draft;
  return { ...draft, cells: draft.cells.with(draft.cursor, null) };
}

/** Moves the cursor to a cell, at least the first and at most the last one. */
export function moveCursor(draft: Draft, to: number): Draft {
  return { ...draft, cursor: Math.min(Math.max(0, to), draft.cells.length - 1) };
}

/** Returns the cell that shows the cursor. */
export function shownCursor({ cursor }: Draft): number {
  return Math.max(1, cursor);
}

/** Returns the word of the row, with hints where nothing was typed; null if a cell is blank. */
export function wordOf(draft: Draft, hints: Hints): string | null {
  const letters = draft.cells.map((typed, at) => typed ?? hints[at] ?? null);
  return letters.includes(null) ? null : letters.join('');
}
