import type { ComponentChildren } from 'preact';
import { texts } from '../../ui/texts/texts.ts';
import type { Board } from './board.ts';

interface MessageProps {
  board: Board;
  /** What stands there until there is something to say. */
  idle?: ComponentChildren;
}

/** What a board has to say: refusals and notes for all, the answered row for those who listen. */
export function Message({ board, idle }: MessageProps) {
  const message = board.message.value;
  return (
    <>
      <div class="message" role="status" data-tone={message?.tone}>
        {message && <Said key={message} text={message.text} />}
        {!message && board.sending.value && (
          <p class="sending" aria-hidden="true">
            {texts.value.game.sending}
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

const Said = ({ text }: { text: string }) => <p>{text}</p>;
