import type { Day } from '@motus/contracts';
import { useEffect, useRef } from 'preact/hooks';
import { texts } from '../texts.ts';
import { dayInWords } from '../wording/dates.ts';
import { useApp } from './app-context.ts';
import { Grid } from './grid.tsx';
import { Keyboard } from './keyboard.tsx';
import { Message } from './message.tsx';
import { Result } from './result.tsx';
import { usePhysicalKeyboard } from './use-physical-keyboard.ts';

/** The game: heading, the other play if there is one, grid, message, and the keyboard or the result. */
export function GameView() {
  const { game } = useApp();
  usePhysicalKeyboard(game);
  const play = game.game.value;
  if (!play) return <p class="waiting">{game.message.value?.text ?? texts.loading}</p>;
  return (
    <div class="game" data-state={play.state}>
      <header class="game-head">
        <Heading day={play.day} />
        <p class="muted">
          <span>{dayInWords(play.day)}</span>
          <span>{texts.game.letters(play.length)}</span>
          {(game.isLate.value || play.late) && <strong class="badge">{texts.game.late}</strong>}
        </p>
      </header>
      <OtherPlay />
      <Grid />
      <Message />
      {play.state === 'playing' ? <Keyboard /> : <Result key={play.day} play={play} />}
    </div>
  );
}

function Heading({ day }: { day: Day }) {
  const { game } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(day);
  useEffect(() => {
    if (shown.current === day) return;
    shown.current = day;
    // The button that switched is gone: go on from the top of the other play.
    heading.current?.focus();
  }, [day]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {game.isLate.value ? texts.game.lateTitle : texts.game.title}
    </h1>
  );
}

function OtherPlay() {
  const { game } = useApp();
  const other = game.other.value;
  if (!other) return null;
  const late = game.isLate.value;
  return (
    <p class="other-play" key={other.day}>
      {!late && <span class="other-play-note">{texts.game.unfinished}</span>}
      <button type="button" class="quiet" onClick={() => game.switchTo(other.day)}>
        {late ? texts.game.toToday : texts.game.finishUnfinished}
      </button>
    </p>
  );
}
