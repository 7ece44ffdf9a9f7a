import type { ReportedWord } from '@motus/contracts';
import { momentInWords } from '../ui/dates.ts';
import { texts } from '../ui/texts/texts.ts';
import type { OperatorState, ReportsPage } from './operator-state.ts';
import { operatorTexts } from './operator-texts.ts';

/** The words that players reported; first those that no operator has handled. */
export function ReportList({ operator }: { operator: OperatorState }) {
  const { reports } = operator;
  const labels = operatorTexts.value.reports;
  const shown = reports.current.value;
  if (!shown) return <p class="waiting">{reports.error.value ?? texts.value.loading}</p>;
  const { handled, from } = shown.key;
  const { reports: list, next } = shown.value;
  const load = (page: ReportsPage) => void reports.load(page);
  return (
    <>
      <h2>{labels.title}</h2>
      <p class="muted">{labels.note}</p>
      <p class="actions">
        {[false, true].map((which) => (
          <button
            key={String(which)}
            type="button"
            class="quiet"
            aria-pressed={which === handled}
            onClick={() => load({ handled: which, from: 0 })}
          >
            {which ? labels.handled : labels.open}
          </button>
        ))}
      </p>
      {list.length === 0 && <p class="muted">{labels.none}</p>}
      <ul class="items">
        {list.map((report) => (
          <Report
            key={`${report.kind} ${report.word}`}
            report={report}
            handled={handled}
            operator={operator}
          />
        ))}
      </ul>
      {next !== null && (
        <button type="button" class="quiet" onClick={() => load({ handled, from: next })}>
          {labels.older}
        </button>
      )}
      {from > 0 && (
        <button type="button" class="quiet" onClick={() => load({ handled, from: 0 })}>
          {labels.newest}
        </button>
      )}
    </>
  );
}

interface ReportProps {
  report: ReportedWord;
  handled: boolean;
  operator: OperatorState;
}

function Report({ report, handled, operator }: ReportProps) {
  const { word, kind, players, reportedAt } = report;
  const labels = operatorTexts.value.reports;
  return (
    <li>
      <span>
        <strong>{word}</strong> {labels.kinds[kind]}{' '}
        <span class="muted">
          {labels.players(players)} · {momentInWords(reportedAt)}
        </span>
      </span>
      <button
        type="button"
        class="quiet"
        disabled={operator.mutations.pending.value}
        onClick={() => operator.handle({ word, kind }, !handled)}
      >
        {handled ? labels.reopen : labels.handle}
        <span class="visually-hidden"> {word}</span>
      </button>
    </li>
  );
}
