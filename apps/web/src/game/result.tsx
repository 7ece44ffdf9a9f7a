import type { GameView } from '@motus/contracts';
import { useApp } from '../app/app-context.ts';
import { hashOf } from '../app/route.ts';
import { duration, timeOfDay } from '../ui/dates.ts';
import { texts } from '../ui/texts/texts.ts';
import { GuestInvitation } from './guest-invitation.tsx';
import { ReportButton } from './report-button.tsx';
import { ResultCard } from './result-card.tsx';
import { ShareButtons } from './sharing/share-buttons.tsx';

/** How a play of today or yesterday ended, and when the next word comes. */
export function Result({ play }: { play: GameView }) {
  const { game, session } = useApp();
  return (
    <ResultCard play={play} board={game.board}>
      <p class="points">
        {texts.value.result.points(play.points)}
        {play.late && <strong class="badge">{texts.value.game.late}</strong>}
      </p>
      {session.value.state === 'guest' && <GuestInvitation />}
      <NextWord />
      <ShareButtons play={play} />
      <p class="result-ways">
        <a href={hashOf('leaderboard')}>{texts.value.result.leaderboard}</a>
        <a href={hashOf('practice')}>{texts.value.result.practice}</a>
        <a href={hashOf('archive')}>{texts.value.result.archive}</a>
      </p>
      {play.answer && <ReportButton word={play.answer} kind="should_not_be_valid" />}
    </ResultCard>
  );
}

function NextWord() {
  const { game } = useApp();
  return (
    <p class="muted next-word">
      {texts.value.result.nextWord(timeOfDay(game.nextWordAt.value))}{' '}
      <span class="countdown">{duration(game.remaining.value)}</span>
    </p>
  );
}
