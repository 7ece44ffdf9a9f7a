import type {
  AttemptRequest,
  GameView,
  Leaderboard,
  Period,
  Statistics,
  Today,
  Visitor,
  WordReport,
} from '@motus/contracts';
import type { Answer, Caller } from '../platform/api-client.ts';

/** The game's API as every player uses it. */
export interface Api {
  /** Who is at the page. Where nobody was, there is a guest from then on: the first request of a visit. */
  me(): Promise<Answer<Visitor>>;
  today(): Promise<Answer<Today>>;
  /** Safe to repeat: the same day, row and word is one attempt, however often it is sent. */
  attempt(attempt: AttemptRequest): Promise<Answer<GameView>>;
  leaderboard(period: Period): Promise<Answer<Leaderboard>>;
  statistics(): Promise<Answer<Statistics>>;
  /** One player says one thing of a word once: sent again it is the same report. */
  report(report: WordReport): Promise<Answer<WordReport>>;
}

export function createApi({ get, send }: Caller): Api {
  return {
    me: () => get('/api/me'),
    today: () => get('/api/today'),
    attempt: (attempt) => send('POST', '/api/attempts', attempt),
    leaderboard: (period) => get(`/api/leaderboards/${period}`),
    statistics: () => get('/api/statistics'),
    report: (report) => send('POST', '/api/reports', report),
  };
}
