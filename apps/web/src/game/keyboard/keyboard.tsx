import type { ComponentChildren } from 'preact';
import { useApp } from '../../app/app-context.ts';
import { Icon } from '../../ui/icons.tsx';
import { texts } from '../../ui/texts/texts.ts';
import type { Board } from '../board/board.ts';
import { type Key as KeyName, layouts } from './layouts.ts';

/** The keyboard on screen; each key shows the best mark that its letter ever had. */
export function Keyboard({ board }: { board: Board }) {
  const { layout } = useApp();
  return (
    <section class="keyboard" aria-label={texts.value.keyboard.region} data-layout={layout.value}>
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
  const { erase, submit } = texts.value.keyboard;
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
