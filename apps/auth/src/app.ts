import { AUTH_PATH } from '@motus/contracts';
import { createService, type Logger, type Service } from '@motus/service';
import { connectStore } from '@motus/store';
import { createAccounts } from './accounts/accounts.ts';
import { createOperators } from './accounts/operators.ts';
import { authStoreOptions } from './auth-store.ts';
import { setHtmlErrorHandler } from './errors/html-error-handler.ts';
import { registerHashMetrics } from './hashing/hash-metrics.ts';
import { createHashQueue } from './hashing/hash-queue.ts';
import { createPasswords } from './hashing/passwords.ts';
import { interactionRoutes } from './interaction/interaction-routes.ts';
import { createErrorLayout } from './pages/error-page.ts';
import { createLayout } from './pages/layout.ts';
import { STYLESHEET, STYLESHEET_PATH } from './pages/stylesheet.ts';
import { createProvider } from './provider/provider.ts';
import { logProviderErrors } from './provider/provider-logging.ts';
import { providerRoutes } from './provider/provider-routes.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import type { AuthSettings } from './settings.ts';

/**
 * Builds the service: the OpenID provider and its login and registration pages, below `/auth`.
 *
 * @param now the clock, in milliseconds since the Unix epoch
 */
export async function buildAuth(
  settings: AuthSettings,
  logger: Logger,
  now: () => number = () => Date.now(),
): Promise<Service> {
  const app = await createService({ logger, publicUrl: settings.PUBLIC_URL });
  const store = connectStore(app, authStoreOptions(settings));
  const hashes = createHashQueue();
  const accounts = createAccounts(store, createPasswords(hashes), now);
  const layout = createLayout(settings);
  const errorLayout = createErrorLayout(layout, settings);
  const provider = createProvider({
    settings,
    store,
    accounts,
    operators: createOperators(store, accounts),
    layout,
    errorLayout,
    now,
  });

  logProviderErrors(provider, logger, app.logThrottle);
  registerHashMetrics(app.metrics, hashes);

  await app.register(
    async (auth) => {
      auth.addHook('onRequest', async (_request, reply) => {
        reply.headers(SECURITY_HEADERS);
      });
      setHtmlErrorHandler(auth, errorLayout);
      await auth.register(interactionRoutes, { provider, accounts, layout });
      await auth.register(providerRoutes, { provider, publicUrl: settings.PUBLIC_URL });
    },
    { prefix: AUTH_PATH },
  );

  app.get(STYLESHEET_PATH, async (_request, reply) =>
    reply
      .headers({ ...SECURITY_HEADERS, 'cache-control': 'public, max-age=31536000, immutable' })
      .type('text/css; charset=utf-8')
      .send(STYLESHEET),
  );
  return app;
}
