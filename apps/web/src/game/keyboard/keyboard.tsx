import type { ComponentChildren } from 'preact';
import { useApp } from '../../app/app-context.ts';
import { Icon } from '../../ui/icons.tsx';
import type { Board } from '../board/board.ts';
import { gameTexts } from '../game-texts.ts';
import { type Key as KeyName, layouts } from './layouts.ts';

/** The keyboard on screen; each key shows the best mark of its letter so far. */
export function Keyboard({ board }: { board: Board }) {
  const { layout } = useApp();
  return (
    <section class="keyboard" aria-label={gameTexts.value.keyboard.region} data-layout={layout.value}>
      {layouts[layout.value].map((keys) => (
        <div class="keys" key={keys.join('')}>
          {keys.map((key) => (
            <KeyOf key={key} of={key} board={board} />
          ))}
        </div>
      ))}
    </section>
  );
}

function KeyOf({ of: key, board }: { of: KeyName; board: Board }) {
  const { erase, submit } = gameTexts.value.keyboard;
  if (key === 'Backspace') {
    return (
      <Key name={erase} wide onPress={board.erase}>
        <Icon of="erase" />
      </Key>
    );
  }
  if (key === 'Enter') {
    return (
      <Key name={submit} wide onPress={board.submit}>
        {submit}
      </Key>
    );
  }
  return <LetterKey letter={key} board={board} />;
}

function LetterKey({ letter, board }: { letter: string; board: Board }) {
  const mark = board.letters.value.get(letter);
  return (
    <Key
      name={gameTexts.value.keyboard.key(letter, mark)}
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
      // A key must not take the focus: Enter on a physical keyboard would press it again.
      onPointerDown={keepFocus}
      onMouseDown={keepFocus}
    >
      {children}
    </button>
  );
}

const keepFocus = (event: Event) => event.preventDefault();
