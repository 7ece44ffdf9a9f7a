import { useSignal } from '@preact/signals';
import { momentInWords } from '../ui/dates.ts';
import { Field, LineForm } from '../ui/line-form.tsx';
import type { OperatorState } from './operator-state.ts';
import { operatorTexts } from './operator-texts.ts';

/** The words that are never an answer, with the actions that block and unblock one. */
export function BlockedWordList({ operator }: { operator: OperatorState }) {
  const typed = useSignal('');
  const labels = operatorTexts.value.blocked;
  const block = async () => {
    if (await operator.block(typed.value)) typed.value = '';
  };
  const disabled = operator.mutations.pending.value;
  return (
    <>
      <h2>{labels.title}</h2>
      {operator.blockedWords.error.value && <p role="alert">{operator.blockedWords.error.value}</p>}
      <p class="muted">{labels.note}</p>
      <ul class="items">
        {(operator.blockedWords.current.value?.value.words ?? []).map(({ word, blockedBy, blockedAt }) => (
          <li key={word}>
            <span>
              <strong>{word}</strong>{' '}
              <span class="muted">
                {blockedBy} · {momentInWords(blockedAt)}
              </span>
            </span>
            <button type="button" class="quiet" disabled={disabled} onClick={() => operator.unblock(word)}>
              {labels.unblock}
              <span class="visually-hidden"> {word}</span>
            </button>
          </li>
        ))}
      </ul>
      <LineForm submit={labels.block} disabled={disabled} onSubmit={block}>
        <Field label={labels.word} text={typed} />
      </LineForm>
    </>
  );
}
