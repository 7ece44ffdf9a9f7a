import type { WordReport } from '@motus/contracts';
import { useSignal } from '@preact/signals';
import { useApp } from '../app/app-context.ts';
import { LoginLink } from '../app/login-link.tsx';
import { texts } from '../ui/texts/texts.ts';

/** Says once that a word should, or should not, be valid, and then what became of it. A guest is asked to log in. */
export function ReportButton({ word, kind }: WordReport) {
  const { reportWord, session } = useApp();
  const said = useSignal<string | null>(null);
  const sending = useSignal(false);
  const guest = session.value.state === 'guest';
  const send = async () => {
    sending.value = true;
    said.value = guest ? texts.value.guest.report : await reportWord({ word, kind });
    sending.value = false;
  };
  return (
    <p class="report">
      {said.value === null && (
        <button type="button" class="quiet" disabled={sending.value} onClick={send}>
          {texts.value.report[kind](word)}
        </button>
      )}
      <span class="muted" role="status">
        {said.value}
      </span>{' '}
      {guest && said.value !== null && <LoginLink>{texts.value.login.link}</LoginLink>}
    </p>
  );
}
