import type { Day, GameView } from '@motus/contracts';
import { dayAfter, dayBefore, monthOf } from '@motus/game';
import { useEffect, useMemo } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { hashOf, hashOfArchive } from '../app/route.ts';
import { GUEST, ownerOf } from '../app/session.ts';
import { BoardMessage } from '../game/board/board-message.tsx';
import { Grid } from '../game/board/grid.tsx';
import { PlaySummary } from '../game/board/play-summary.tsx';
import { gameTexts } from '../game/game-texts.ts';
import { Keyboard } from '../game/keyboard/keyboard.tsx';
import { usePhysicalKeyboard } from '../game/keyboard/use-physical-keyboard.ts';
import { RefusalHelp } from '../game/refusal-help.tsx';
import { dateInWords, shortDate } from '../ui/dates.ts';
import { Icon } from '../ui/icons.tsx';
import { texts } from '../ui/texts/texts.ts';
import type { ArchiveApi } from './archive-api.ts';
import { createArchiveGame } from './archive-game.ts';
import { archiveTexts } from './archive-texts.ts';
import { ArchivedResult } from './archived-result.tsx';
import type { Span } from './calendar.tsx';

interface ArchivedDayProps {
  day: Day;
  api: ArchiveApi;
  span: Span | null;
}

/** The play of a past day, on the same kind of board as today's. */
export function ArchivedDay({ day, api, span }: ArchivedDayProps) {
  const { device, retry, session } = useApp();
  const owner = ownerOf(session.value) ?? GUEST;
  const game = useMemo(
    () =>
      createArchiveGame({
        ...device,
        api,
        retry,
        day,
        owner,
        isOwner: () => ownerOf(session.peek()) === owner,
      }),
    [device, api, retry, day, owner, session],
  );
  const { board } = game;
  usePhysicalKeyboard(board);
  useEffect(() => void game.load(), [game]);

  const play = game.play.value;
  const ended = play && play.state !== 'playing' && !board.revealing.value;
  return (
    <div class="game">
      <header class="game-head">
        <a
          class="icon-button"
          href={hashOfArchive(monthOf(day))}
          aria-label={archiveTexts.value.calendar}
          title={archiveTexts.value.calendar}
        >
          <Icon of="archive" />
        </a>
        <h1>{dateInWords(day)}</h1>
        <About play={play} />
        {play && <PlaySummary board={board} />}
      </header>
      <DayNav day={day} span={span} />
      {game.error.value && <NoPlay error={game.error.value} />}
      {!play && !game.error.value && <p class="waiting">{texts.value.loading}</p>}
      <Grid board={board} />
      <BoardMessage board={board} />
      <RefusalHelp board={board} />
      {ended && <ArchivedResult play={play} board={board} />}
      {play && !ended && <Keyboard board={board} />}
    </div>
  );
}

function About({ play }: { play: GameView | null }) {
  const { settings } = useApp();
  return (
    <p class="muted">
      {play && <span>{gameTexts.value.game.letters(play.length)}</span>}{' '}
      <strong class="badge">{archiveTexts.value.badge}</strong>{' '}
      {settings.current.value.hardMode && <strong class="badge">{gameTexts.value.game.hardMode}</strong>}
    </p>
  );
}

function DayNav({ day, span }: { day: Day; span: Span | null }) {
  const [before, after] = [dayBefore(day), dayAfter(day)];
  return (
    <nav class="archive-steps" aria-label={archiveTexts.value.days}>
      {span && before >= span.first && (
        <a class="quiet" rel="prev" href={hashOfArchive(before)}>
          ← {shortDate(before)}
        </a>
      )}
      {span && after <= span.last && (
        <a class="quiet" rel="next" href={hashOfArchive(after)}>
          {shortDate(after)} →
        </a>
      )}
    </nav>
  );
}

/** Shown if the day has no word in the archive, or not yet: yesterday's play may be unfinished. */
function NoPlay({ error }: { error: string }) {
  return (
    <div class="waiting">
      <p role="alert">{error}</p>
      <p class="result-ways">
        <a href={hashOf('game')}>{texts.value.toGame}</a>
        <a href={hashOf('archive')}>{archiveTexts.value.all}</a>
      </p>
    </div>
  );
}
