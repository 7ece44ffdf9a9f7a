import { dayInWords, momentInWords } from '../ui/dates.ts';
import { texts } from '../ui/texts/texts.ts';
import type { OperatorState } from './operator-state.ts';
import { operatorTexts } from './operator-texts.ts';

/** The log: who did what and when, the newest first. */
export function ActionLog({ operator }: { operator: OperatorState }) {
  const labels = operatorTexts.value.log;
  const list = operator.actions.current.value?.value.actions ?? [];
  return (
    <>
      <h2>{labels.title}</h2>
      {operator.actions.error.value && <p role="alert">{operator.actions.error.value}</p>}
      {list.length === 0 && <p class="muted">{labels.none}</p>}
      <ol class="items">
        {list.map(({ at, by, action, subject = labels.hidden, refused }) => (
          <li key={`${at} ${by.id} ${action} ${subject}`}>
            <span>
              {labels.actions[action]} <strong>{subjectInWords(subject)}</strong>
              {refused && <span class="muted"> ({texts.value.refusal(refused, labels.refused)})</span>}
            </span>
            <span class="muted">
              {by.name} · {momentInWords(at)}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The subject of an action is a word or a day. */
const subjectInWords = (subject: string) => (/^\d{4}-/.test(subject) ? dayInWords(subject) : subject);
