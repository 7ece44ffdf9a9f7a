import type {
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
  block(word: string, blocked: boolean): Promise<ApiResult<{ word: string; blocked: boolean }>>;
  actions(): Promise<ApiResult<OperatorActions>>;
}

export function createOperatorApi({ call }: ApiClient): OperatorApi {
  return {
    reports: (handled, from) => call('GET /operator/reports', { query: { handled, from } }),
    handle: (params, handled) => call('PUT /operator/reports/:kind/:word', { params, body: { handled } }),
    days: () => call('GET /operator/days'),
    choose: (day, word) => call('PUT /operator/days/:day/word', { params: { day }, body: { word } }),
    removeChoice: (day) => call('DELETE /operator/days/:day/word', { params: { day } }),
    reveal: (day) => call('POST /operator/days/:day/reveal', { params: { day } }),
    blockedWords: () => call('GET /operator/blocked-words'),
    block: (word, blocked) => call('PUT /operator/blocked-words', { body: { word, blocked } }),
    actions: () => call('GET /operator/actions'),
  };
}
