import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { momentInWords } from '../ui/dates.ts';
import type { OperatorState } from './operator-state.ts';
import { operatorTexts } from './operator-texts.ts';

/** The words that are never an answer, with the actions that block and unblock one. */
export function BlockedWordList({ operator }: { operator: OperatorState }) {
  const typed = useSignal('');
  const id = useId();
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
      <form
        class="line-form"
        onSubmit={(event) => {
          event.preventDefault();
          void block();
        }}
      >
        <label for={id}>{labels.word}</label>
        <input
          id={id}
          class="field"
          required
          autocomplete="off"
          value={typed.value}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
          }}
        />
        <button type="submit" class="button" disabled={disabled}>
          {labels.block}
        </button>
      </form>
    </>
  );
}
