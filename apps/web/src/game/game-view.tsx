import type { Day, GameView as Play } from '@motus/contracts';
import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { helpTexts } from '../app/help-texts.ts';
import { LoginLink } from '../app/login-link.tsx';
import { hashOf } from '../app/route.ts';
import { dayInWords } from '../ui/dates.ts';
import { Icon } from '../ui/icons.tsx';
import { texts } from '../ui/texts/texts.ts';
import type { Board } from './board/board.ts';
import { BoardMessage } from './board/board-message.tsx';
import { Grid } from './board/grid.tsx';
import { PlaySummary } from './board/play-summary.tsx';
import { DisqualifiedCard } from './disqualified-card.tsx';
import { gameTexts } from './game-texts.ts';
import { Keyboard } from './keyboard/keyboard.tsx';
import { usePhysicalKeyboard } from './keyboard/use-physical-keyboard.ts';
import { RefusalHelp } from './refusal-help.tsx';
import { Result } from './result.tsx';

/** The daily game: heading, a link to the other play, grid, message, and the keyboard or the result. */
export function GameView() {
  const { game, settings } = useApp();
  const { board } = game;
  usePhysicalKeyboard(board);
  const play = game.play.value;
  if (!play) return <p class="waiting">{board.message.value?.text ?? texts.value.loading}</p>;
  // The result appears after the last letters are revealed.
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
          <span>{dayInWords(play.day)}</span> · <span>{gameTexts.value.game.letters(play.length)}</span>{' '}
          {(game.isLate.value || play.late) && <strong class="badge">{gameTexts.value.game.late}</strong>}{' '}
          {settings.current.value.hardMode && <strong class="badge">{gameTexts.value.game.hardMode}</strong>}
        </p>
        <PlaySummary board={board} />
      </header>
      <LoggedOut />
      <OtherPlay />
      <Grid key={play.day} board={board} />
      <BoardMessage board={board} idle={<Welcome play={play} />} />
      <RefusalHelp board={board} />
      {ended ? <Result key={play.day} play={play} /> : <Controls play={play} board={board} />}
    </div>
  );
}

/** The keyboard, where the play may go on. */
function Controls({ play, board }: { play: Play; board: Board }) {
  return play.disqualified ? <DisqualifiedCard /> : <Keyboard board={board} />;
}

function Heading({ day }: { day: Day }) {
  const { game } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(day);
  useEffect(() => {
    if (shown.current === day) return;
    shown.current = day;
    // The switch button that had the focus is gone: continue at the top of the other play.
    heading.current?.focus();
  }, [day]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {game.isLate.value ? gameTexts.value.game.lateTitle : gameTexts.value.game.title}
    </h1>
  );
}

/** For guests who have not played yet. */
function Welcome({ play }: { play: Play }) {
  const { session } = useApp();
  const visitor = session.value;
  if (visitor.state !== 'guest' || visitor.loggedOut || play.rows.length > 0) return null;
  return (
    <p class="muted">
      {texts.value.guest.newcomer} <a href={hashOf('help')}>{helpTexts.value.title}</a>
    </p>
  );
}

/** For players who were logged out on this page: the play on screen is the guest's. */
function LoggedOut() {
  const { session } = useApp();
  const visitor = session.value;
  if (visitor.state !== 'guest' || !visitor.loggedOut) return null;
  return (
    <p class="other-play" role="alert">
      <span>{texts.value.guest.loggedOut}</span>
      <LoginLink class="quiet">{texts.value.login.link}</LoginLink>
    </p>
  );
}

function OtherPlay() {
  const { game } = useApp();
  const other = game.otherPlay.value;
  if (!other) return null;
  const late = game.isLate.value;
  return (
    <p class="other-play" key={other.day}>
      {!late && <span class="other-play-note">{gameTexts.value.game.unfinished}</span>}
      <button type="button" class="quiet" onClick={() => game.switchTo(other.day)}>
        {late ? gameTexts.value.game.toToday : gameTexts.value.game.finishUnfinished}
      </button>
    </p>
  );
}
