import {
  MAX_REPORTS_PER_DAY,
  type ReportedWords,
  type ReportsQuery,
  type WordReport,
} from '@motus/contracts';
import { ServiceError } from '@motus/service';
import { commit, defineScript, type Store } from '@motus/store';
import { keys } from './keys.ts';

/** What players say about words. */
export interface Reports {
  /**
   * Counts a player's report; the same player's, word's and kind's again changes nothing.
   *
   * @throws ServiceError where the player has reported too many words today
   */
  report(player: string, report: WordReport): Promise<void>;
  list(query: ReportsQuery): Promise<ReportedWords>;
  /** Puts a reported word among the handled ones, or back; @throws ServiceError where nobody has reported it. */
  handle(report: WordReport, handled: boolean): Promise<void>;
}

/** How many reported words one page of the list has. */
const PAGE = 50;

/** How long a day's reports of a player are remembered to be counted, in seconds. */
const TWO_DAYS = 2 * 24 * 3600;

/** KEYS 1 the player's reports of the day; ARGV 1 the report, 2 how many are allowed, 3 seconds to keep them */
const admitScript = defineScript({
  name: 'admitReport',
  lua: `
    if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 1 then return 1 end
    if redis.call('SCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
    redis.call('SADD', KEYS[1], ARGV[1])
    redis.call('EXPIRE', KEYS[1], ARGV[3])
    return 1`,
  read: (reply) => reply === 1,
});

/** KEYS 1 players, 2 open, 3 handled; ARGV 1 player, 2 the report, 3 now. A handled one stays handled. */
const countScript = defineScript({
  name: 'countReport',
  lua: `
    if redis.call('SADD', KEYS[1], ARGV[1]) == 0 then return end
    local list = redis.call('ZSCORE', KEYS[3], ARGV[2]) and KEYS[3] or KEYS[2]
    redis.call('ZADD', list, 'GT', ARGV[3], ARGV[2])`,
  read: () => undefined,
});

/** KEYS 1 from, 2 to; ARGV 1 the report. Answers with 0 where it is in neither. */
const moveScript = defineScript({
  name: 'moveReport',
  lua: `
    local at = redis.call('ZSCORE', KEYS[1], ARGV[1])
    if not at then return redis.call('ZSCORE', KEYS[2], ARGV[1]) and 1 or 0 end
    redis.call('ZREM', KEYS[1], ARGV[1])
    redis.call('ZADD', KEYS[2], at, ARGV[1])
    return 1`,
  read: (reply) => reply === 1,
});

/**
 * @param options.now   the clock, in milliseconds since the Unix epoch
 * @param options.today the current day
 */
export function createReports(options: { store: Store; now: () => number; today: () => string }): Reports {
  const { store, now, today } = options;
  return {
    async report(player, report) {
      const entry = entryOf(report);
      const ofToday = keys.ofPlayer(player, today());
      const limits = [entry, MAX_REPORTS_PER_DAY, TWO_DAYS];
      if (!(await commit(store, () => admitScript(store, [ofToday], limits)))) throw tooMany();
      const at = now();
      const counted = [keys.players(entry), keys.open, keys.handled];
      await commit(store, () => countScript(store, counted, [player, entry, at]));
    },

    async list({ handled = false, from = 0 }) {
      const list = handled ? keys.handled : keys.open;
      const [total, flat] = await Promise.all([
        store.zcard(list),
        store.zrevrange(list, from, from + PAGE - 1, 'WITHSCORES'),
      ]);
      const entries = flat.filter((_, i) => i % 2 === 0);
      const players = await Promise.all(entries.map((entry) => store.scard(keys.players(entry))));
      const reports = entries.map((entry, i) => ({
        ...reportOf(entry),
        players: players[i] ?? 0,
        reportedAt: Number(flat[2 * i + 1]),
      }));
      return { reports, next: total > from + PAGE ? from + PAGE : null };
    },

    async handle(report, handled) {
      const lists = handled ? [keys.open, keys.handled] : [keys.handled, keys.open];
      if (!(await commit(store, () => moveScript(store, lists, [entryOf(report)])))) throw unknown();
    },
  };
}

function entryOf({ kind, word }: WordReport): string {
  return `${kind}:${word}`;
}

function reportOf(entry: string): WordReport {
  const [kind, word = ''] = entry.split(':');
  return { word, kind: kind === 'should_be_valid' ? kind : 'should_not_be_valid' };
}

function tooMany(): ServiceError {
  return new ServiceError(
    429,
    'too_many_reports',
    `Vous avez déjà signalé ${MAX_REPORTS_PER_DAY} mots aujourd’hui ; revenez demain.`,
  );
}

function unknown(): ServiceError {
  return new ServiceError(404, 'report_not_found', 'Personne n’a signalé ce mot ainsi.');
}
