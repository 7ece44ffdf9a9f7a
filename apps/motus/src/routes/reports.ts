import { publicApi, routeOf, scoreApi } from '@motus/contracts';
import type { Lexicon } from '@motus/lexicon';
import { type Service, ServiceError } from '@motus/service';
import { typedWord } from '../game/typed-word.ts';
import type { ScoreClient } from '../score/score-client.ts';

/** Reports of a word that was refused, or that should not have been accepted. */
export async function reportRoutes(
  app: Service,
  { score, lexicon }: { score: ScoreClient; lexicon: Lexicon },
): Promise<void> {
  app.route({
    ...routeOf(publicApi.reportWord, 'player'),
    preHandler: app.requirePlayer,
    handler: async (request) => {
      const { kind } = request.body;
      const word = typedWord(request.body.word);
      const valid = lexicon.isValid(word);
      if (valid && kind === 'should_be_valid') {
        throw new ServiceError(409, 'word_is_valid', 'Ce mot est déjà dans notre dictionnaire.');
      }
      if (!valid && kind === 'should_not_be_valid') {
        throw new ServiceError(409, 'word_is_unknown', 'Ce mot n’est pas dans notre dictionnaire.');
      }
      return score.asPlayer(request, scoreApi.reportWord, { body: { word, kind } }, 'pass-on');
    },
  });
}
