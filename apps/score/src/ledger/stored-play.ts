import {
  type ArchivedPlay,
  ATTEMPTS,
  type Mark,
  type Play,
  type PlaySummary,
  type Row,
} from '@motus/contracts';
import { type PlayState, playState, points } from '@motus/game';

const SIGNS: Record<Mark, string> = { correct: 'R', present: 'J', absent: '-' };
const MARKS: Record<string, Mark> = { R: 'correct', J: 'present', '-': 'absent' };

/** A row as the store keeps it: `BALLON R-R--- 1763715600000` and ` late` where its day was over. */
export function storedRow(row: Row, late: boolean): string {
  return `${row.word} ${signs(row.pattern)} ${row.at}${late ? ' late' : ''}`;
}

/** A play from its stored rows. */
export function playOf(day: string, stored: readonly string[]): Play {
  const fields = stored.map((row) => row.split(' '));
  const rows = fields.map(([word = '', marks = '', at]) => ({
    word,
    pattern: marks.split('').map((sign) => MARKS[sign] ?? 'absent'),
    at: Number(at),
  }));
  const state = playState(rows.map((row) => row.pattern));
  const late = state !== 'playing' && fields.at(-1)?.[3] === 'late';
  return { day, state, rows, late, points: points(state, rows.length) };
}

/** A summary as the store keeps it: `won 3 70 1763715600000` (state, attempts, points, finished) and ` late`. */
export function storedSummary(summary: Omit<PlaySummary, 'day'>): string {
  const { state, attempts, points, finishedAt, late } = summary;
  return `${state} ${attempts} ${points} ${finishedAt}${late ? ' late' : ''}`;
}

/** A finished play from its stored summary. */
export function summaryOf(day: string, stored: string): PlaySummary {
  const [state, attempts, points, finishedAt, late] = stored.split(' ');
  return {
    day,
    state: state === 'won' ? 'won' : 'lost',
    attempts: Number(attempts),
    points: Number(points),
    finishedAt: Number(finishedAt),
    late: late === 'late',
  };
}

/** Finished plays from a list of days, each followed by its stored summary. */
export function summariesOf(stored: readonly string[]): PlaySummary[] {
  return stored.flatMap((day, i) => (i % 2 === 0 ? summaryOf(day, stored[i + 1] ?? '') : []));
}

/** A play of the archive from its stored rows. */
export function archivedPlayOf(day: string, stored: readonly string[]): Play {
  return { ...playOf(day, stored), archive: true };
}

/** What the store keeps of a play of the archive beside its rows: `playing 2` (state, attempts). */
export function storedArchived({ state, attempts }: Pick<ArchivedPlay, 'state' | 'attempts'>): string {
  return `${state} ${attempts}`;
}

/** The state of a play of the archive, and how many attempts it took so far. */
export function archivedOf(stored: string): Pick<ArchivedPlay, 'state' | 'attempts'> {
  const [state, attempts] = stored.split(' ');
  return { state: state === 'won' || state === 'lost' ? state : 'playing', attempts: Number(attempts) };
}

/** Where a play stands after a row. */
export function stateAfter(row: number, pattern: readonly Mark[]): PlayState {
  if (pattern.every((mark) => mark === 'correct')) return 'won';
  return row === ATTEMPTS ? 'lost' : 'playing';
}

function signs(pattern: readonly Mark[]): string {
  return pattern.map((mark) => SIGNS[mark]).join('');
}
