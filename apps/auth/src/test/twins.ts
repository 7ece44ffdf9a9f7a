import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSecrets } from '@motus/local-system';
import { createLogger, type Service } from '@motus/service';
import { startTestStore, type TestStore } from '@motus/testing';
import { buildAuth } from '../app.ts';
import { readAuthSettings } from '../settings.ts';

/** The public origin. The twins listen elsewhere, so a test notices a URL that is not built from it. */
export const PUBLIC_URL = 'http://motus.test:3101';

/** Two instances of the service in this process, with one store. */
export interface Twins {
  apps: readonly [Service, Service];
  /** The origins on which they listen. */
  origins: readonly [string, string];
  store: TestStore;
  clientSecret: string;
  stop(): Promise<void>;
}

/**
 * Starts both instances.
 *
 * @param publicUrl the public origin; pass the same one to `Browser`
 * @param site settings of the operator for name, footer and colours
 */
export async function startTwins(
  publicUrl: string = PUBLIC_URL,
  site: Record<string, string> = {},
): Promise<Twins> {
  const store = await startTestStore('auth-store');
  const secrets = await mkdtemp(join(tmpdir(), 'motus-auth-'));
  await makeSecrets(secrets);
  const start = async (instance: string) => {
    const settings = readAuthSettings({
      ...environment(store, secrets, instance),
      ...site,
      PUBLIC_URL: publicUrl,
    });
    const app = await buildAuth(settings, createLogger({ service: 'auth', instance, level: 'fatal' }));
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    return { app, origin, settings };
  };
  const one = await start('auth1');
  const two = await start('auth2');
  return {
    apps: [one.app, two.app],
    origins: [one.origin, two.origin],
    store,
    clientSecret: one.settings.MOTUS_CLIENT_SECRET_FILE,
    async stop() {
      await Promise.all([one.app.close(), two.app.close()]);
      await store.stop();
      await rm(secrets, { recursive: true });
    },
  };
}

/** The environment variables of an instance. */
export function environment(store: TestStore, secrets: string, instance: string): Record<string, string> {
  return {
    INSTANCE: instance,
    PORT: '3011',
    PUBLIC_URL,
    AUTH_STORE_SENTINELS: store.settings.sentinels,
    AUTH_STORE_PASSWORD_FILE: store.settings.passwordFile,
    SENTINEL_PASSWORD_FILE: store.settings.sentinelPasswordFile,
    AUTH_JWKS_FILE: join(secrets, 'auth/jwks.json'),
    AUTH_COOKIE_KEY_FILE: join(secrets, 'auth/cookie-key'),
    MOTUS_CLIENT_SECRET_FILE: join(secrets, 'auth/motus-client-secret'),
  };
}
