import type { ArchiveMonth, AttemptRequest, Day, GameView, Month } from '@motus/contracts';
import type { Answer, Caller } from '../platform/api-client.ts';

/** The part of the game's API that has the words of past days. */
export interface ArchiveApi {
  month(month: Month): Promise<Answer<ArchiveMonth>>;
  /** The play of a day: the one that counted where it has ended, else that of the archive. */
  play(day: Day): Promise<Answer<GameView>>;
  /** Safe to repeat: the same day, row and word is one attempt, however often it is sent. */
  attempt(attempt: Omit<AttemptRequest, 'archive'>): Promise<Answer<GameView>>;
}

export function createArchiveApi({ get, send }: Caller): ArchiveApi {
  return {
    month: (month) => get(`/api/archive?month=${encodeURIComponent(month)}`),
    play: (day) => get(`/api/archive/${encodeURIComponent(day)}`),
    attempt: (attempt) => send('POST', '/api/attempts', { ...attempt, archive: true }),
  };
}
