import { Type } from 'typebox';
import { BlockedWord, BlockedWords, OperatorActions } from '../operator.ts';
import { Word } from '../play.ts';
import { ReportedWords, ReportHandling, ReportsQuery, WordReport } from '../report.ts';
import type { Endpoint } from './endpoint.ts';

const ofWord = Type.Object({ word: Word });

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
    summary: 'The words that players reported, without the word of the running day',
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
    summary: 'The words that are never an answer',
    response: BlockedWords,
  },
  blockWord: {
    method: 'PUT',
    path: '/operator/blocked-words/:word',
    summary:
      'Blocks a word as an answer, from the next day on; a day for which it was chosen loses the choice',
    params: ofWord,
    response: BlockedWord,
  },
  unblockWord: {
    method: 'DELETE',
    path: '/operator/blocked-words/:word',
    summary: 'Allows a blocked word as an answer again',
    params: ofWord,
  },
} as const satisfies Record<string, Endpoint>;
