import type { WordReport } from '@motus/contracts';
import { useSignal } from '@preact/signals';
import { useApp } from '../app/app-context.ts';
import { LoginLink } from '../app/login-link.tsx';
import { texts } from '../ui/texts/texts.ts';
import { gameTexts } from './game-texts.ts';

/** Reports once that a word should, or should not, be valid, and shows the outcome. A guest is asked to log in. */
export function ReportButton({ word, kind }: WordReport) {
  const { reportWord, session } = useApp();
  const outcome = useSignal<string | null>(null);
  const sending = useSignal(false);
  const guest = session.value.state === 'guest';
  const send = async () => {
    sending.value = true;
    outcome.value = guest ? texts.value.guest.report : await reportWord({ word, kind });
    sending.value = false;
  };
  return (
    <p class="report">
      {outcome.value === null && (
        <button type="button" class="quiet" disabled={sending.value} onClick={send}>
          {gameTexts.value.report[kind](word)}
        </button>
      )}
      <span class="muted" role="status">
        {outcome.value}
      </span>{' '}
      {guest && outcome.value !== null && <LoginLink>{texts.value.login.link}</LoginLink>}
    </p>
  );
}
