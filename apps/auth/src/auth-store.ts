import { createStore, type Store } from '@motus/store';
import type { StoreSettings } from './settings.ts';

/** Opens the connection to the auth store; `closeStore` closes it. */
export function openAuthStore(
  settings: StoreSettings,
  logger: Parameters<typeof createStore>[0]['logger'],
): Store {
  return createStore({
    name: 'auth-store',
    sentinels: settings.AUTH_STORE_SENTINELS,
    password: settings.AUTH_STORE_PASSWORD_FILE,
    sentinelPassword: settings.SENTINEL_PASSWORD_FILE,
    logger,
  });
}
