import { useEffect } from 'preact/hooks';
import type { GameState } from '../state/game-state.ts';
import { lettersOf } from '../wording/letters.ts';

/** While the calling component is on screen, a real keyboard writes into the row. */
export function usePhysicalKeyboard(game: GameState): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isShortcut(event) || event.isComposing) return;
      if (press(game, event)) event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [game]);
}

/** Does what a key means; false for a key that is not the game's. */
function press(game: GameState, { key, repeat, target }: KeyboardEvent): boolean {
  const control = target instanceof Element ? target.closest<HTMLElement>('a, button') : null;
  if (key === 'Enter') {
    // A focused link or button keeps its own Enter.
    if (control || repeat) return false;
    void game.submit();
    return true;
  }
  if (key === 'Backspace') game.erase();
  else if (key.length === 1 && lettersOf(key)) game.type(key);
  else return false;
  // Who writes has left the control that had the focus: the Enter that follows is for the word.
  control?.blur();
  return true;
}

/** AltGr types characters; on Windows it also counts as Ctrl and Alt. */
function isShortcut(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph');
}
