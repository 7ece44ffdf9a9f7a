import type {
  ArchiveDay,
  ArchivedPlays,
  Attempt,
  AttemptResult,
  AttemptResults,
  DayRecord,
  GuestOwner,
  Leaderboard,
  Period,
  Play,
  PlayAndBefore,
  Player,
  PlayHistory,
  Statistics,
} from '@motus/contracts';
import type { InternalResponse } from '@motus/internal-client';
import { AnsweredError } from '@motus/service';
import { type Asker, type ScoreCalls, unavailable } from './score-calls.ts';

/** The score service, by way of HAProxy. Everything rejects with a `ServiceError`: 503 where it cannot be reached. */
export interface ScoreClient {
  /** The results are in the order of the attempts. */
  append(attempts: readonly Attempt[], requestId: string): Promise<AttemptResult[]>;
  recordDay(record: DayRecord): Promise<DayRecord>;
  /** Moves what a guest played to an account, unless another account has it already. Repeating it changes nothing. */
  moveGuest(guest: string, account: Player, requestId: string): Promise<void>;
  play(asker: Asker, day: string): Promise<Play>;
  playAndBefore(asker: Asker, day: string): Promise<PlayAndBefore>;
  history(asker: Asker): Promise<PlayHistory>;
  statistics(asker: Asker): Promise<Statistics>;
  leaderboard(asker: Asker, period: Period): Promise<Leaderboard>;
  archiveMonth(asker: Asker, month: string): Promise<ArchivedPlays>;
  archiveDay(asker: Asker, day: string): Promise<ArchiveDay>;
}

export function createScoreClient(calls: ScoreCalls): ScoreClient {
  async function read<T>(asker: Asker, path: string): Promise<T> {
    return answerOf(path, await calls.asPlayer(asker, { method: 'GET', path }));
  }

  return {
    append: async (attempts, requestId) => {
      const call = { method: 'POST', path: 'attempts', json: { attempts } } as const;
      return answerOf<AttemptResults>(call.path, await calls.asGame(call, requestId)).results;
    },
    recordDay: async ({ day, sealedAnswer }) => {
      const call = { method: 'PUT', path: `days/${day}`, json: { sealedAnswer } } as const;
      return answerOf(call.path, await calls.asGame(call));
    },
    moveGuest: async (guest, { id, name }, requestId) => {
      const call = { method: 'PUT', path: `guests/${guest}/owner`, json: { id, name } } as const;
      answerOf<GuestOwner>(call.path, await calls.asGame(call, requestId));
    },
    play: (asker, day) => read(asker, `plays/${day}`),
    playAndBefore: (asker, day) => read(asker, `plays/${day}/and-before`),
    history: (asker) => read(asker, 'plays'),
    statistics: (asker) => read(asker, 'statistics'),
    leaderboard: (asker, period) => read(asker, `leaderboards/${period}`),
    archiveMonth: (asker, month) => read(asker, `archive/months/${month}`),
    archiveDay: (asker, day) => read(asker, `archive/days/${day}`),
  };
}

/** Of these questions the game knows that they may be asked: a refusal is nothing that a player could mend. */
function answerOf<T>(path: string, { status, text }: InternalResponse): T {
  if (status !== 200) throw unavailable(new AnsweredError(path, { status, text }));
  return JSON.parse(text) as T;
}
