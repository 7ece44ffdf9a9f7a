import { type Static, Type } from 'typebox';
import { Word } from './play.ts';

/** How many words one player may report a day. */
export const MAX_REPORTS_PER_DAY = 20;

export const ReportKind = Type.Union([Type.Literal('should_be_valid'), Type.Literal('should_not_be_valid')], {
  description: 'should_not_be_valid: or at least never be an answer',
});
export type ReportKind = Static<typeof ReportKind>;

/** What a player says about a word; one player says it once. */
export const WordReport = Type.Object({ word: Word, kind: ReportKind }, { additionalProperties: false });
export type WordReport = Static<typeof WordReport>;

/** A report as a player sends it. */
export const WordReportRequest = Type.Object(
  {
    word: Type.String({ maxLength: 64, description: 'Lower case and accents are accepted' }),
    kind: ReportKind,
  },
  { additionalProperties: false },
);

/** What all players together say about a word. */
export const ReportedWord = Type.Object(
  {
    ...WordReport.properties,
    players: Type.Integer({ minimum: 1, description: 'How many said so' }),
    reportedAt: Type.Integer({ description: 'The latest time, in milliseconds since the Unix epoch' }),
  },
  { additionalProperties: false },
);
export type ReportedWord = Static<typeof ReportedWord>;

export const ReportedWords = Type.Object(
  {
    reports: Type.Array(ReportedWord, { description: 'Newest first' }),
    next: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
      description: '`from` of the next page; null after the last',
    }),
  },
  { additionalProperties: false },
);
export type ReportedWords = Static<typeof ReportedWords>;

/** Which reports an operator asks for. */
export const ReportsQuery = Type.Object(
  {
    handled: Type.Optional(Type.Boolean({ description: 'Those that are handled; else those that are not' })),
    from: Type.Optional(
      Type.Integer({ minimum: 0, description: 'How many are skipped; 0 where it is missing' }),
    ),
  },
  { additionalProperties: false },
);
export type ReportsQuery = Static<typeof ReportsQuery>;

export const ReportHandling = Type.Object({ handled: Type.Boolean() }, { additionalProperties: false });
