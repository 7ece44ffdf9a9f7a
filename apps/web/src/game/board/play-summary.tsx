import { useSignal } from '@preact/signals';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { texts } from '../../ui/texts/texts.ts';
import type { Board } from './board.ts';
import { summaryOf } from './summary.ts';

/** The state of the play in sentences, for whoever cannot see the grid or wants to think in words. */
export function SummaryButton({ board }: { board: Board }) {
  const open = useSignal(false);
  const play = board.play.value;
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label={texts.value.summary.open}
        title={texts.value.summary.open}
        aria-haspopup="dialog"
        onClick={() => {
          open.value = true;
        }}
      >
        <Icon of="summary" />
      </button>
      {open.value && play && (
        <Dialog
          title={texts.value.summary.title}
          onClose={() => {
            open.value = false;
          }}
        >
          <ul class="summary">
            {summaryOf(play).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}
