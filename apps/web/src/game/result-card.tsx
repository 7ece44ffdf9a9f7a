import type { GameView } from '@motus/contracts';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { texts } from '../ui/texts/texts.ts';
import { AnswerLine } from './answer-line.tsx';
import type { Board } from './board/board.ts';

interface ResultCardProps {
  play: GameView;
  /** The board on which it was played. */
  board: Board;
  children: ComponentChildren;
}

/** How a play ended and what its word was, with what follows from it. It takes the place of the keyboard. */
export function ResultCard({ play, board, children }: ResultCardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The key that had the focus is gone. A result that was there from the start takes no focus.
    if (board.announcement.value) heading.current?.focus();
  }, [board]);

  return (
    <section class="card result" aria-label={texts.value.result.region} data-state={play.state}>
      <h2 ref={heading} tabIndex={-1}>
        {play.state === 'won' ? texts.value.result.won(play.rows.length) : texts.value.result.lost}
      </h2>
      <AnswerLine {...play} />
      {children}
    </section>
  );
}
