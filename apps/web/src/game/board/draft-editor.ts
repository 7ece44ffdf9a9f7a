import type { ReadonlySignal, Signal } from '@preact/signals';
import { gameTexts } from '../game-texts.ts';
import type { BoardEffects } from './board-effects.ts';
import type { BoardMessages } from './board-messages.ts';
import {
  clearCell,
  type Draft,
  eraseLetter,
  type Hints,
  moveCursor,
  shownCursor,
  typeLetter,
} from './draft.ts';
import { type GridRow, spokenCell } from './grid-rows.ts';
import { lettersOf } from './letters.ts';

/** Changes the draft: the row that the player is writing. */
export interface DraftEditor {
  /** Types a text; accents are removed, and characters that are no letters are ignored. */
  type(text: string): void;
  erase(): void;
  /** Clears the cell under the cursor. */
  clearCell(): void;
  /** Moves the cursor to a cell, counted from 0. */
  moveTo(cell: number): void;
  /** Moves the cursor by a number of cells, and announces the cell that it reaches. */
  moveBy(cells: number): void;
}

export interface DraftEditorOptions extends Pick<BoardEffects, 'onCue'> {
  draft: Signal<Draft>;
  hints: ReadonlySignal<Hints>;
  rows: ReadonlySignal<readonly GridRow[]>;
  messages: BoardMessages;
  /** Tells whether the draft may change now. */
  canEdit(): boolean;
}

export function createDraftEditor(options: DraftEditorOptions): DraftEditor {
  const { draft, hints, rows, messages, canEdit, onCue } = options;
  const edit = (change: (draft: Draft) => Draft) => {
    if (!canEdit()) return;
    const before = draft.value;
    draft.value = change(before);
    messages.dismiss();
    if (draft.value.cells !== before.cells) onCue('key');
  };
  return {
    type(text) {
      for (const letter of lettersOf(text)) edit((row) => typeLetter(row, hints.value, letter));
    },
    erase: () => edit(eraseLetter),
    clearCell: () => edit(clearCell),
    moveTo: (cell) => edit((row) => moveCursor(row, cell)),
    moveBy(cells) {
      edit((row) => moveCursor(row, shownCursor(row) + cells));
      const at = shownCursor(draft.value);
      const cell = rows.value.find(({ state }) => state === 'current')?.cells[at];
      if (cell) messages.announce(gameTexts.value.row.cursor(at + 1, spokenCell(cell)));
    },
  };
}
