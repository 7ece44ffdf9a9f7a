import type { StoreOptions } from '@motus/store';
import type { StoreSettings } from './settings.ts';

/** Where the auth store is, for the service and for the operator command. */
export function authStoreOptions(settings: StoreSettings): Omit<StoreOptions, 'logger'> {
  return {
    name: 'auth-store',
    sentinels: settings.AUTH_STORE_SENTINELS,
    password: settings.AUTH_STORE_PASSWORD_FILE,
    sentinelPassword: settings.SENTINEL_PASSWORD_FILE,
  };
}
