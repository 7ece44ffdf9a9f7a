import type { AttemptRequest, GameView, Today, WordReport } from '@motus/contracts';
import type { ApiClient, ApiResult } from '../platform/api-client.ts';

/** The API of the daily game. */
export interface GameApi {
  today(): Promise<ApiResult<Today>>;
  /** Idempotent: the same day, row and word is one attempt, however often it is sent. */
  attempt(attempt: AttemptRequest): Promise<ApiResult<GameView>>;
  /** Idempotent: one player reports one word for one reason once. */
  report(report: WordReport): Promise<ApiResult<WordReport>>;
}

export function createGameApi({ get, send }: ApiClient): GameApi {
  return {
    today: () => get('/api/today'),
    attempt: (attempt) => send('POST', '/api/attempts', attempt),
    report: (report) => send('POST', '/api/reports', report),
  };
}
