import type { WordReport } from '@motus/contracts';
import type { Retry } from '../platform/request-retry.ts';
import { refusalText } from '../ui/texts/texts.ts';
import type { GameApi } from './game-api.ts';
import { gameTexts } from './game-texts.ts';

/** Reports a word to the operators. @returns the outcome, as a text for the player */
export type ReportWord = (report: WordReport) => Promise<string>;

export function createReportWord(retry: Retry, api: Pick<GameApi, 'report'>): ReportWord {
  return async (report) => {
    const result = await retry.write(() => api.report(report));
    return result.ok ? gameTexts.value.report.thanks : (refusalText(result.problem) ?? '');
  };
}
