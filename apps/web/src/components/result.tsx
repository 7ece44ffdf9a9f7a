import type { GameView } from '@motus/contracts';
import { useEffect, useRef } from 'preact/hooks';
import { hashOf } from '../state/route.ts';
import { texts } from '../texts/texts.ts';
import { duration, timeOfDay } from '../wording/dates.ts';
import { AnswerLine } from './answer-line.tsx';
import { useApp } from './app-context.ts';
import { GuestInvitation } from './guest-invitation.tsx';
import { ReportButton } from './report-button.tsx';
import { ShareButtons } from './share-buttons.tsx';

/** How a finished play ended, and when the next word comes. It takes the place of the keyboard. */
export function Result({ play }: { play: GameView }) {
  const { game, session } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The key that had the focus is gone. A result that was there from the start takes no focus.
    if (game.board.announcement.value) heading.current?.focus();
  }, [game]);

  return (
    <section class="card result" aria-label={texts.value.result.region} data-state={play.state}>
      <h2 ref={heading} tabIndex={-1}>
        {play.state === 'won' ? texts.value.result.won(play.rows.length) : texts.value.result.lost}
      </h2>
      <AnswerLine {...play} />
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
      </p>
      {play.answer && <ReportButton word={play.answer} kind="should_not_be_valid" />}
    </section>
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
