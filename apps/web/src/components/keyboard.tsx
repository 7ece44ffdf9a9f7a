import type { ComponentChildren } from 'preact';
import { texts } from '../texts.ts';
import { useApp } from './app-context.ts';

const ROWS = ['AZERTYUIOP', 'QSDFGHJKLM', 'WXCVBN'];

/** The AZERTY keyboard on screen; each key shows the best mark that its letter ever had. */
export function Keyboard() {
  const { game } = useApp();
  return (
    <section class="keyboard" aria-label={texts.keyboard.region}>
      {ROWS.map((letters, at) => (
        <div class="keys" key={letters}>
          {[...letters].map((letter) => (
            <LetterKey key={letter} letter={letter} />
          ))}
          {at === ROWS.length - 1 && (
            <>
              <Key name={texts.keyboard.erase} wide onPress={game.erase}>
                <EraseSign />
              </Key>
              <Key name={texts.keyboard.submit} wide onPress={game.submit}>
                {texts.keyboard.submit}
              </Key>
            </>
          )}
        </div>
      ))}
    </section>
  );
}

function LetterKey({ letter }: { letter: string }) {
  const { game } = useApp();
  const mark = game.letters.value.get(letter);
  return (
    <Key
      name={texts.keyboard.key(letter, mark)}
      letter={letter}
      mark={mark}
      onPress={() => game.type(letter)}
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

function EraseSign() {
  return (
    <svg class="sign" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M8.5 5h12v14h-12L3 12zM11.5 9l6 6m0-6l-6 6" />
    </svg>
  );
}
