import type { GameView } from '@motus/contracts';
import { useApp } from '../app/app-context.ts';
import { LoginLink } from '../app/login-link.tsx';
import { hashOf } from '../app/route.ts';
import { duration, timeOfDay } from '../ui/dates.ts';
import { texts } from '../ui/texts/texts.ts';
import { gameTexts } from './game-texts.ts';
import { ReportButton } from './report-button.tsx';
import { ResultCard } from './result-card.tsx';
import { ShareButtons } from './sharing/share-buttons.tsx';

/** The end of the daily play, and the countdown to the next word. */
export function Result({ play }: { play: GameView }) {
  const { game, session } = useApp();
  return (
    <ResultCard play={play} board={game.board}>
      <p class="points">
        {gameTexts.value.result.points(play.points)}
        {play.late && <strong class="badge">{gameTexts.value.game.late}</strong>}
      </p>
      {session.value.state === 'guest' && <GuestInvitation />}
      <NextWord />
      <ShareButtons play={play} />
      <p class="result-ways">
        <a href={hashOf('leaderboard')}>{gameTexts.value.result.leaderboard}</a>
        <a href={hashOf('practice')}>{gameTexts.value.result.practice}</a>
        <a href={hashOf('archive')}>{gameTexts.value.result.archive}</a>
      </p>
      {play.answer && <ReportButton word={play.answer} kind="should_not_be_valid" />}
    </ResultCard>
  );
}

/** Tells a guest what an account is good for. */
function GuestInvitation() {
  return (
    <p class="guest-invitation">
      <LoginLink class="quiet">{texts.value.guest.makeAccount}</LoginLink>
      <span class="muted">{texts.value.guest.why}</span>
    </p>
  );
}

function NextWord() {
  const { game } = useApp();
  return (
    <p class="muted next-word">
      {gameTexts.value.result.nextWord(timeOfDay(game.nextWordAt.value))}{' '}
      <span class="countdown">{duration(game.remaining.value)}</span>
    </p>
  );
}
