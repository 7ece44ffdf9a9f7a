import { createService, type Logger, type Service } from '@motus/service';
import { connectStore } from '@motus/store';
import { createAccounts } from './accounts.ts';
import { hashMetrics } from './hash-metrics.ts';
import { createHashQueue } from './hash-queue.ts';
import { SECURITY_HEADERS } from './headers.ts';
import { showErrorsAsPages } from './html-errors.ts';
import { interaction } from './interaction.ts';
import { logProvider } from './log-provider.ts';
import { createOperators } from './operators.ts';
import { createLayout } from './pages/layout.ts';
import { STYLESHEET, STYLESHEET_PATH } from './pages/stylesheet.ts';
import { createPasswords } from './passwords.ts';
import { protocol } from './protocol.ts';
import { createProvider } from './provider.ts';
import type { AuthSettings } from './settings.ts';

/** The OpenID provider and the pages of its accounts, below `/auth`. */
export async function buildAuth(settings: AuthSettings, logger: Logger): Promise<Service> {
  const app = await createService({ logger });
  const store = connectStore(app, {
    name: 'auth-store',
    sentinels: settings.AUTH_STORE_SENTINELS,
    password: settings.AUTH_STORE_PASSWORD_FILE,
    sentinelPassword: settings.SENTINEL_PASSWORD_FILE,
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

  logProvider(provider, logger, app.faults);
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
