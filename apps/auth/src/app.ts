import { createService, type Logger, type Service } from '@motus/service';
import { closeStore, createStore, storeMetrics, storeReady } from '@motus/store';
import { createAccounts } from './accounts/accounts.ts';
import { createOperators } from './accounts/operators.ts';
import { showErrorsAsPages } from './errors/html-error-handler.ts';
import { hashMetrics } from './hashing/hash-metrics.ts';
import { createHashQueue } from './hashing/hash-queue.ts';
import { createPasswords } from './hashing/passwords.ts';
import { interaction } from './interaction/interaction-routes.ts';
import { createLayout } from './pages/layout.ts';
import { STYLESHEET, STYLESHEET_PATH } from './pages/stylesheet.ts';
import { createProvider } from './provider/provider.ts';
import { logProvider } from './provider/provider-logging.ts';
import { protocol } from './provider/provider-routes.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import type { AuthSettings } from './settings.ts';

/** The OpenID provider and the pages of its accounts, below `/auth`. */
export async function buildAuth(settings: AuthSettings, logger: Logger): Promise<Service> {
  const store = createStore({
    name: 'auth-store',
    sentinels: settings.AUTH_STORE_SENTINELS,
    password: settings.AUTH_STORE_PASSWORD_FILE,
    sentinelPassword: settings.SENTINEL_PASSWORD_FILE,
    logger,
  });
  const hashes = createHashQueue();
  const accounts = createAccounts(store, createPasswords(hashes));
  const layout = createLayout(settings);
  const provider = createProvider({
    settings,
    store,
    accounts,
    operators: createOperators(store, accounts),
    layout,
  });

  const app = await createService({ logger, checks: { store: storeReady(store) } });
  app.addHook('onClose', () => closeStore(store));
  logProvider(provider, logger, app.faults);
  storeMetrics(app.metrics, 'auth-store', store);
  hashMetrics(app.metrics, hashes);

  await app.register(
    async (auth) => {
      auth.addHook('onRequest', async (_request, reply) => {
        reply.headers(SECURITY_HEADERS);
      });
      showErrorsAsPages(auth, layout);
      await auth.register(interaction, { provider, accounts, layout });
    },
    { prefix: '/auth' },
  );
  await app.register(protocol, { prefix: '/auth', provider, publicUrl: settings.PUBLIC_URL });

  app.get(STYLESHEET_PATH, async (_request, reply) =>
    reply
      .headers({ ...SECURITY_HEADERS, 'cache-control': 'public, max-age=31536000, immutable' })
      .type('text/css; charset=utf-8')
      .send(STYLESHEET),
  );
  return app;
}
