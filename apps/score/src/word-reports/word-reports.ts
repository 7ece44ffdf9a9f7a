import {
  MAX_REPORTS_PER_DAY,
  type ReportedWords,
  type ReportsQuery,
  type WordReport,
} from '@motus/contracts';
import { ServiceError } from '@motus/service';
import { commit, defineScript, pairsOf, readLua, type Store } from '@motus/store';

/** The reports of players about words: that a word should, or should not, be valid. */
export interface Reports {
  /**
   * Counts a report of a player; the same word and kind by the same player is counted once.
   *
   * @returns false if the player made the same report before
   * @throws ServiceError if the player has reported too many words today
   */
  report(player: string, report: WordReport): Promise<boolean>;
  /**
   * One page of the open or the handled reports, the newest first: those that players made before the days that can still be
   * played. A later report shows neither in the list nor in a count: it is often the answer of such a day.
   */
  list(query: ReportsQuery): Promise<ReportedWords>;
  /**
   * Moves a report to the handled ones, or back to the open ones.
   *
   * @throws ServiceError if nobody has made this report, or it is not listed yet
   */
  handle(report: WordReport, handled: boolean): Promise<void>;
}

/** How many reported words one page of the list has. */
const PAGE_SIZE = 50;

/** How long the reports of a player on a day are kept to be counted, in seconds. */
const PLAYER_REPORTS_TTL = 2 * 24 * 3600;

/** All keys but the last share a hash slot; the last is in that of the player. See players/player-keys.ts. */
const reportKeys = {
  /** Sorted set: report → when it was first made. */
  open: '{reports}:open',
  /** Sorted set: report that an operator has handled → when it was first made. */
  handled: '{reports}:handled',
  /** Sorted set: player → when the player made a report. */
  times: (report: string): string => `{reports}:times:${report}`,
  /** Set: the players who made a report under a former version, which kept no times. */
  players: (report: string): string => `{reports}:players:${report}`,
  /** Set: the reports of a player on a day; expires. */
  ofPlayer: (player: string, day: string): string => `{${player}}:reports:${day}`,
};

const admitScript = defineScript({
  name: 'admitReport',
  lua: readLua('admit.lua', import.meta.url),
  read: (reply) => reply === 1,
});

const countScript = defineScript({
  name: 'countReport',
  lua: readLua('count.lua', import.meta.url),
  read: (reply) => reply === 1,
});

const moveScript = defineScript({
  name: 'moveReport',
  lua: readLua('move.lua', import.meta.url),
  read: (reply) => reply === 1,
});

/**
 * @param options.now       the clock, in milliseconds since the Unix epoch
 * @param options.today     the current day
 * @param options.openSince when the days that can still be played began, likewise
 */
export function createReports(options: {
  store: Store;
  now: () => number;
  today: () => string;
  openSince: () => number;
}): Reports {
  const { store, now, today, openSince } = options;
  return {
    async report(player, report) {
      const entry = encode(report);
      const playerKey = reportKeys.ofPlayer(player, today());
      const limits = [entry, MAX_REPORTS_PER_DAY, PLAYER_REPORTS_TTL];
      if (!(await commit(store, () => admitScript(store, [playerKey], limits)))) throw tooManyReports();
      const at = now();
      const keys = [reportKeys.times(entry), reportKeys.players(entry), reportKeys.open, reportKeys.handled];
      return commit(store, () => countScript(store, keys, [player, entry, at]));
    },

    async list({ handled = false, from = 0 }) {
      const listKey = handled ? reportKeys.handled : reportKeys.open;
      const before = `(${openSince()}`;
      const [total, reply] = await Promise.all([
        store.zcount(listKey, '-inf', before),
        store.zrevrangebyscore(listKey, before, '-inf', 'WITHSCORES', 'LIMIT', from, PAGE_SIZE),
      ]);
      const entries = pairsOf(reply);
      const players = await Promise.all(
        entries.map(async ([entry]) => {
          const [former, listed] = await Promise.all([
            store.scard(reportKeys.players(entry)),
            store.zcount(reportKeys.times(entry), '-inf', before),
          ]);
          return former + listed;
        }),
      );
      const reports = entries.map(([entry, reportedAt], i) => ({
        ...decode(entry),
        players: players[i] ?? 0,
        reportedAt: Number(reportedAt),
      }));
      return { reports, next: total > from + PAGE_SIZE ? from + PAGE_SIZE : null };
    },

    async handle(report, handled) {
      const { open, handled: done } = reportKeys;
      const fromAndTo = handled ? [open, done] : [done, open];
      const args = [encode(report), openSince()];
      if (!(await commit(store, () => moveScript(store, fromAndTo, args)))) throw reportNotFound();
    },
  };
}

function encode({ kind, word }: WordReport): string {
  return `${kind}:${word}`;
}

function decode(entry: string): WordReport {
  const [kind, word = ''] = entry.split(':');
  return { word, kind: kind === 'should_be_valid' ? kind : 'should_not_be_valid' };
}

function tooManyReports(): ServiceError {
  return new ServiceError(
    429,
    'too_many_reports',
    `Vous avez déjà signalé ${MAX_REPORTS_PER_DAY} mots aujourd’hui ; revenez demain.`,
  );
}

function reportNotFound(): ServiceError {
  return new ServiceError(404, 'report_not_found', 'Personne n’a signalé ce mot ainsi.');
}
