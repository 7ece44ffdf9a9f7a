import { ErrorAnswer, WordReport, WordReportRequest } from '@motus/contracts';
import type { Lexicon } from '@motus/lexicon';
import { type Service, ServiceError } from '@motus/service';
import { typedWord } from '../game/typed-word.ts';
import type { Asking } from '../score/asking.ts';

/** What a player says about a word that was refused, or that should not have been there. */
export async function reportRoutes(
  app: Service,
  { score, lexicon }: { score: Asking; lexicon: Lexicon },
): Promise<void> {
  app.post(
    '/reports',
    {
      preHandler: app.requirePlayer,
      schema: {
        tags: ['player'],
        summary: 'Reports a word that should, or should not, be valid; the same report again changes nothing',
        body: WordReportRequest,
        response: { 200: WordReport, '4xx': ErrorAnswer, 503: ErrorAnswer },
      },
    },
    async (request) => {
      const { kind } = request.body;
      const word = typedWord(request.body.word);
      const valid = lexicon.isValid(word);
      if (valid && kind === 'should_be_valid') {
        throw new ServiceError(409, 'word_is_valid', 'Ce mot est déjà dans notre dictionnaire.');
      }
      if (!valid && kind === 'should_not_be_valid') {
        throw new ServiceError(409, 'word_is_unknown', 'Ce mot n’est pas dans notre dictionnaire.');
      }
      return score.asPlayer<WordReport>(request, 'POST', 'reports', { word, kind });
    },
  );
}
