import type { GameView } from '@motus/contracts';
import { monthOf } from '@motus/game';
import { ResultCard } from '../components/result-card.tsx';
import { ShareButtons } from '../components/share-buttons.tsx';
import type { Board } from '../state/board.ts';
import { hashOf, hashOfArchive } from '../state/route.ts';
import { texts } from '../texts/texts.ts';
import { archiveTexts } from './archive-texts.ts';

/** How the play of a past day ended. */
export function ArchivedResult({ play, board }: { play: GameView; board: Board }) {
  return (
    <ResultCard play={play} board={board}>
      <p class="muted">
        {play.archive
          ? archiveTexts.value.uncounted
          : archiveTexts.value.played(texts.value.result.points(play.points))}
      </p>
      <ShareButtons play={play} />
      <p class="result-ways">
        <a href={hashOfArchive(monthOf(play.day))}>{archiveTexts.value.calendar}</a>
        <a href={hashOf('game')}>{texts.value.game.toToday}</a>
      </p>
    </ResultCard>
  );
}
