import { useEffect } from 'preact/hooks';
import type { Board } from '../board/board.ts';
import { lettersOf } from '../board/letters.ts';

/** Connects the physical keyboard to a board while the calling component is on screen. */
export function usePhysicalKeyboard(board: Board): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isShortcut(event) || event.isComposing || isInDialogOrInput(event)) return;
      if (press(board, event)) event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [board]);
}

/** Handles a key. @returns false for a key that the board does not use */
function press(board: Board, { key, repeat, target }: KeyboardEvent): boolean {
  const control = target instanceof Element ? target.closest<HTMLElement>('a, button') : null;
  if (key === 'Enter') {
    // Enter on a focused link or button activates that.
    if (control || repeat) return false;
    void board.submit();
    return true;
  }
  const action = actions[key];
  if (action) action(board);
  else if (key.length === 1 && lettersOf(key)) board.type(key);
  else return false;
  // A player who types has finished with the focused control: the next Enter submits the word.
  control?.blur();
  return true;
}

const actions: Record<string, (board: Board) => void> = {
  Backspace: (board) => board.erase(),
  Delete: (board) => board.clearCell(),
  ArrowLeft: (board) => board.moveBy(-1),
  ArrowRight: (board) => board.moveBy(1),
  Home: (board) => board.moveBy(Number.NEGATIVE_INFINITY),
  End: (board) => board.moveBy(Number.POSITIVE_INFINITY),
};

/** AltGr types characters, although Windows reports it as Ctrl and Alt. */
function isShortcut(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph');
}

/** Dialogs and form fields handle their own keys. */
function isInDialogOrInput({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('dialog, input') !== null;
}
