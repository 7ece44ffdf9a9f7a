import type {
  BlockedWord,
  BlockedWords,
  ChosenDay,
  ChosenDays,
  Day,
  OperatorActions,
  ReportedWords,
  RevealedDay,
  WordReport,
} from '@motus/contracts';
import type { ApiClient, ApiResult } from '../platform/api-client.ts';

/** The API of operators. Every request is idempotent. */
export interface OperatorApi {
  /** @param from how many reports to skip */
  reports(handled: boolean, from: number): Promise<ApiResult<ReportedWords>>;
  handle(report: WordReport, handled: boolean): Promise<ApiResult<WordReport>>;
  days(): Promise<ApiResult<ChosenDays>>;
  choose(day: Day, word: string): Promise<ApiResult<ChosenDay>>;
  removeChoice(day: Day): Promise<ApiResult<void>>;
  /** Reveals the word of a day; this account can no longer play that day. */
  reveal(day: Day): Promise<ApiResult<RevealedDay>>;
  blockedWords(): Promise<ApiResult<BlockedWords>>;
  /** @param word A-Z */
  block(word: string): Promise<ApiResult<BlockedWord>>;
  unblock(word: string): Promise<ApiResult<void>>;
  actions(): Promise<ApiResult<OperatorActions>>;
}

export function createOperatorApi({ get, send }: ApiClient): OperatorApi {
  const day = (each: Day) => `/api/operator/days/${encodeURIComponent(each)}`;
  const blocked = (word: string) => `/api/operator/blocked-words/${encodeURIComponent(word)}`;
  return {
    reports: (handled, from) => get(`/api/operator/reports?handled=${handled}&from=${from}`),
    handle: ({ kind, word }, handled) =>
      send('PUT', `/api/operator/reports/${kind}/${encodeURIComponent(word)}`, { handled }),
    days: () => get('/api/operator/days'),
    choose: (each, word) => send('PUT', `${day(each)}/word`, { word }),
    removeChoice: (each) => send('DELETE', `${day(each)}/word`),
    reveal: (each) => send('POST', `${day(each)}/reveal`),
    blockedWords: () => get('/api/operator/blocked-words'),
    block: (word) => send('PUT', blocked(word)),
    unblock: (word) => send('DELETE', blocked(word)),
    actions: () => get('/api/operator/actions'),
  };
}
