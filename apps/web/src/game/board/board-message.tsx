import type { ComponentChildren } from 'preact';
import { gameTexts } from '../game-texts.ts';
import type { Board } from './board.ts';

interface BoardMessageProps {
  board: Board;
  /** Shown while there is no message. */
  idle?: ComponentChildren;
}

/** The message of a board, and its announcement for screen readers. */
export function BoardMessage({ board, idle }: BoardMessageProps) {
  const message = board.message.value;
  return (
    <>
      <div class="message" role="status" data-tone={message?.tone}>
        {message && <Line key={message} text={message.text} />}
        {!message && board.sending.value && (
          <p class="sending" aria-hidden="true">
            {gameTexts.value.game.sending}
          </p>
        )}
        {!message && !board.sending.value && idle}
      </div>
      <p class="visually-hidden" aria-live="polite">
        {board.announcement.value}
      </p>
    </>
  );
}

const Line = ({ text }: { text: string }) => <p>{text}</p>;
