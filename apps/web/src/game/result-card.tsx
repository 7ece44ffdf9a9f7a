import type { GameView } from '@motus/contracts';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { AnswerLine, type AnswerLineProps } from './answer-line.tsx';
import type { Board } from './board/board.ts';
import { gameTexts } from './game-texts.ts';

interface ResultCardProps {
  play: AnswerLineProps & Pick<GameView, 'rows'>;
  /** The board of the play. */
  board: Board;
  children: ComponentChildren;
}

/** The end of a play and its answer. It replaces the keyboard. */
export function ResultCard({ play, board, children }: ResultCardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The key that had the focus is gone. A play that had ended before the page opened it leaves the focus alone.
    if (board.announcement.value) heading.current?.focus();
  }, [board]);

  return (
    <section class="card result" aria-label={gameTexts.value.result.region} data-state={play.state}>
      <h2 ref={heading} tabIndex={-1}>
        {play.state === 'won' ? gameTexts.value.result.won(play.rows.length) : gameTexts.value.result.lost}
      </h2>
      <AnswerLine {...play} />
      {children}
    </section>
  );
}
