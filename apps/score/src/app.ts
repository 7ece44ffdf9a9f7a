import { AUTH_PATH, PROVIDER_PATHS } from '@motus/contracts';
import { dayAt } from '@motus/game';
import { createInternalClient } from '@motus/internal-client';
import { createService, currentRequestId, type Logger, type Service } from '@motus/service';
import { connectStore, type Store } from '@motus/store';
import { Histogram } from 'prom-client';
import { tokens } from './auth/tokens.ts';
import { createDayChoices } from './days/day-choices.ts';
import { createDayRecords } from './days/day-records.ts';
import { openDaysStart } from './days/open-days.ts';
import { createLeaderboards, type Leaderboards } from './leaderboards/leaderboards.ts';
import { createPublication, type Publication } from './leaderboards/publication.ts';
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
  const app = await createService({ logger, publicUrl: settings.PUBLIC_URL });
  const store = connectStore(app, {
    name: 'score-store',
    sentinels: settings.SCORE_STORE_SENTINELS,
    password: settings.SCORE_STORE_PASSWORD_FILE,
    sentinelPassword: settings.SENTINEL_PASSWORD_FILE,
  });
  const internalClient = createInternalClient(settings.INTERNAL_URL, {
    metrics: app.metrics,
    requestId: currentRequestId,
  });
  app.addHook('onClose', () => internalClient.close());

  await app.register(tokens, {
    issuer: `${settings.PUBLIC_URL}${AUTH_PATH}`,
    keysUrl: `${settings.INTERNAL_URL}${PROVIDER_PATHS.jwks}`,
    internalClient,
    now,
  });
  await app.register(scoreRoutes, { prefix: '/score', store, timeZone: settings.GAME_TIMEZONE, now });
  return app;
}

interface ScoreRoutesOptions {
  readonly store: Store;
  readonly timeZone: string;
  readonly now: () => number;
}

/** All routes of the service, and what they read and write. */
async function scoreRoutes(app: Service, { store, timeZone, now }: ScoreRoutesOptions): Promise<void> {
  const today = () => dayAt(now(), timeZone);
  const leaderboards = createLeaderboards(store);
  const publication = createLoggedPublication(app, { store, leaderboards, now });
  const archive = createArchive({ store, now });
  const ledger = createLedger({ store, publication, archive, now });
  const openSince = () => openDaysStart(now(), timeZone);
  const words = createBlockedWords({ store, now, openSince });
  const choices = createDayChoices({ store, now, today });

  await app.register(attemptRoutes, { ledger });
  await app.register(dayRoutes, { records: createDayRecords(store), words, choices });
  // A guest reads what a player reads, but has no token: the game asks on behalf of the guest.
  for (const { prefix, authorize } of [
    { prefix: '', authorize: app.requirePlayer },
    { prefix: '/guests/:guest', authorize: app.requireGuest },
  ]) {
    await app.register(playRoutes, { prefix, authorize, ledger, today });
    await app.register(archiveRoutes, { prefix, authorize, archive });
    await app.register(leaderboardRoutes, { prefix, authorize, leaderboards, publication, today });
  }
  await app.register(guestRoutes, {
    mergeGuest: createMergeGuest({ store, publication, now, today }),
  });
  await app.register(leagueRoutes, { leagues: createLeagues(store, now), store, publication, today });
  const reports = createReports({ store, now, today, openSince });
  await app.register(reportRoutes, { reports });
  await app.register(operatorRoutes, {
    actions: createOperatorActions({ store, now, openSince }),
    choices,
    words,
    reports,
  });
}

/** Publishes for as long as the application runs; logs failed publications, and measures streaks. */
function createLoggedPublication(
  app: Service,
  options: { store: Store; leaderboards: Leaderboards; now: () => number },
): Publication {
  const streaks = new Histogram({
    name: 'streak_length_days',
    help: 'Days won in a row, when a play of an account ends; 0 when it was lost',
    buckets: [0, 1, 2, 3, 5, 7, 14, 30, 60, 100, 200, 365],
    registers: [app.metrics],
  });
  const publication = createPublication({
    ...options,
    onStreak: (days) => streaks.observe(days),
    warn: (err) =>
      app.logThrottle.warn(
        'publication failed',
        {},
        { err },
        'publication of finished plays failed, will retry',
      ),
  });
  app.addHook('onClose', () => publication.close());
  return publication;
}
