import {
  addresses,
  type CommonSettings,
  commonSettings,
  keyFile,
  origin,
  readSettings,
  SettingsError,
  secretFile,
} from '@motus/service';
import { type SiteSettings, siteSettings } from '@motus/site';

/** A JSON Web Key Set (RFC 7517) of private P-256 keys. */
export interface Jwks {
  keys: Array<{ kty: string; crv: string; kid: string; x: string; y: string; d: string }>;
}

/** How to connect to the auth store. */
export interface StoreSettings {
  AUTH_STORE_SENTINELS: { host: string; port: number }[];
  /** The content of the file: the password. */
  AUTH_STORE_PASSWORD_FILE: string;
  /** The content of the file: the password. */
  SENTINEL_PASSWORD_FILE: string;
}

export interface AuthSettings extends CommonSettings, SiteSettings, StoreSettings {
  /** The private key that signs tokens. */
  AUTH_JWKS_FILE: Jwks;
  /** The key that signs cookies. */
  AUTH_COOKIE_KEY_FILE: Buffer;
  /** The address at which browsers reach Grafana, which error pages link to. */
  GRAFANA_URL: string | undefined;
  /** The secret with which the game authenticates at the token endpoint. */
  MOTUS_CLIENT_SECRET_FILE: string;
}

const storeSettings = {
  AUTH_STORE_SENTINELS: addresses({
    desc: 'the addresses of the Sentinels that watch the auth store, for instance sentinel1:26379,sentinel2:26379',
  }),
  AUTH_STORE_PASSWORD_FILE: secretFile({ desc: 'a file with the password of the auth store' }),
  SENTINEL_PASSWORD_FILE: secretFile({ desc: 'a file with the password of the Sentinels' }),
};

/**
 * Reads only the settings for the auth store, for a command that needs nothing else.
 *
 * @throws SettingsError when one is missing or invalid
 */
export function readStoreSettings(env: NodeJS.ProcessEnv): StoreSettings {
  return readSettings(storeSettings, env);
}

/**
 * Reads all settings of the service.
 *
 * @throws SettingsError when one is missing or invalid
 */
export function readAuthSettings(env: NodeJS.ProcessEnv): AuthSettings {
  const settings = readSettings(
    {
      ...commonSettings,
      ...siteSettings,
      ...storeSettings,
      AUTH_JWKS_FILE: secretFile({ desc: 'a file with the private ES256 key as a JSON Web Key Set' }),
      AUTH_COOKIE_KEY_FILE: keyFile({ desc: 'a file with the key that signs cookies' }),
      GRAFANA_URL: origin({
        default: undefined,
        desc: 'the address of Grafana in a browser, for instance http://localhost:3000, or nothing',
      }),
      MOTUS_CLIENT_SECRET_FILE: secretFile({ desc: 'a file with the secret of the game as a client' }),
    },
    env,
  );
  return { ...settings, AUTH_JWKS_FILE: parseJwks(settings.AUTH_JWKS_FILE) };
}

function parseJwks(text: string): Jwks {
  try {
    const jwks: unknown = JSON.parse(text);
    if (isSigningKeySet(jwks)) return jwks;
  } catch {
    // Not JSON. Drop the parser's message, because it quotes the key.
  }
  throw new SettingsError(
    'setting AUTH_JWKS_FILE is wrong: it wants a JSON Web Key Set with private P-256 keys, each with a kid',
  );
}

function isSigningKeySet(value: unknown): value is Jwks {
  if (typeof value !== 'object' || value === null || !('keys' in value) || !Array.isArray(value.keys)) {
    return false;
  }
  return value.keys.length > 0 && value.keys.every(isSigningKey);
}

function isSigningKey(key: Record<string, unknown> | null): boolean {
  if (typeof key !== 'object' || key === null || key.kty !== 'EC' || key.crv !== 'P-256') return false;
  return ['kid', 'x', 'y', 'd'].every((member) => typeof key[member] === 'string');
}
