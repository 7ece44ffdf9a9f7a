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

export function createGameApi({ call }: ApiClient): GameApi {
  return {
    today: () => call('GET /today'),
    attempt: (attempt) => call('POST /attempts', { body: attempt }),
    report: (report) => call('POST /reports', { body: report }),
  };
}
