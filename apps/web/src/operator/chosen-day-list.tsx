import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { dayInWords, momentInWords } from '../ui/dates.ts';
import type { OperatorState } from './operator-state.ts';
import { operatorTexts } from './operator-texts.ts';

/** The coming days whose word an operator chose, without the word, and the form that chooses one. */
export function ChosenDayList({ operator }: { operator: OperatorState }) {
  const labels = operatorTexts.value.days;
  const list = operator.days.current.value?.value.days ?? [];
  return (
    <>
      <h2>{labels.title}</h2>
      {operator.days.error.value && <p role="alert">{operator.days.error.value}</p>}
      <p class="muted">{labels.note}</p>
      <ul class="items">
        {list.map(({ day, chosenBy, chosenAt }) => (
          <li key={day}>
            <span>
              <strong>{dayInWords(day)}</strong>{' '}
              <span class="muted">
                {chosenBy} · {momentInWords(chosenAt)}
              </span>
            </span>
            <ConfirmButton
              label={labels.remove}
              about={dayInWords(day)}
              warning={labels.removeWarning(dayInWords(day))}
              disabled={operator.mutations.pending.value}
              onConfirm={() => operator.removeChoice(day)}
            />
          </li>
        ))}
      </ul>
      <ChoiceForm operator={operator} />
    </>
  );
}

function ChoiceForm({ operator }: { operator: OperatorState }) {
  const labels = operatorTexts.value.days;
  const day = useSignal('');
  const word = useSignal('');
  const [dayId, wordId] = [useId(), useId()];
  const choose = async () => {
    if (await operator.choose(day.value, word.value)) word.value = '';
  };
  return (
    <form
      class="line-form"
      onSubmit={(event) => {
        event.preventDefault();
        void choose();
      }}
    >
      <label for={dayId}>{labels.day}</label>
      <input
        id={dayId}
        class="field"
        type="date"
        required
        value={day.value}
        onInput={({ currentTarget }) => {
          day.value = currentTarget.value;
        }}
      />
      <label for={wordId}>{labels.word}</label>
      <input
        id={wordId}
        class="field"
        required
        autocomplete="off"
        value={word.value}
        onInput={({ currentTarget }) => {
          word.value = currentTarget.value;
        }}
      />
      <button type="submit" class="button" disabled={operator.mutations.pending.value}>
        {labels.choose}
      </button>
    </form>
  );
}
