import { texts } from '../texts.ts';
import { useApp } from './app-context.ts';

/** What the game has to say: refusals and notes for all, the answered row for those who listen. */
export function Message() {
  const { game } = useApp();
  const message = game.message.value;
  return (
    <>
      <div class="message" role="status" data-tone={message?.tone}>
        {message && <Said key={message} text={message.text} />}
        {!message && game.sending.value && (
          <p class="sending" aria-hidden="true">
            {texts.game.sending}
          </p>
        )}
      </div>
      <p class="visually-hidden" aria-live="polite">
        {game.announcement.value}
      </p>
    </>
  );
}

const Said = ({ text }: { text: string }) => <p>{text}</p>;
