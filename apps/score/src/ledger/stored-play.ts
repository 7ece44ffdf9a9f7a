import type { ArchivedPlay, PlaySummary } from '@motus/contracts';
import { ATTEMPTS, type PlayState } from '@motus/game';
import { pairsOf } from '@motus/store';

/** A summary as the store keeps it: `won 3 70 1763715600000` (state, attempts, points, finished at), then ` late` or nothing. */
export function encodeSummary(summary: Omit<PlaySummary, 'day'>): string {
  const { state, attempts, points, finishedAt, late } = summary;
  return `${state} ${attempts} ${points} ${finishedAt}${late ? ' late' : ''}`;
}

/** A finished play from its stored summary. */
export function decodeSummary(day: string, stored: string): PlaySummary {
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

/** Finished plays from a flat reply of days, each followed by its stored summary. */
export function decodeHistory(reply: readonly string[]): PlaySummary[] {
  return pairsOf(reply).map(([day, summary]) => decodeSummary(day, summary));
}

/** A summary of a play of the archive as the store keeps it: `playing 2` (state, attempts). */
export function encodeArchived({ state, attempts }: Pick<ArchivedPlay, 'state' | 'attempts'>): string {
  return `${state} ${attempts}`;
}

/** The state of a play of the archive, and how many attempts it has so far. */
export function decodeArchived(stored: string): Pick<ArchivedPlay, 'state' | 'attempts'> {
  const [state, attempts] = stored.split(' ');
  return { state: state === 'won' || state === 'lost' ? state : 'playing', attempts: Number(attempts) };
}

/** The state of a play after a row. */
export function stateAfter(row: number, encodedPattern: string): PlayState {
  if (/^R+$/.test(encodedPattern)) return 'won';
  return row === ATTEMPTS ? 'lost' : 'playing';
}
