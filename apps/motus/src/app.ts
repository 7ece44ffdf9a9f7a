import { REQUEST_IDS_HEADER, scoreApi } from '@motus/contracts';
import { createInternalClient, type InternalClient } from '@motus/internal-client';
import { loadLexicon } from '@motus/lexicon';
import { createService, currentRequestId, type Logger, runAsRequest, type Service } from '@motus/service';
import { runShared } from '@motus/tracing';
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
import { createScoreClient, type ScoreClient } from './score/score-client.ts';
import { securityHeaders } from './security-headers.ts';
import type { MotusSettings } from './settings.ts';

/**
 * Builds the game as an application, which the process serves and the tests send requests to.
 *
 * @param now the clock, in milliseconds since the Unix epoch
 */
export async function buildMotus(
  settings: MotusSettings,
  logger: Logger,
  now: () => number = Date.now,
): Promise<Service> {
  const app = await createService({ logger, publicUrl: settings.PUBLIC_URL });
  const files = await readPageFiles(settings.WEB_ROOT);
  const internalClient = createInternalClient(settings.INTERNAL_URL, {
    metrics: app.metrics,
    requestId: currentRequestId,
  });
  app.addHook('onClose', () => internalClient.close());
  const gameToken = clientToken({ internalClient, secret: settings.MOTUS_CLIENT_SECRET_FILE, now });
  const score = createScoreClient({ internalClient, gameToken });

  await app.register(securityHeaders, { https: settings.PUBLIC_URL.startsWith('https:') });
  await app.register(apiDocs, { productName: settings.PRODUCT_NAME, files });
  await registerVisitors(app, { settings, internalClient, score, now });
  await app.register(apiRoutes, { prefix: '/api', settings, score, now });
  await app.register(page, { files, site: settings });
  return app;
}

/** Registers what identifies players and guests: cookies, sessions, login and logout. */
async function registerVisitors(
  app: Service,
  options: { settings: MotusSettings; internalClient: InternalClient; score: ScoreClient; now: () => number },
): Promise<void> {
  const { settings, internalClient, score, now } = options;
  const { PUBLIC_URL: publicUrl, SESSION_KEY_FILE: key } = settings;
  await app.register(sessionCookie, { key, publicUrl, now });
  await app.register(guestCookie, { key, publicUrl });
  const oauthClient = await createOAuthClient(app, {
    publicUrl,
    internalUrl: settings.INTERNAL_URL,
    internalClient,
    clientSecret: settings.MOTUS_CLIENT_SECRET_FILE,
    nonceKey: key,
    now,
  });
  await app.register(sessions, { refreshTokens: oauthClient.refreshTokens, now });
  await app.register(visitors, {
    mergeGuest: async (guest, { id, name }) => {
      const input = { params: { guest }, body: { id, name } };
      await score.asGame(scoreApi.mergeGuest, input, 'unavailable');
    },
  });
  await app.register(login, { oauthClient, publicUrl, productName: settings.PRODUCT_NAME });
}

/** The routes of the public API, and the game that they serve. */
async function apiRoutes(
  app: Service,
  options: { settings: MotusSettings; score: ScoreClient; now: () => number },
): Promise<void> {
  const { settings, score, now } = options;
  const lexicon = loadLexicon();
  const key = settings.DAILY_WORD_KEY_FILE;
  const readBlockings = (day?: string) =>
    score.asGame(scoreApi.listBlockings, { query: day === undefined ? {} : { day } }, 'unavailable');
  const dailyWord = createDailyWord({
    recordDay: ({ day, ...body }) =>
      score.asGame(scoreApi.recordDay, { params: { day }, body }, 'unavailable'),
    readBlockings,
    lexicon,
    key,
  });
  const game = createGame({
    lexicon,
    dailyWord,
    timeZone: settings.GAME_TIMEZONE,
    definitionUrl: settings.DEFINITION_URL,
    now,
  });
  const attempts = new AttemptBatcher(
    (attempts, requestIds, spans) =>
      runAsRequest(requestIds[0] ?? '', () =>
        runShared('append attempts', spans, async () => {
          const headers = { [REQUEST_IDS_HEADER]: requestIds.join() };
          const input = { body: { attempts } };
          return (await score.asGame(scoreApi.appendAttempts, input, 'unavailable', headers)).results;
        }),
      ),
    app.metrics,
  );

  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, data: true };
  });
  await app.register(visitorRoutes);
  await app.register(todayRoutes, { game, score });
  await app.register(attemptRoutes, { game, attempts });
  await app.register(archiveRoutes, { game, score });
  await app.register(historyRoutes, { score });
  await app.register(leagueRoutes, { score });
  await app.register(reportRoutes, { score, lexicon });
  const comingWords = createComingWords({ lexicon, key });
  await app.register(operatorRoutes, { score, game, lexicon, dailyWord, comingWords, readBlockings });
}
