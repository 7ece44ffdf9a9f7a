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
import type { Answer, Caller } from '../platform/api-client.ts';

/** The operator's API. Every change is safe to repeat. */
export interface OperatorApi {
  /** @param from how many are skipped */
  reports(handled: boolean, from: number): Promise<Answer<ReportedWords>>;
  handle(report: WordReport, handled: boolean): Promise<Answer<WordReport>>;
  days(): Promise<Answer<ChosenDays>>;
  choose(day: Day, word: string): Promise<Answer<ChosenDay>>;
  removeChoice(day: Day): Promise<Answer<void>>;
  /** Shows the word of a day; this account does not play that day any more. */
  reveal(day: Day): Promise<Answer<RevealedDay>>;
  blockedWords(): Promise<Answer<BlockedWords>>;
  /** @param word A-Z */
  block(word: string): Promise<Answer<BlockedWord>>;
  unblock(word: string): Promise<Answer<void>>;
  actions(): Promise<Answer<OperatorActions>>;
}

export function createOperatorApi({ get, send }: Caller): OperatorApi {
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
