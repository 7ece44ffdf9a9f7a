import {
  addresses,
  type CommonSettings,
  commonSettings,
  keyFile,
  readSettings,
  SettingsError,
  secretFile,
} from '@motus/service';
import { type SiteSettings, siteSettings } from '@motus/site';

/** A public or private JSON Web Key Set (RFC 7517). */
export interface Jwks {
  keys: Array<{ kty: string; crv: string; kid: string; x: string; y: string; d: string }>;
}

export interface AuthSettings extends CommonSettings, SiteSettings {
  AUTH_STORE_SENTINELS: { host: string; port: number }[];
  /** The password itself. */
  AUTH_STORE_PASSWORD_FILE: string;
  /** The password itself. */
  SENTINEL_PASSWORD_FILE: string;
  /** The private key that signs tokens. */
  AUTH_JWKS_FILE: Jwks;
  /** The key that signs cookies. */
  AUTH_COOKIE_KEY_FILE: Buffer;
  /** The secret that the game shows at the token endpoint. */
  MOTUS_CLIENT_SECRET_FILE: string;
}

/** How to reach the auth store. */
const storeSettings = {
  AUTH_STORE_SENTINELS: addresses({
    desc: 'the addresses of the Sentinels that watch the auth store, for instance sentinel1:26379,sentinel2:26379',
  }),
  AUTH_STORE_PASSWORD_FILE: secretFile({ desc: 'a file with the password of the auth store' }),
  SENTINEL_PASSWORD_FILE: secretFile({ desc: 'a file with the password of the Sentinels' }),
};

/**
 * Those settings alone that a command needs which only works on the store.
 *
 * @throws SettingsError where one is missing or wrong
 */
export function readStoreSettings(env: NodeJS.ProcessEnv) {
  return readSettings(storeSettings, env);
}

/** @throws SettingsError where one is missing or wrong */
export function readAuthSettings(env: NodeJS.ProcessEnv): AuthSettings {
  const settings = readSettings(
    {
      ...commonSettings,
      ...siteSettings,
      ...storeSettings,
      AUTH_JWKS_FILE: secretFile({ desc: 'a file with the private ES256 key as a JSON Web Key Set' }),
      AUTH_COOKIE_KEY_FILE: keyFile({ desc: 'a file with the key that signs cookies' }),
      MOTUS_CLIENT_SECRET_FILE: secretFile({ desc: 'a file with the secret of the game as a client' }),
    },
    env,
  );
  return { ...settings, AUTH_JWKS_FILE: parseJwks(settings.AUTH_JWKS_FILE) };
}

function parseJwks(text: string): Jwks {
  try {
    const jwks: unknown = JSON.parse(text);
    if (isSigningSet(jwks)) return jwks;
  } catch {
    // Not JSON; the parser's message would quote the key.
  }
  throw new SettingsError(
    'setting AUTH_JWKS_FILE is wrong: it wants a JSON Web Key Set with private P-256 keys, each with a kid',
  );
}

function isSigningSet(value: unknown): value is Jwks {
  if (typeof value !== 'object' || value === null || !('keys' in value) || !Array.isArray(value.keys)) {
    return false;
  }
  return value.keys.length > 0 && value.keys.every(isSigningKey);
}

function isSigningKey(key: Record<string, unknown> | null): boolean {
  if (typeof key !== 'object' || key === null || key.kty !== 'EC' || key.crv !== 'P-256') return false;
  return ['kid', 'x', 'y', 'd'].every((member) => typeof key[member] === 'string');
}
