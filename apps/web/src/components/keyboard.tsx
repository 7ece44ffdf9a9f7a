import type { ComponentChildren } from 'preact';
import type { Board } from '../state/board.ts';
import { texts } from '../texts/texts.ts';
import { Icon } from './icons.tsx';

const ROWS = ['AZERTYUIOP', 'QSDFGHJKLM', 'WXCVBN'];

/** The keyboard on screen; each key shows the best mark that its letter ever had. */
export function Keyboard({ board }: { board: Board }) {
  return (
    <section class="keyboard" aria-label={texts.value.keyboard.region}>
      {ROWS.map((letters, at) => (
        <div class="keys" key={letters}>
          {[...letters].map((letter) => (
            <LetterKey key={letter} letter={letter} board={board} />
          ))}
          {at === ROWS.length - 1 && (
            <>
              <Key name={texts.value.keyboard.erase} wide onPress={board.erase}>
                <Icon of="erase" />
              </Key>
              <Key name={texts.value.keyboard.submit} wide onPress={board.submit}>
                {texts.value.keyboard.submit}
              </Key>
            </>
          )}
        </div>
      ))}
    </section>
  );
}

function LetterKey({ letter, board }: { letter: string; board: Board }) {
  const mark = board.letters.value.get(letter);
  return (
    <Key
      name={texts.value.keyboard.key(letter, mark)}
      letter={letter}
      mark={mark}
      onPress={() => board.type(letter)}
    >
      <span class="letter">{letter}</span>
    </Key>
  );
}

interface KeyProps {
  name: string;
  letter?: string;
  mark?: string | undefined;
  wide?: boolean;
  onPress: () => unknown;
  children: ComponentChildren;
}

function Key({ name, letter, mark, wide = false, onPress, children }: KeyProps) {
  return (
    <button
      type="button"
      class={wide ? 'key wide' : 'key'}
      aria-label={name}
      data-key={letter}
      data-mark={mark}
      onClick={() => void onPress()}
      // A pressed key does not take the focus: Enter on a real keyboard would press it once more.
      onPointerDown={keepFocus}
      onMouseDown={keepFocus}
    >
      {children}
    </button>
  );
}

const keepFocus = (event: Event) => event.preventDefault();
