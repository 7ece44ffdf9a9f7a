import { BlockedWords, OperatorActions, WordBlocking } from '../operator.ts';
import { ReportedWords, ReportHandling, ReportsQuery, WordReport } from '../report.ts';
import type { Endpoint } from './endpoint.ts';

/** What an operator reads and changes: score serves it; motus forwards it, or checks it first. */
export const operatorEndpoints = {
  listActions: {
    method: 'GET',
    path: '/operator/actions',
    summary: 'The last 1,000 actions of operators',
    response: OperatorActions,
  },
  listReports: {
    method: 'GET',
    path: '/operator/reports',
    summary:
      'The words that players reported before yesterday, since later ones may be a word that is still played',
    query: ReportsQuery,
    response: ReportedWords,
  },
  handleReport: {
    method: 'PUT',
    path: '/operator/reports/:kind/:word',
    summary: 'Marks a reported word as handled, or removes the mark',
    params: WordReport,
    body: ReportHandling,
    response: WordReport,
  },
  listBlockedWords: {
    method: 'GET',
    path: '/operator/blocked-words',
    summary: 'The words that are never an answer, as far as I am shown them',
    response: BlockedWords,
  },
  blockWord: {
    method: 'PUT',
    path: '/operator/blocked-words',
    summary: 'Blocks a word as an answer, from the next day on, or allows it again',
    body: WordBlocking,
    response: WordBlocking,
  },
} as const satisfies Record<string, Endpoint>;
