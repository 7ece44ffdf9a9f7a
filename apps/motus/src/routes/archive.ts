import { publicApi, routeOf, scoreApi } from '@motus/contracts';
import { ARCHIVE_FIRST_DAY, inArchive, monthOf } from '@motus/game';
import { type Service, ServiceError } from '@motus/service';
import type { Game } from '../game/game.ts';
import type { Caller } from '../score/authorized-calls.ts';
import type { ScoreClient } from '../score/score-client.ts';

/** The archive: past days, which can be played at any time. */
export async function archiveRoutes(
  app: Service,
  { game, score }: { game: Game; score: ScoreClient },
): Promise<void> {
  app.addHook('preHandler', app.requireVisitor);

  app.route({
    ...routeOf(publicApi.readArchiveMonth, 'archive'),
    handler: async (request) => {
      const { month } = request.query;
      const [first, last] = [ARCHIVE_FIRST_DAY, game.yesterday()];
      if (month < monthOf(first) || month > monthOf(last)) throw monthUnknown();
      const [{ plays }, unfinished] = await Promise.all([
        score.asPlayer(request, scoreApi.readArchiveMonth, { params: { month } }, 'unavailable'),
        monthOf(last) === month ? unfinishedPlay(request) : [],
      ]);
      const others = plays.filter(({ day }) => first <= day && day <= last && day !== unfinished[0]?.day);
      return { month, first, last, plays: [...others, ...unfinished] };
    },
  });

  app.route({
    ...routeOf(publicApi.readArchivedPlay, 'archive'),
    handler: async (request) => {
      const { day } = request.params;
      if (!inArchive(day, game.today())) throw dayUnknown();
      const input = { params: { day } };
      const { play, archived } = await score.asPlayer(request, scoreApi.readArchiveDay, input, 'unavailable');
      if (play.state !== 'playing') return game.view(play);
      if (play.rows.length > 0 && day === game.yesterday()) throw playUnfinished();
      return game.view(archived);
    },
  });

  /** Yesterday's play where it has begun and can still be finished: until then the archive does not offer that day. */
  async function unfinishedPlay(caller: Caller) {
    const input = { params: { day: game.yesterday() } };
    const { day, state, rows } = await score.asPlayer(caller, scoreApi.readPlay, input, 'unavailable');
    const unfinished = state === 'playing' && rows.length > 0;
    return unfinished ? [{ day, state, attempts: rows.length, archive: false }] : [];
  }
}

function playUnfinished(): ServiceError {
  return new ServiceError(409, 'play_unfinished', 'Finissez d’abord la partie de ce jour.');
}

function monthUnknown(): ServiceError {
  return new ServiceError(404, 'archive_month_unknown', 'Les archives n’ont aucun jour de ce mois.');
}

function dayUnknown(): ServiceError {
  return new ServiceError(404, 'archive_day_unknown', 'Ce jour n’est pas dans les archives.');
}
