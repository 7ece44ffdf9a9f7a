import type { ArchiveMonth, AttemptRequest, Day, GameView, Month } from '@motus/contracts';
import type { ApiClient, ApiResult } from '../platform/api-client.ts';

/** The API of the words of past days. */
export interface ArchiveApi {
  month(month: Month): Promise<ApiResult<ArchiveMonth>>;
  /** Reads the play of a day: the ranked one if it has ended, otherwise that of the archive. */
  play(day: Day): Promise<ApiResult<GameView>>;
  /** Idempotent: the same day, row and word is one attempt, however often it is sent. */
  attempt(attempt: Omit<AttemptRequest, 'archive'>): Promise<ApiResult<GameView>>;
}

export function createArchiveApi({ call }: ApiClient): ArchiveApi {
  return {
    month: (month) => call('GET /archive', { query: { month } }),
    play: (day) => call('GET /archive/:day', { params: { day } }),
    attempt: (attempt) => call('POST /attempts', { body: { ...attempt, archive: true } }),
  };
}
