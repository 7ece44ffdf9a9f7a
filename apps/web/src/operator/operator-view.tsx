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

/** What whoever has the operator's role can do. The word of no day is here until it is asked for. */
export function OperatorView() {
  const { caller, ask } = useApp();
  const operator = useMemo(() => createOperator(ask, createOperatorApi(caller)), [ask, caller]);
  useEffect(() => operator.open(), [operator]);
  return (
    <section class="card board" aria-labelledby="operator-title">
      <h1 id="operator-title">{operatorTexts.value.title}</h1>
      {operator.changes.refusal.value && <p role="alert">{operator.changes.refusal.value}</p>}
      <ReportList operator={operator} />
      <ChosenDayList operator={operator} />
      <Reveal operator={operator} />
      <BlockedWordList operator={operator} />
      <ActionLog operator={operator} />
    </section>
  );
}
