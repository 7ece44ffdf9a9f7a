import type { GameView } from '@motus/contracts';
import { monthOf } from '@motus/game';
import { hashOf, hashOfArchive } from '../app/route.ts';
import type { Board } from '../game/board/board.ts';
import { gameTexts } from '../game/game-texts.ts';
import { ResultCard } from '../game/result-card.tsx';
import { ShareButtons } from '../game/sharing/share-buttons.tsx';
import { archiveTexts } from './archive-texts.ts';

/** The end of the play of a past day. */
export function ArchivedResult({ play, board }: { play: GameView; board: Board }) {
  return (
    <ResultCard play={play} board={board}>
      <p class="muted">
        {play.archive
          ? archiveTexts.value.uncounted
          : archiveTexts.value.played(gameTexts.value.result.points(play.points))}
      </p>
      <ShareButtons play={play} />
      <p class="result-ways">
        <a href={hashOfArchive(monthOf(play.day))}>{archiveTexts.value.calendar}</a>
        <a href={hashOf('game')}>{gameTexts.value.game.toToday}</a>
      </p>
    </ResultCard>
  );
}
