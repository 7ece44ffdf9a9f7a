import { ALL_JOBS, type EventReader, type Job } from './jobs-and-readers.ts';

/** A program that writes events but has no metrics: the label `service` of its lines. */
export type Tool = 'drill' | 'bench';

export interface EventSignal {
  /** The value of the field `event`. */
  readonly event: string;
  readonly level: 'info' | 'warn' | 'error' | 'fatal';
  readonly services: readonly (Job | Tool)[];
  /**
   * The fields besides those of every line (`level`, `time`, `service`, `instance`, `msg`, `reqId` where there is a request,
   * and `trace_id` where that is traced). An optional field ends with `?`.
   */
  readonly fields: readonly string[];
  readonly meaning: string;
  readonly readBy: readonly EventReader[];
}

/** Log lines with a field `event`. A repeated write logs none; if an instance dies before it logs, the line is missing. */
export const EVENTS: readonly EventSignal[] = [
  info('instance_up', ALL_JOBS, ['address'], 'an instance is ready for requests', 'dashboard Logs'),
  info(
    'instance_draining',
    ALL_JOBS,
    ['signal?'],
    'an instance ends, and gets no more requests',
    'dashboard Services',
  ),
  fatal('instance_failed', ALL_JOBS, ['err?'], 'an instance ends, or does not start, because of an error', [
    'dashboard Logs',
    'developer',
  ]),
  error('request_failed', ALL_JOBS, ['err', 'req?', 'path?'], 'a bug: a request was answered with 500', [
    'dashboard Logs',
    'developer',
  ]),

  warn(
    'store_failover',
    ['auth', 'score'],
    ['store', 'from', 'to'],
    'another node of a store is its primary',
    'dashboard Stores',
  ),
  warn('store_replica_missing', ['auth', 'score'], ['store'], 'writes are acknowledged without the replica', [
    'dashboard Stores',
  ]),
  info('store_replica_back', ['auth', 'score'], ['store'], 'the replica confirms writes again', [
    'dashboard Logs',
  ]),
  warn(
    'store_full',
    ['auth', 'score'],
    ['store', 'reason'],
    'the primary refuses writes: its disk or memory is full',
    ['dashboard Stores'],
  ),
  info('store_room', ['auth', 'score'], ['store'], 'the primary takes writes again', 'dashboard Logs'),

  info('registered', ['auth'], ['player', 'client'], 'an account was created', 'dashboard Auth'),
  info('login_succeeded', ['auth'], ['player', 'client'], 'name and password were right', 'dashboard Logs'),
  info('login_refused', ['auth'], ['client'], 'name and password do not belong together', [
    'dashboard Auth',
    'operator',
  ]),
  warn(
    'oidc_request_refused',
    ['auth'],
    ['rejection', 'error', 'error_description?', 'error_detail?', 'times?'],
    'the provider refused a request of the protocol',
    'developer',
  ),
  info('login_completed', ['motus'], ['player'], 'a login came back to the game', 'dashboard Auth'),
  info('logout', ['motus'], ['player'], 'a session of the game was ended', 'dashboard Logs'),

  info('play_started', ['motus'], ['day', 'by', 'player?', 'archive?'], 'the first attempt of a play', [
    'dashboard Game',
  ]),
  info(
    'play_ended',
    ['motus'],
    ['outcome', 'attempts', 'day', 'by', 'player?', 'archive?'],
    'a play was won or lost',
    'dashboard Game',
  ),
  info(
    'word_refused',
    ['motus'],
    ['reason', 'day', 'by', 'word?'],
    'a word is no attempt; the word itself where the dictionary lacks it and nobody can play that day for points any more',
    'dashboard Game',
  ),
  info(
    'attempts_appended',
    ['score'],
    ['requestIds', 'attempts'],
    'a batch is in the ledger: the ids of its requests',
    'dashboard Logs',
  ),
  info('guest_merged', ['score'], ['player'], 'an account took over what a guest played', 'dashboard Game'),
  info('league_created', ['score'], ['league', 'player'], 'a league was created', 'dashboard Logs'),
  info('league_joined', ['score'], ['league', 'player'], 'a player joined a league', 'dashboard Game'),
  info('word_reported', ['score'], ['kind', 'player'], 'a player reported a word', 'dashboard Logs'),
  info(
    'operator_action',
    ['score'],
    ['operator', 'action', 'subject?'],
    'an operator is about to do something; it is recorded already; the subject where it is a day',
    'operator',
  ),
  info(
    'operator_action_refused',
    ['score'],
    ['operator', 'action', 'subject?', 'refused'],
    'what an operator tried was refused; follows operator_action',
    'operator',
  ),

  info('drill_fault', ['drill'], ['target', 'fault'], 'the drill injected a fault', 'dashboard Now'),
  info(
    'drill_recovered',
    ['drill'],
    ['target', 'fault'],
    'the system is healthy after a fault',
    'dashboard Now',
  ),
  info('bench_phase', ['bench'], ['phase'], 'the bench begins a measurement', 'dashboard Now'),
];

type Readers = EventReader | readonly EventReader[];
type EventRest = [
  services: readonly (Job | Tool)[],
  fields: readonly string[],
  meaning: string,
  readBy: Readers,
];

function info(event: string, ...rest: EventRest): EventSignal {
  return eventSignal(event, 'info', ...rest);
}

function warn(event: string, ...rest: EventRest): EventSignal {
  return eventSignal(event, 'warn', ...rest);
}

function error(event: string, ...rest: EventRest): EventSignal {
  return eventSignal(event, 'error', ...rest);
}

function fatal(event: string, ...rest: EventRest): EventSignal {
  return eventSignal(event, 'fatal', ...rest);
}

function eventSignal(
  event: string,
  level: EventSignal['level'],
  ...[services, fields, meaning, readBy]: EventRest
): EventSignal {
  return { event, level, services, fields, meaning, readBy: [readBy].flat() };
}
