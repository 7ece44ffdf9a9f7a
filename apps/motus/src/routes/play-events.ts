import type { AttemptOutcome, AttemptRequest, Play } from '@motus/contracts';
import type { Refusal } from '@motus/game';
import { createCounter, type ServiceError } from '@motus/service';
import type { FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { RefusedWord } from '../game/game.ts';

/** Counts what players do in their plays, and logs what matters of it: that a play starts or ends, that a word is refused. */
export interface PlayEvents {
  /** An attempt that is now a row of the play. */
  onAccepted(request: AttemptOf, play: Play): void;
  /** An attempt that was a row before: counted, and not logged, because it was logged then. */
  onRepeated(request: AttemptOf): void;
  onRefused(request: AttemptOf, error: ServiceError): void;
}

type AttemptOf = Pick<FastifyRequest, 'guest' | 'player' | 'log'> & { body: unknown };

/** The outcomes of an attempt: `repeated`, or what the ledger, the rules or the session say. */
type Outcome = AttemptOutcome | Refusal | 'repeated' | 'day_closed' | 'not_logged_in' | 'try_again';

const OUTCOMES: Record<Outcome, true> = {
  accepted: true,
  repeated: true,
  word_letters: true,
  word_length: true,
  word_first_letter: true,
  word_unknown: true,
  day_closed: true,
  row_conflict: true,
  play_finished: true,
  play_unfinished: true,
  play_not_started: true,
  disqualified: true,
  guest_moved: true,
  not_logged_in: true,
  try_again: true,
};

const BY = ['player', 'guest'] as const;

const ATTEMPT_COUNTS = ['1', '2', '3', '4', '5', '6'] as const;

/** The labels of each way in which a play can end: a lost one has all its rows. */
const END_LABELS = [
  ...ATTEMPT_COUNTS.map((attempts) => ({ outcome: 'won', attempts }) as const),
  { outcome: 'lost', attempts: '6' } as const,
];

export function createPlayEvents(registry: Registry): PlayEvents {
  const { attempts, started, ended } = createCounters(registry);
  return {
    onAccepted({ guest, player, log }, { day, state, rows, archive }) {
      const by = byOf({ guest });
      const who = { by, ...(by === 'player' && { player: player.id }) };
      const what = { day, ...(archive && { archive }) };
      attempts.inc({ outcome: 'accepted', by });
      if (rows.length === 1) {
        started.inc({ by });
        log.info({ event: 'play_started', ...what, ...who }, 'play started');
      }
      if (state === 'playing') return;
      const end = END_LABELS.find((one) => one.outcome === state && one.attempts === `${rows.length}`);
      if (end !== undefined) ended.inc({ ...end, by });
      log.info({ event: 'play_ended', outcome: state, attempts: rows.length, ...what, ...who }, 'play ended');
    },

    onRepeated(request) {
      attempts.inc({ outcome: 'repeated', by: byOf(request) });
    },

    onRefused(request, error) {
      const by = byOf(request);
      if (isOutcome(error.code)) attempts.inc({ outcome: error.code, by });
      if (!(error instanceof RefusedWord)) return;
      const { reason, unknownWord } = error;
      const { day } = request.body as AttemptRequest;
      request.log.info(
        { event: 'word_refused', reason, day, by, ...(unknownWord && { word: unknownWord }) },
        'word refused',
      );
    },
  };
}

function createCounters(registry: Registry) {
  const outcomes = Object.keys(OUTCOMES) as Outcome[];
  return {
    attempts: createCounter({
      name: 'attempts_total',
      help: 'Attempts by outcome (accepted, repeated, or the code of the refusal) and by player or guest',
      labelSets: outcomes.flatMap((outcome) => BY.map((by) => ({ outcome, by }))),
      registry,
    }),
    started: createCounter({
      name: 'plays_started_total',
      help: 'Plays, of the day or of the archive, that began with a first attempt',
      labelSets: BY.map((by) => ({ by })),
      registry,
    }),
    ended: createCounter({
      name: 'plays_ended_total',
      help: 'Plays, of the day or of the archive, that were won or lost, by the number of attempts',
      labelSets: END_LABELS.flatMap((end) => BY.map((by) => ({ ...end, by }))),
      registry,
    }),
  };
}

function byOf({ guest }: Pick<FastifyRequest, 'guest'>): (typeof BY)[number] {
  return guest === undefined ? 'player' : 'guest';
}

function isOutcome(code: string): code is Outcome {
  return code in OUTCOMES;
}
