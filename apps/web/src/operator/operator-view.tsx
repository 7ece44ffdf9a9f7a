import { useEffect, useMemo } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { ActionLog } from './action-log.tsx';
import { BlockedWordList } from './blocked-word-list.tsx';
import { ChosenDayList } from './chosen-day-list.tsx';
import { createOperatorApi } from './operator-api.ts';
import { createOperator } from './operator-state.ts';
import { operatorTexts } from './operator-texts.ts';
import { ReportList } from './report-list.tsx';
import { Reveal } from './reveal.tsx';

/** The page of operators. It has no word of a day until the operator reveals one. */
export function OperatorView() {
  const { client, retry, game } = useApp();
  const operator = useMemo(
    () => createOperator(retry, createOperatorApi(client), game.load),
    [retry, client, game],
  );
  useEffect(() => operator.load(), [operator]);
  return (
    <section class="card board" aria-labelledby="operator-title">
      <h1 id="operator-title">{operatorTexts.value.title}</h1>
      {operator.mutations.refusal.value && <p role="alert">{operator.mutations.refusal.value}</p>}
      <ReportList operator={operator} />
      <ChosenDayList operator={operator} />
      <Reveal operator={operator} />
      <BlockedWordList operator={operator} />
      <ActionLog operator={operator} />
    </section>
  );
}
