import { scoreApi } from '@motus/contracts';
import { createInternalClient } from '@motus/internal-client';
import { loadLexicon } from '@motus/lexicon';
import { createService, type Logger, type Service } from '@motus/service';
import { apiDocs } from './api-docs.ts';
import { AttemptBatcher } from './game/attempt-batcher.ts';
import { createComingWords } from './game/coming-words.ts';
import { createDailyWord } from './game/daily-word.ts';
import { createGame } from './game/game.ts';
import { guestCookie } from './login/guest-cookie.ts';
import { login } from './login/login.ts';
import { createOAuthClient } from './login/oauth-client.ts';
import { sessionCookie } from './login/session-cookie.ts';
import { sessions } from './login/sessions.ts';
import { visitors } from './login/visitors.ts';
import { page } from './page.ts';
import { readPageFiles } from './page-files.ts';
import { archiveRoutes } from './routes/archive.ts';
import { attemptRoutes } from './routes/attempts.ts';
import { historyRoutes } from './routes/history.ts';
import { leagueRoutes } from './routes/leagues.ts';
import { operatorRoutes } from './routes/operator.ts';
import { reportRoutes } from './routes/reports.ts';
import { todayRoutes } from './routes/today.ts';
import { visitorRoutes } from './routes/visitor.ts';
import { clientToken } from './score/client-token.ts';
import { createScoreClient } from './score/score-client.ts';
import { securityHeaders } from './security-headers.ts';
import type { MotusSettings } from './settings.ts';

/**
 * The game as an application: built by the process and by the tests alike.
 *
 * @param now the clock, in milliseconds since the Unix epoch
 */
export async function buildMotus(
  settings: MotusSettings,
  logger: Logger,
  now: () => number = Date.now,
): Promise<Service> {
  const app = await createService({ logger });
  const files = await readPageFiles(settings.WEB_ROOT);
  const lexicon = loadLexicon();
  const internalClient = createInternalClient(settings.INTERNAL_URL);
  app.addHook('onClose', () => internalClient.close());
  const gameToken = clientToken({ internalClient, secret: settings.MOTUS_CLIENT_SECRET_FILE, now });
  const score = createScoreClient({ internalClient, gameToken });
  const dailyWord = createDailyWord({
    recordDay: ({ day, sealedAnswer }) =>
      score.asGame(scoreApi.recordDay, { params: { day }, body: { sealedAnswer } }, 'unavailable'),
    blockings: async () => (await score.asGame(scoreApi.listBlockings, {}, 'pass-on')).blockings,
    lexicon,
    key: settings.DAILY_WORD_KEY_FILE,
  });
  const game = createGame({
    lexicon,
    dailyWord,
    timeZone: settings.GAME_TIMEZONE,
    definitionUrl: settings.DEFINITION_URL,
    now,
  });

  const publicUrl = settings.PUBLIC_URL;
  await app.register(securityHeaders, { https: publicUrl.startsWith('https:') });
  await app.register(apiDocs, { productName: settings.PRODUCT_NAME, files });
  await app.register(sessionCookie, { key: settings.SESSION_KEY_FILE, publicUrl, now });
  await app.register(guestCookie, { key: settings.SESSION_KEY_FILE, publicUrl });
  const oauthClient = await createOAuthClient(app, {
    publicUrl,
    internalUrl: settings.INTERNAL_URL,
    internalClient,
    clientSecret: settings.MOTUS_CLIENT_SECRET_FILE,
    nonceKey: settings.SESSION_KEY_FILE,
    now,
  });
  await app.register(sessions, { refreshTokens: oauthClient.refreshTokens, now });
  await app.register(visitors, {
    mergeGuest: async (guest, { id, name }, requestId) => {
      const input = { params: { guest }, body: { id, name } };
      await score.asGame(scoreApi.mergeGuest, input, 'unavailable', requestId);
    },
  });
  await app.register(login, { oauthClient, publicUrl, productName: settings.PRODUCT_NAME });
  const attempts = new AttemptBatcher(
    async (attempts, requestId) =>
      (await score.asGame(scoreApi.appendAttempts, { body: { attempts } }, 'unavailable', requestId)).results,
    app.metrics,
  );
  await app.register(
    async (api) => {
      api.addHook('onRoute', (route) => {
        route.config = { ...route.config, data: true };
      });
      await api.register(visitorRoutes);
      await api.register(todayRoutes, { game, score });
      await api.register(attemptRoutes, { game, attempts });
      await api.register(archiveRoutes, { game, score });
      await api.register(historyRoutes, { score });
      await api.register(leagueRoutes, { score });
      await api.register(reportRoutes, { score, lexicon });
      await api.register(operatorRoutes, {
        score,
        game,
        lexicon,
        dailyWord,
        comingWords: createComingWords({ lexicon, key: settings.DAILY_WORD_KEY_FILE }),
      });
    },
    { prefix: '/api' },
  );
  await app.register(page, { files, site: settings });
  return app;
}
