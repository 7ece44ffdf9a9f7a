import { ArchiveMonth, Day, ErrorAnswer, GameView, Month } from '@motus/contracts';
import { ARCHIVE_FIRST_DAY, inArchive, monthOf } from '@motus/game';
import { type Service, ServiceError } from '@motus/service';
import { Type } from 'typebox';
import type { Game } from '../game/game.ts';
import type { Asker } from '../score/score-calls.ts';
import type { ScoreClient } from '../score/score-client.ts';

const tags = ['archive'];
const errors = { '4xx': ErrorAnswer, 503: ErrorAnswer };

/** Past days, to be played any time. */
export async function archiveRoutes(
  app: Service,
  { game, score }: { game: Game; score: ScoreClient },
): Promise<void> {
  app.addHook('preHandler', app.requireVisitor);

  app.get(
    '/archive',
    {
      schema: {
        tags,
        summary: 'What I have made of the days of a month',
        querystring: Type.Object({ month: Month }),
        response: { 200: ArchiveMonth, ...errors },
      },
    },
    async (request) => {
      const { month } = request.query;
      const [first, last] = [ARCHIVE_FIRST_DAY, game.yesterday()];
      if (month < monthOf(first) || month > monthOf(last)) throw monthUnknown();
      const [{ plays }, unfinished] = await Promise.all([
        score.archiveMonth(request, month),
        monthOf(last) === month ? unfinishedPlay(request) : [],
      ]);
      const others = plays.filter(({ day }) => first <= day && day <= last && day !== unfinished[0]?.day);
      return { month, first, last, plays: [...others, ...unfinished] };
    },
  );

  app.get(
    '/archive/:day',
    {
      schema: {
        tags,
        summary: 'My play of a past day: that of the day itself where it has ended, else that of the archive',
        params: Type.Object({ day: Day }),
        response: { 200: GameView, ...errors },
      },
    },
    async (request) => {
      const { day } = request.params;
      if (!inArchive(day, game.today())) throw dayUnknown();
      const { play, archived } = await score.archiveDay(request, day);
      if (play.state !== 'playing') return game.view(play);
      if (play.rows.length > 0 && day === game.yesterday()) throw playUnfinished();
      return game.view(archived);
    },
  );

  /** Yesterday's play where it has begun and can still be finished: the archive comes after it. */
  async function unfinishedPlay(asker: Asker) {
    const { day, state, rows } = await score.play(asker, game.yesterday());
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
