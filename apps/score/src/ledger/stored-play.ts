import { type ArchivedPlay, ATTEMPTS, type PlaySummary } from '@motus/contracts';
import type { PlayState } from '@motus/game';

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
export function stateAfter(row: number, encodedPattern: string): PlayState {
  if (/^R+$/.test(encodedPattern)) return 'won';
  return row === ATTEMPTS ? 'lost' : 'playing';
}
