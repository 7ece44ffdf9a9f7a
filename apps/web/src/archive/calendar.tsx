import type { ArchivedPlay, ArchiveMonth, Day, Month } from '@motus/contracts';
import { monthOf } from '@motus/game';
import type { Resource } from '../app/resource.ts';
import { hashOfArchive } from '../app/route.ts';
import { dateInWords, monthInWords, weekdays } from '../ui/dates.ts';
import { texts } from '../ui/texts/texts.ts';
import { archiveTexts } from './archive-texts.ts';
import { addMonths, weeksOf } from './month-grid.ts';
import { moveByArrows } from './move-by-arrows.ts';
import { PlayMark } from './play-mark.tsx';

interface CalendarProps {
  month: Month;
  months: Resource<Month, ArchiveMonth>;
}

/** A month of past days. Each day links to its play and shows the player's result. */
export function Calendar({ month, months }: CalendarProps) {
  const shown = months.current.value;
  const known = shown?.key === month ? shown.value : null;
  return (
    <section class="card archive" aria-labelledby="archive-title">
      <h1 id="archive-title">{texts.value.views.archive}</h1>
      <p class="muted">{archiveTexts.value.note}</p>
      <MonthNav month={month} span={shown?.value ?? null} />
      {months.error.value ? (
        <p role="alert">{months.error.value}</p>
      ) : (
        <MonthTable month={month} known={known} />
      )}
      <Legend />
    </section>
  );
}

/** The first and the last day of the archive. */
export type Span = Pick<ArchiveMonth, 'first' | 'last'>;

function MonthNav({ month, span }: { month: Month; span: Span | null }) {
  const before = addMonths(month, -1);
  const after = addMonths(month, 1);
  return (
    <nav class="archive-steps" aria-label={archiveTexts.value.months}>
      {span && before >= monthOf(span.first) && (
        <a class="quiet" rel="prev" href={hashOfArchive(before)}>
          ← <span class="step-name">{monthInWords(before)}</span>
        </a>
      )}
      <h2 aria-live="polite">{monthInWords(month)}</h2>
      {span && after <= monthOf(span.last) && (
        <a class="quiet" rel="next" href={hashOfArchive(after)}>
          <span class="step-name">{monthInWords(after)}</span> →
        </a>
      )}
    </nav>
  );
}

/** @param known null while the month is being loaded: its days are no links yet */
function MonthTable({ month, known }: { month: Month; known: ArchiveMonth | null }) {
  const plays = new Map(known?.plays.map((play) => [play.day, play]));
  const isOpen = (day: Day) => known !== null && day >= known.first && day <= known.last;
  return (
    <table class="calendar" aria-label={monthInWords(month)} aria-busy={!known} onKeyDown={moveByArrows}>
      <thead>
        <tr>
          {weekdays().map(({ long, short }) => (
            <th key={long} scope="col">
              <span class="visually-hidden">{long}</span>
              <span aria-hidden="true">{short}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week.find(Boolean)}>
            {week.map((day, at) => (
              <td key={day ?? at}>
                {day && (isOpen(day) ? <DayLink day={day} play={plays.get(day)} /> : <NoDay day={day} />)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayLink({ day, play }: { day: Day; play: ArchivedPlay | undefined }) {
  return (
    <a class="calendar-day" href={hashOfArchive(day)} data-day={day}>
      <span aria-hidden="true">{Number(day.slice(-2))}</span>
      {play && <PlayMark {...play} />}
      <span class="visually-hidden">
        {dateInWords(day)}, {stateInWords(play)}
      </span>
    </a>
  );
}

const NoDay = ({ day }: { day: Day }) => <span class="calendar-day">{Number(day.slice(-2))}</span>;

/** « gagné en 3 essais, aux archives » */
function stateInWords(play: ArchivedPlay | undefined): string {
  const { states } = archiveTexts.value;
  if (!play) return states.unplayed;
  const state = play.state === 'lost' ? states.lost : states[play.state](play.attempts);
  return play.archive ? `${state}, ${states.archive}` : state;
}

function Legend() {
  const { legend } = archiveTexts.value;
  return (
    <ul class="archive-legend" aria-label={legend.title}>
      <li>
        <PlayMark state="won" attempts={3} archive={false} /> {legend.won}
      </li>
      <li>
        <PlayMark state="lost" attempts={6} archive={false} /> {legend.lost}
      </li>
      <li>
        <PlayMark state="playing" attempts={2} archive={false} /> {legend.playing}
      </li>
      <li>
        <PlayMark state="won" attempts={3} archive /> {legend.archive}
      </li>
    </ul>
  );
}
