import { dayAt } from '@motus/game';
import { createInternalClient } from '@motus/internal-client';
import { createService, type Logger, type Service } from '@motus/service';
import { connectStore } from '@motus/store';
import { tokens } from './auth/tokens.ts';
import { createDayChoices } from './days/day-choices.ts';
import { createDayRecords } from './days/day-records.ts';
import { createLeaderboards } from './leaderboards/leaderboards.ts';
import { createPublication } from './leaderboards/publication.ts';
import { createLeagues } from './leagues/leagues.ts';
import { createArchive } from './ledger/archive.ts';
import { createLedger } from './ledger/ledger.ts';
import { createMergeGuest } from './ledger/merge-guest.ts';
import { createOperatorActions } from './operator/actions.ts';
import { createBlockedWords } from './operator/blocked-words.ts';
import { archiveRoutes } from './routes/archive.ts';
import { attemptRoutes } from './routes/attempts.ts';
import { dayRoutes } from './routes/days.ts';
import { guestRoutes } from './routes/guests.ts';
import { leaderboardRoutes } from './routes/leaderboards.ts';
import { leagueRoutes } from './routes/leagues.ts';
import { operatorRoutes } from './routes/operator.ts';
import { playRoutes } from './routes/plays.ts';
import { reportRoutes } from './routes/reports.ts';
import type { ScoreSettings } from './settings.ts';
import { createReports } from './word-reports/word-reports.ts';

/**
 * Builds the score service as an application, which the process serves and the tests send requests to.
 *
 * @param now the clock, in milliseconds since the Unix epoch
 */
export async function buildScore(
  settings: ScoreSettings,
  logger: Logger,
  now: () => number = Date.now,
): Promise<Service> {
  const app = await createService({ logger });
  const store = connectStore(app, {
    name: 'score-store',
    sentinels: settings.SCORE_STORE_SENTINELS,
    password: settings.SCORE_STORE_PASSWORD_FILE,
    sentinelPassword: settings.SENTINEL_PASSWORD_FILE,
  });
  const internalClient = createInternalClient(settings.INTERNAL_URL);
  app.addHook('onClose', () => internalClient.close());

  const leaderboards = createLeaderboards(store);
  const archive = createArchive({ store, now });
  const publication = createPublication({
    store,
    leaderboards,
    now,
    warn: (err) =>
      app.logThrottle.warn(
        'publication failed',
        {},
        { err },
        'publication of finished plays failed, will retry',
      ),
  });
  app.addHook('onClose', () => publication.close());
  const ledger = createLedger({ store, publication, archive, now });
  const today = () => dayAt(now(), settings.GAME_TIMEZONE);
  const words = createBlockedWords(store, now);
  const reports = createReports({ store, now, today });

  await app.register(tokens, {
    issuer: `${settings.PUBLIC_URL}/auth`,
    keysUrl: `${settings.INTERNAL_URL}/auth/jwks`,
    internalClient,
    now,
  });
  await app.register(attemptRoutes, { prefix: '/score', ledger });
  await app.register(dayRoutes, { prefix: '/score', records: createDayRecords(store), words });
  // A guest reads what a player reads, but has no token: the game asks on behalf of the guest.
  for (const { prefix, authorize } of [
    { prefix: '/score', authorize: app.requirePlayer },
    { prefix: '/score/guests/:guest', authorize: app.requireGuest },
  ]) {
    await app.register(playRoutes, { prefix, authorize, ledger, today });
    await app.register(archiveRoutes, { prefix, authorize, archive });
    await app.register(leaderboardRoutes, { prefix, authorize, leaderboards, publication, today });
  }
  await app.register(guestRoutes, {
    prefix: '/score',
    mergeGuest: createMergeGuest({ store, publication, metrics: app.metrics, now, today }),
  });
  await app.register(leagueRoutes, {
    prefix: '/score',
    leagues: createLeagues(store, now),
    store,
    publication,
    today,
  });
  await app.register(reportRoutes, { prefix: '/score', reports });
  await app.register(operatorRoutes, {
    prefix: '/score',
    store,
    actions: createOperatorActions(store, now),
    choices: createDayChoices({ store, now, today }),
    words,
    reports,
  });
  return app;
}
