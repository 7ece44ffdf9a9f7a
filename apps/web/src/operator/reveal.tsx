import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { dayInWords } from '../ui/dates.ts';
import type { OperatorState } from './operator-state.ts';
import { operatorTexts } from './operator-texts.ts';

/** Reveals the word of today or of a coming day, which the operator then cannot play. */
export function Reveal({ operator }: { operator: OperatorState }) {
  const { game } = useApp();
  const today = (game.isLate.value ? game.otherPlay.value : game.play.value)?.day ?? '';
  const chosen = useSignal<string | null>(null);
  const id = useId();
  const labels = operatorTexts.value.reveal;
  const day = chosen.value ?? today;
  const shown = operator.revealed.value;
  return (
    <>
      <h2>{labels.title}</h2>
      <div class="line-form">
        <label for={id}>{labels.day}</label>
        <input
          id={id}
          class="field"
          type="date"
          value={day}
          onInput={({ currentTarget }) => {
            chosen.value = currentTarget.value;
          }}
        />
        <ConfirmButton
          label={labels.show}
          warning={day ? labels.warning(dayInWords(day)) : ''}
          disabled={day === '' || operator.mutations.pending.value}
          onConfirm={() => operator.reveal(day)}
        />
      </div>
      <p role="status">{shown && labels.shown(dayInWords(shown.day), shown.word)}</p>
    </>
  );
}
