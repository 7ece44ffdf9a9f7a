import { dayAt } from '@motus/game';
import { createInternalClient } from '@motus/internal-client';
import { createService, type Logger, type Service } from '@motus/service';
import { connectStore } from '@motus/store';
import { dayChoices } from './days/day-choices.ts';
import { dayRecords } from './days/day-records.ts';
import { createLeaderboards } from './leaderboards/leaderboards.ts';
import { createLeagues } from './leagues/leagues.ts';
import { createArchive } from './ledger/archive.ts';
import { guestMove } from './ledger/guest-move.ts';
import { createLedger } from './ledger/ledger.ts';
import { createPublication } from './ledger/publication.ts';
import { operatorActions } from './operator/actions.ts';
import { blockedWords } from './operator/blocked-words.ts';
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
import { tokens } from './tokens.ts';
import { createReports } from './word-reports/word-reports.ts';

/**
 * The score service as an application: built by the process and by the tests alike.
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
    warn: (err) => app.faults.say('not published yet', {}, { err }, 'not published yet'),
  });
  app.addHook('onClose', () => publication.close());
  const ledger = createLedger({ store, publication, archive, now });
  const today = () => dayAt(now(), settings.GAME_TIMEZONE);
  const words = blockedWords(store, now);
  const reports = createReports({ store, now, today });

  await app.register(tokens, {
    issuer: `${settings.PUBLIC_URL}/auth`,
    keysUrl: `${settings.INTERNAL_URL}/auth/jwks`,
    internalClient,
  });
  await app.register(attemptRoutes, { prefix: '/score', ledger });
  await app.register(dayRoutes, { prefix: '/score', records: dayRecords(store), words });
  // A guest reads what a player does, but has no token: the game asks in the guest's name.
  for (const { prefix, admit } of [
    { prefix: '/score', admit: app.requirePlayer },
    { prefix: '/score/guests/:guest', admit: app.requireGuest },
  ]) {
    await app.register(playRoutes, { prefix, admit, ledger, today });
    await app.register(archiveRoutes, { prefix, admit, archive });
    await app.register(leaderboardRoutes, { prefix, admit, leaderboards, publication, today });
  }
  await app.register(guestRoutes, {
    prefix: '/score/guests/:guest',
    move: guestMove({ store, publication, metrics: app.metrics, now, today }),
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
    prefix: '/score/operator',
    store,
    actions: operatorActions(store, now),
    choices: dayChoices({ store, now, today }),
    words,
    reports,
  });
  return app;
}
