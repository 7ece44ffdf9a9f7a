import type { WordReport } from '@motus/contracts';
import type { Ask } from '../platform/request-retry.ts';
import { refusalText } from '../ui/texts/refusal-text.ts';
import { texts } from '../ui/texts/texts.ts';
import type { Api } from './game-api.ts';

/** Tells the operators what a player thinks of a word. @returns what is said to the player of it */
export type ReportWord = (report: WordReport) => Promise<string>;

export function createReportWord(ask: Ask, api: Pick<Api, 'report'>): ReportWord {
  return async (report) => {
    const answer = await ask(() => api.report(report));
    return answer.ok ? texts.value.report.thanks : (refusalText(answer.problem) ?? '');
  };
}
