import type { Day, GameView as Play } from '@motus/contracts';
import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { LoginLink } from '../app/login-link.tsx';
import { hashOf } from '../app/route.ts';
import { dayInWords } from '../ui/dates.ts';
import { Icon } from '../ui/icons.tsx';
import { texts } from '../ui/texts/texts.ts';
import { Message } from './board/board-message.tsx';
import { Grid } from './board/grid.tsx';
import { SummaryButton } from './board/play-summary.tsx';
import { Keyboard } from './keyboard/keyboard.tsx';
import { usePhysicalKeyboard } from './keyboard/use-physical-keyboard.ts';
import { RefusalHelp } from './refusal-help.tsx';
import { Result } from './result.tsx';

/** The game: heading, the other play if there is one, grid, message, and the keyboard or the result. */
export function GameView() {
  const { game, settings } = useApp();
  const { board } = game;
  usePhysicalKeyboard(board);
  const play = game.game.value;
  if (!play) return <p class="waiting">{board.message.value?.text ?? texts.value.loading}</p>;
  // What the last letters say comes first.
  const ended = play.state !== 'playing' && !board.revealing.value;
  return (
    <div class="game" data-state={ended ? play.state : 'playing'}>
      <header class="game-head">
        <a
          class="icon-button"
          href={hashOf('archive')}
          aria-label={texts.value.views.archive}
          title={texts.value.views.archive}
        >
          <Icon of="archive" />
        </a>
        <Heading day={play.day} />
        <p class="muted">
          <span>{dayInWords(play.day)}</span> · <span>{texts.value.game.letters(play.length)}</span>{' '}
          {(game.isLate.value || play.late) && <strong class="badge">{texts.value.game.late}</strong>}{' '}
          {settings.current.value.hardMode && <strong class="badge">{texts.value.game.hardMode}</strong>}
        </p>
        <SummaryButton board={board} />
      </header>
      <LoggedOut />
      <OtherPlay />
      <Grid key={play.day} board={board} />
      <Message board={board} idle={<Welcome play={play} />} />
      <RefusalHelp board={board} />
      {ended ? <Result key={play.day} play={play} /> : <Keyboard board={board} />}
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
      {game.isLate.value ? texts.value.game.lateTitle : texts.value.game.title}
    </h1>
  );
}

/** To whom the game may be new. */
function Welcome({ play }: { play: Play }) {
  const { session } = useApp();
  const who = session.value;
  if (who.state !== 'guest' || who.loggedOut || play.rows.length > 0) return null;
  return (
    <p class="muted">
      {texts.value.guest.newcomer} <a href={hashOf('help')}>{texts.value.help.title}</a>
    </p>
  );
}

/** To whom it happened in the middle: the play on screen is not the one that they know. */
function LoggedOut() {
  const { session } = useApp();
  const who = session.value;
  if (who.state !== 'guest' || !who.loggedOut) return null;
  return (
    <p class="other-play" role="alert">
      <span>{texts.value.guest.loggedOut}</span>
      <LoginLink class="quiet">{texts.value.login.link}</LoginLink>
    </p>
  );
}

function OtherPlay() {
  const { game } = useApp();
  const other = game.other.value;
  if (!other) return null;
  const late = game.isLate.value;
  return (
    <p class="other-play" key={other.day}>
      {!late && <span class="other-play-note">{texts.value.game.unfinished}</span>}
      <button type="button" class="quiet" onClick={() => game.switchTo(other.day)}>
        {late ? texts.value.game.toToday : texts.value.game.finishUnfinished}
      </button>
    </p>
  );
}
