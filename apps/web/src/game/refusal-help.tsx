import { LoginLink } from '../app/login-link.tsx';
import { texts } from '../ui/texts/texts.ts';
import type { Board } from './board/board.ts';
import { ReportButton } from './report-button.tsx';

/** Help for the current refusal: report a missing word, or log in. */
export function RefusalHelp({ board }: { board: Board }) {
  const refused = board.message.value?.refused;
  if (refused?.code === 'word_unknown') {
    return <ReportButton key={refused.word} word={refused.word} kind="should_be_valid" />;
  }
  if (refused?.code === 'guest_moved') {
    return (
      <p class="report">
        <LoginLink class="quiet">{texts.value.login.link}</LoginLink>
      </p>
    );
  }
  return null;
}
