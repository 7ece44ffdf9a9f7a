import { useEffect } from 'preact/hooks';
import type { Board } from '../board/board.ts';
import { lettersOf } from '../board/letters.ts';

/** While the calling component is on screen, a real keyboard writes into the row of a board. */
export function usePhysicalKeyboard(board: Board): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isShortcut(event) || event.isComposing || isElsewhere(event)) return;
      if (press(board, event)) event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [board]);
}

/** Does what a key means; false for a key that is not the board's. */
function press(board: Board, { key, repeat, target }: KeyboardEvent): boolean {
  const control = target instanceof Element ? target.closest<HTMLElement>('a, button') : null;
  if (key === 'Enter') {
    // A focused link or button keeps its own Enter.
    if (control || repeat) return false;
    void board.submit();
    return true;
  }
  const action = actions[key];
  if (action) action(board);
  else if (key.length === 1 && lettersOf(key)) board.type(key);
  else return false;
  // Who writes has left the control that had the focus: the Enter that follows is for the word.
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

/** AltGr types characters; on Windows it also counts as Ctrl and Alt. */
function isShortcut(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph');
}

/** A dialog and a form keep their keys. */
function isElsewhere({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('dialog, input') !== null;
}
