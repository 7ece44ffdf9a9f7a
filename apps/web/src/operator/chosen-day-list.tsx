import { useSignal } from '@preact/signals';
import { ConfirmButton, ConfirmDialog } from '../ui/confirm-button.tsx';
import { dayInWords, momentInWords } from '../ui/dates.ts';
import { Field, LineForm } from '../ui/line-form.tsx';
import type { OperatorState } from './operator-state.ts';
import { operatorTexts } from './operator-texts.ts';

/** The coming days whose word an operator chose, without the word, and the form that chooses one. */
export function ChosenDayList({ operator }: { operator: OperatorState }) {
  const labels = operatorTexts.value.days;
  const { days: list = [], disqualified = [] } = operator.days.current.value?.value ?? {};
  return (
    <>
      <h2>{labels.title}</h2>
      {operator.days.error.value && <p role="alert">{operator.days.error.value}</p>}
      <p class="muted">{labels.note}</p>
      {disqualified.length > 0 && (
        <p class="muted">{labels.disqualified(disqualified.map(dayInWords).join(', '))}</p>
      )}
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
  const asking = useSignal(false);
  const ask = (open: boolean) => {
    asking.value = open;
  };
  const choose = async () => {
    if (await operator.choose(day.value, word.value)) word.value = '';
  };
  const chosen = operator.chosen.value;
  return (
    <>
      <LineForm submit={labels.choose} disabled={operator.mutations.pending.value} onSubmit={() => ask(true)}>
        <Field label={labels.day} text={day} type="date" />
        <Field label={labels.word} text={word} />
      </LineForm>
      <p role="status">{chosen && labels.chosen(dayInWords(chosen))}</p>
      {asking.value && (
        <ConfirmDialog
          label={labels.choose}
          warning={labels.chooseWarning(dayInWords(day.value))}
          onConfirm={choose}
          onClose={() => ask(false)}
        />
      )}
    </>
  );
}
